package org.leasemq.engine.model.seen;

import java.util.List;
import java.util.Objects;
import org.leasemq.engine.model.Receipt;

/**
 * What somebody who looks at a queue does with some of its messages.
 *
 * @param queue name of the queue
 * @param messages as they were seen there; those that are gone, or have been delivered once more since, are passed over
 * @param action what becomes of them
 * @param destination where to they are moved; null for the queue each of them was dead-lettered from
 * @param held whether also those that are in flight, on which somebody works
 */
public record ByHand(String queue, List<Receipt> messages, Action action, String destination, boolean held) {
    /** What becomes of messages. */
    public enum Action {
        /** They are deleted. */
        DELETE,
        /** They can be received at once: leases end, and so do delays, as long as the process lives. */
        RELEASE,
        /** They go to another queue as {@link org.leasemq.engine.MessagePort#redrive} moves them, unless they are in flight. */
        MOVE
    }

    public ByHand {
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(action, "action");
        messages = List.copyOf(messages);
    }
}
