package org.leasemq.engine;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.model.Receipt;

/** What an engine knows of whose something is: for whoever must not be able to touch what is somebody else's. */
@VisibleTo(Audience.FACES)
public interface LeaseHolders {

    /** Whether a client of that id is open. */
    boolean isOpen(UUID client);

    /**
     * Who has the message of a lease.
     *
     * @param owner who holds the lease; null if it has ended, or has no owner
     * @param leased whether anybody has the message, by this lease or by one since
     */
    record Holder(UUID owner, boolean leased) {}

    /** Who has the messages of these leases, one for each. */
    List<Holder> holders(Collection<Receipt> receipts);
}
