package org.leasemq.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.leasemq.engine.model.VisibilityChange;

/**
 * What to receive. Immutable; start with {@link #from} and add what is wanted.
 *
 * @param queue the queue
 * @param max how many messages at most, at least 1; may be fewer even when there are more
 * @param waitTime how long to wait for the first message; null for the queue's default, {@link #FOREVER} without an end
 * @param owner id of the {@link Owner} that holds the leases; null when the leases stand for themselves and end by time
 * @param visibility how long the leases last, up to 100 years; null for the queue's default without an owner, no end with one
 * @param selection which messages of the queue; null for any
 * @param maxBytes how much memory the contents may take, apart from the first
 */
public record ReceiveRequest(
        String queue, int max, Duration waitTime, UUID owner, Duration visibility, Selection selection, long maxBytes) {

    /** Wait until there is a message, or the receive is cancelled. */
    public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    public ReceiveRequest {
        Objects.requireNonNull(queue, "queue");
        if (max < 1) {
            throw new IllegalArgumentException("max must be at least 1, not " + max);
        }
        if (selection != null && !selection.queue().equals(queue)) {
            throw new IllegalArgumentException(
                    "a selection of queue '" + selection.queue() + "' says nothing about queue '" + queue + "'");
        }
        if (visibility != null) {
            VisibilityChange.requirePossible(visibility);
        }
    }

    /** One message, with the queue's defaults, for nobody in particular. */
    public static ReceiveRequest from(String queue) {
        return new ReceiveRequest(queue, 1, null, null, null, null, Long.MAX_VALUE);
    }

    public ReceiveRequest upTo(int value) {
        return new ReceiveRequest(queue, value, waitTime, owner, visibility, selection, maxBytes);
    }

    public ReceiveRequest waiting(Duration value) {
        return new ReceiveRequest(queue, max, value, owner, visibility, selection, maxBytes);
    }

    /** @param value null for nobody in particular */
    public ReceiveRequest ownedBy(Owner value) {
        return new ReceiveRequest(
                queue, max, waitTime, value == null ? null : value.id(), visibility, selection, maxBytes);
    }

    public ReceiveRequest visibleAfter(Duration value) {
        return new ReceiveRequest(queue, max, waitTime, owner, value, selection, maxBytes);
    }

    public ReceiveRequest among(Selection value) {
        return new ReceiveRequest(queue, max, waitTime, owner, visibility, value, maxBytes);
    }

    public ReceiveRequest upToBytes(long value) {
        return new ReceiveRequest(queue, max, waitTime, owner, visibility, selection, value);
    }
}
