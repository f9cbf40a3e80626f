package org.leasemq.engine;

import java.util.List;
import java.util.UUID;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/** What an engine knows of who uses it, for people to look at. */
@VisibleTo(Audience.FACES)
public interface KnownClients {
    /**
     * One client.
     *
     * @param names those it has reserved
     * @param temporaryQueues their names
     * @param subscriptions names of the queues of those that it uses
     */
    record KnownClient(
            UUID id,
            String description,
            List<String> names,
            List<KnownOwner> owners,
            List<String> temporaryQueues,
            List<String> subscriptions) {}

    /**
     * An owner of leases.
     *
     * @param waiting queues of which it waits for messages, as often as it does
     * @param leases how many it holds
     */
    record KnownOwner(String description, List<String> waiting, int leases) {}

    /** All that are open. */
    List<KnownClient> clients();
}
