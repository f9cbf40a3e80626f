package org.leasemq.engine.model.seen;

import java.util.List;
import java.util.UUID;

/**
 * What an engine knows of a client that uses it, for people to look at.
 *
 * @param names those it has reserved
 * @param temporaryQueues their names
 * @param subscriptions names of the queues of those that it uses
 */
public record KnownClient(
        UUID id,
        String description,
        List<String> names,
        List<KnownOwner> owners,
        List<String> temporaryQueues,
        List<String> subscriptions) {
    /**
     * An owner of leases.
     *
     * @param waiting queues of which it waits for messages, as often as it does
     * @param leases how many it holds
     */
    public record KnownOwner(String description, List<String> waiting, int leases) {}
}
