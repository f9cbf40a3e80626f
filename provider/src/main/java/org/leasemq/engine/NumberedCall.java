package org.leasemq.engine;

import java.util.Objects;
import java.util.UUID;

/**
 * A change that a client elsewhere asks for, maybe more than once.
 *
 * @param client who asks; it is open
 * @param number the number of the change among those that the client asks for, from 1 on; it goes on counting when it is opened again
 * @param known the client knows the answers to all its changes with smaller numbers, and does not ask for them again
 * @param verb what the change is, by the number that it has where calls are written down: so its answer is written down, too
 */
public record NumberedCall(UUID client, long number, long known, int verb) {
    public NumberedCall {
        Objects.requireNonNull(client);
        if (number < 1 || known < 0) {
            throw new IllegalArgumentException("change " + number + " of a client that knows all below " + known);
        }
    }
}
