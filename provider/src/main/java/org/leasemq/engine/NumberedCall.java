package org.leasemq.engine;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/**
 * A change that a client elsewhere asks for, maybe more than once.
 *
 * @param client who asks; it is open
 * @param number the number of the change among those that the client asks for, from 1 on; it goes on counting when it is opened again
 * @param known the client knows the answers to all its changes with smaller numbers, and does not ask for them again
 * @param encoding makes bytes of what the change is answered with. Called with the engine's lock, whatever thread that is, and
 *     sometimes twice: it is quick and asks nobody
 */
@VisibleTo(Audience.FACES)
public record NumberedCall(UUID client, long number, long known, Function<Object, byte[]> encoding) {
    public NumberedCall {
        Objects.requireNonNull(client);
        Objects.requireNonNull(encoding);
        if (number < 1 || known < 0) {
            throw new IllegalArgumentException("change " + number + " of a client that knows all below " + known);
        }
    }
}
