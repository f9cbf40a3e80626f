package org.leasemq.engine.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What governs delivery in a queue: the attributes of Amazon SQS. Immutable; start with {@link #standardQueue} or {@link #fifoQueue}
 * and change what is wanted. Durations have a resolution of a millisecond.
 *
 * @param visibilityTimeout how long a lease without an owner lasts, 0 to 12 hours
 * @param delay how long a new message stays hidden, 0 to 15 minutes
 * @param retention after this long a message is removed; null to keep it until it is deleted
 * @param receiveWait how long a receive waits unless it says otherwise, 0 to 20 seconds
 * @param maximumMessageSize of body and attributes together, in bytes, at least 1,024
 * @param redrive what happens after too many deliveries; null for nothing
 * @param redriveAllow which queues may use this one as their dead-letter queue
 * @param fifo whether it is a FIFO queue; its name then ends in {@code .fifo}
 * @param contentBasedDeduplication FIFO only: whether the deduplication id is made from the body when the sender gives none
 * @param deduplicationScope FIFO only: within what a deduplication id is unique
 * @param deduplicatedTopic FIFO only: the topic of which no message reaches any queue whose deduplication id this queue
 *     remembers from another, prepared branches apart; it gets none of them itself. Null for none
 * @param durable whether the queue outlives the process; one that does not keeps everything in memory, whatever its messages
 *     say, and is never stored
 * @param subscriptions what it gets from topics; at most one for each
 * @param labels what others keep with the queue, such as tags; means nothing to the engine
 */
public record QueueAttributes(
        Duration visibilityTimeout,
        Duration delay,
        Duration retention,
        Duration receiveWait,
        int maximumMessageSize,
        RedrivePolicy redrive,
        RedriveAllowPolicy redriveAllow,
        boolean fifo,
        boolean contentBasedDeduplication,
        DeduplicationScope deduplicationScope,
        String deduplicatedTopic,
        boolean durable,
        List<Subscription> subscriptions,
        Map<String, String> labels) {

    /** Within what a deduplication id is unique. */
    public enum DeduplicationScope {
        QUEUE,
        MESSAGE_GROUP
    }

    /** The largest message any queue can be made to take, in bytes. */
    public static final int LARGEST_MESSAGE = 256 << 20;

    private static final QueueAttributes STANDARD = new QueueAttributes(
            Duration.ofSeconds(30),
            Duration.ZERO,
            null,
            Duration.ZERO,
            LARGEST_MESSAGE,
            null,
            new RedriveAllowPolicy.AllowAll(),
            false,
            false,
            DeduplicationScope.QUEUE,
            null,
            true,
            List.of(),
            Map.of());

    public QueueAttributes {
        Objects.requireNonNull(visibilityTimeout, "visibilityTimeout");
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(receiveWait, "receiveWait");
        Objects.requireNonNull(redriveAllow, "redriveAllow");
        Objects.requireNonNull(deduplicationScope, "deduplicationScope");
        subscriptions = List.copyOf(subscriptions);
        labels = Map.copyOf(labels);
    }

    /** A standard queue that keeps its messages until they are deleted. */
    public static QueueAttributes standardQueue() {
        return STANDARD;
    }

    /** A FIFO queue that keeps its messages until they are deleted. */
    public static QueueAttributes fifoQueue() {
        return STANDARD.withFifo(true);
    }

    public QueueAttributes withVisibilityTimeout(Duration value) {
        return with(draft -> draft.visibilityTimeout = value);
    }

    public QueueAttributes withDelay(Duration value) {
        return with(draft -> draft.delay = value);
    }

    public QueueAttributes withRetention(Duration value) {
        return with(draft -> draft.retention = value);
    }

    public QueueAttributes withReceiveWait(Duration value) {
        return with(draft -> draft.receiveWait = value);
    }

    public QueueAttributes withMaximumMessageSize(int value) {
        return with(draft -> draft.maximumMessageSize = value);
    }

    public QueueAttributes withRedrive(RedrivePolicy value) {
        return with(draft -> draft.redrive = value);
    }

    public QueueAttributes withRedriveAllow(RedriveAllowPolicy value) {
        return with(draft -> draft.redriveAllow = value);
    }

    public QueueAttributes withFifo(boolean value) {
        return with(draft -> draft.fifo = value);
    }

    public QueueAttributes withContentBasedDeduplication(boolean value) {
        return with(draft -> draft.contentBasedDeduplication = value);
    }

    public QueueAttributes withDeduplicationScope(DeduplicationScope value) {
        return with(draft -> draft.deduplicationScope = value);
    }

    public QueueAttributes withDeduplicatedTopic(String value) {
        return with(draft -> draft.deduplicatedTopic = value);
    }

    public QueueAttributes withDurable(boolean value) {
        return with(draft -> draft.durable = value);
    }

    public QueueAttributes withSubscriptions(List<Subscription> value) {
        return with(draft -> draft.subscriptions = value);
    }

    public QueueAttributes withLabels(Map<String, String> value) {
        return with(draft -> draft.labels = value);
    }

    private QueueAttributes with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    private static final class Draft {
        private Duration visibilityTimeout;
        private Duration delay;
        private Duration retention;
        private Duration receiveWait;
        private int maximumMessageSize;
        private RedrivePolicy redrive;
        private RedriveAllowPolicy redriveAllow;
        private boolean fifo;
        private boolean contentBasedDeduplication;
        private DeduplicationScope deduplicationScope;
        private String deduplicatedTopic;
        private boolean durable;
        private List<Subscription> subscriptions;
        private Map<String, String> labels;

        Draft(QueueAttributes attributes) {
            visibilityTimeout = attributes.visibilityTimeout;
            delay = attributes.delay;
            retention = attributes.retention;
            receiveWait = attributes.receiveWait;
            maximumMessageSize = attributes.maximumMessageSize;
            redrive = attributes.redrive;
            redriveAllow = attributes.redriveAllow;
            fifo = attributes.fifo;
            contentBasedDeduplication = attributes.contentBasedDeduplication;
            deduplicationScope = attributes.deduplicationScope;
            deduplicatedTopic = attributes.deduplicatedTopic;
            durable = attributes.durable;
            subscriptions = attributes.subscriptions;
            labels = attributes.labels;
        }

        QueueAttributes finished() {
            return new QueueAttributes(
                    visibilityTimeout,
                    delay,
                    retention,
                    receiveWait,
                    maximumMessageSize,
                    redrive,
                    redriveAllow,
                    fifo,
                    contentBasedDeduplication,
                    deduplicationScope,
                    deduplicatedTopic,
                    durable,
                    subscriptions,
                    labels);
        }
    }
}
