package org.leasemq.engine;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Predicate;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.model.Receipt;

/** What an engine knows of whose something is: for whoever must not be able to touch what is somebody else's. */
@VisibleTo(Audience.FACES)
public interface LeaseHolders {

    /** Whether a client of that id is open. */
    boolean isOpen(UUID client);

    /**
     * Whether each of these leases is held by one of some owners.
     *
     * @param owners asked with the engine's lock
     */
    boolean areHeldBy(Predicate<UUID> owners, Collection<Receipt> receipts);

    /**
     * Whether somebody else than some owners holds the message of one of these leases. Those that have ended are nobody's.
     *
     * @param owners asked with the engine's lock
     */
    boolean isAnyOfOthers(Predicate<UUID> owners, Collection<Receipt> receipts);
}
