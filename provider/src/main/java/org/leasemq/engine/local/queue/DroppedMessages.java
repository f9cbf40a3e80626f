package org.leasemq.engine.local.queue;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongFunction;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.order.EntryQueue;
import org.leasemq.engine.model.Message;
import org.leasemq.log.Logs;

/**
 * What a queue does not get of what is published, so that nobody else is harmed: what is larger than it takes, and, as a
 * non-durable subscription that does not keep up, what is beyond its share of memory. Counts that, and says so now and then.
 */
public final class DroppedMessages {
    private static final System.Logger LOG = Logs.of(DroppedMessages.class);
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toMillis();

    private final EntryQueue queue;
    private final QueueParts parts;
    private long count;
    private long told;
    private long tellFrom = Long.MIN_VALUE;

    DroppedMessages(EntryQueue queue, QueueParts parts) {
        this.queue = queue;
        this.parts = parts;
    }

    /** How many messages it did not get. */
    long count() {
        return count;
    }

    /** Whether a message is too much for a non-durable subscription. */
    public boolean isTooMuch(Message message) {
        long bytes = Footprint.mostOf(message) + Footprint.of(message);
        return queue.held() + bytes > parts.settings().subscriberBudget() && queue.held() > 0
                || !parts.contents().hasRoomToLast(Footprint.of(message))
                || !parts.memory().hasRoomToLast(bytes);
    }

    /** It did not get a message, since it does not keep up with them. */
    public void dropTooMuch() {
        long held = queue.held();
        dropped(lost -> "The non-durable subscription '" + queue.name() + "' does not keep up: " + held
                + " bytes wait for it, and it did not get " + lost + " messages that were published since. Others got"
                + " them. Let it receive, give it more by subscriber-memory, or make the subscription durable.");
    }

    /** It did not get a message of so many bytes, since it takes none of that size. */
    public void dropTooLarge(long size) {
        dropped(lost ->
                "Queue '" + queue.name() + "' did not get " + lost + " messages of topics, the last of them of " + size
                        + " bytes, since it takes at most " + queue.attributes().maximumMessageSize()
                        + " bytes in a message. Others got them. Let it take larger ones.");
    }

    private void dropped(LongFunction<String> text) {
        count++;
        long now = parts.time().elapsed();
        if (now >= tellFrom) {
            tellFrom = now + BETWEEN_WARNINGS;
            String line = text.apply(count - told);
            told = count;
            parts.lock().later(() -> LOG.log(Level.WARNING, line));
        }
    }
}
