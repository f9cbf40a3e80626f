package org.leasemq.served;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What there is to see of a session.
 *
 * @param description of the client, by itself
 * @param user as whom it was let in; null for nobody in particular
 * @param address where it was connected from last; null if that is not known
 * @param since when it began here
 * @param connected whether there is a connection at the moment
 * @param silentMillis for how long the client has not been heard of
 * @param timeoutMillis for how long it may be missed
 * @param calls how many there are whose answer it does not know yet
 * @param clients of the engine, which it has opened
 */
public record SeenSession(
        UUID id,
        String description,
        String user,
        String address,
        Instant since,
        boolean connected,
        long silentMillis,
        long timeoutMillis,
        int calls,
        Set<UUID> clients) {}
