package org.leasemq.sqs.queue;

import java.time.Duration;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/**
 * How much is too much.
 *
 * @param messageBytes of one message, and of a batch together
 * @param inFlight leased messages of a queue
 * @param deletedRecently how long the name of a deleted queue cannot be used again; zero for no time
 * @param betweenPurges how long a queue cannot be purged again; zero for no time
 * @param strict whether lengths of names and numbers of attributes are as in Amazon SQS
 */
@VisibleTo(Audience.APPLICATIONS)
public record Limits(int messageBytes, int inFlight, Duration deletedRecently, Duration betweenPurges, boolean strict) {
    public static final int LARGEST_MESSAGE = 1_048_576;

    /** As Amazon SQS has them. */
    public static Limits strictly() {
        return new Limits(LARGEST_MESSAGE, 120_000, Duration.ofSeconds(60), Duration.ofSeconds(60), true);
    }

    /** Without those that only protect a shared service: for tests, which create, purge and delete all the time. */
    public static Limits relaxed() {
        return new Limits(LARGEST_MESSAGE, Integer.MAX_VALUE, Duration.ZERO, Duration.ZERO, false);
    }
}
