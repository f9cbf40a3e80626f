package org.leasemq.engine.local;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.leasemq.engine.NewMessage;
import org.leasemq.log.Logs;

/**
 * A non-durable subscription that does not keep up: beyond its share of memory it does not get what is published, so that
 * nobody else is harmed. Counts what it did not get, and says so now and then.
 */
final class SlowSubscriber {
    private static final System.Logger LOG = Logs.of(SlowSubscriber.class);
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toMillis();

    private final QueueState queue;
    private long dropped;
    private long told;
    private long tellFrom = Long.MIN_VALUE;

    SlowSubscriber(QueueState queue) {
        this.queue = queue;
    }

    /** How many messages it did not get. */
    long dropped() {
        return dropped;
    }

    /** Whether a message is too much for it. */
    boolean isFullFor(NewMessage message) {
        Kernel kernel = queue.kernel;
        long bytes = Footprint.mostOf(message) + Footprint.of(message);
        return queue.held() + bytes > kernel.settings.subscriberBudget() && queue.held() > 0
                || !kernel.contents.hasRoomToLast(Footprint.of(message))
                || !kernel.memory.hasRoomToLast(bytes);
    }

    /** It did not get a message. */
    void drop() {
        dropped++;
        long now = queue.kernel.elapsed();
        if (now >= tellFrom) {
            tellFrom = now + BETWEEN_WARNINGS;
            long lost = dropped - told;
            told = dropped;
            long held = queue.held();
            queue.kernel.later(() -> LOG.log(
                    Level.WARNING,
                    "The non-durable subscription ''{0}'' does not keep up: {1} bytes wait for it, and it did not get"
                            + " {2} messages that were published since. Others got them. Let it receive, give it more"
                            + " by subscriber-memory, or make the subscription durable.",
                    queue.name,
                    held,
                    lost));
        }
    }
}
