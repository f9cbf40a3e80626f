package org.leasemq.engine;

import java.time.Duration;
import java.util.Objects;

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
        DeduplicationScope deduplicationScope) {

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
            DeduplicationScope.QUEUE);

    public QueueAttributes {
        Objects.requireNonNull(visibilityTimeout, "visibilityTimeout");
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(receiveWait, "receiveWait");
        Objects.requireNonNull(redriveAllow, "redriveAllow");
        Objects.requireNonNull(deduplicationScope, "deduplicationScope");
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
        return new QueueAttributes(
                value,
                delay,
                retention,
                receiveWait,
                maximumMessageSize,
                redrive,
                redriveAllow,
                fifo,
                contentBasedDeduplication,
                deduplicationScope);
    }

    public QueueAttributes withDelay(Duration value) {
        return new QueueAttributes(
                visibilityTimeout,
                value,
                retention,
                receiveWait,
                maximumMessageSize,
                redrive,
                redriveAllow,
                fifo,
                contentBasedDeduplication,
                deduplicationScope);
    }

    public QueueAttributes withRetention(Duration value) {
        return new QueueAttributes(
                visibilityTimeout,
                delay,
                value,
                receiveWait,
                maximumMessageSize,
                redrive,
                redriveAllow,
                fifo,
                contentBasedDeduplication,
                deduplicationScope);
    }

    public QueueAttributes withReceiveWait(Duration value) {
        return new QueueAttributes(
                visibilityTimeout,
                delay,
                retention,
                value,
                maximumMessageSize,
                redrive,
                redriveAllow,
                fifo,
                contentBasedDeduplication,
                deduplicationScope);
    }

    public QueueAttributes withMaximumMessageSize(int value) {
        return new QueueAttributes(
                visibilityTimeout,
                delay,
                retention,
                receiveWait,
                value,
                redrive,
                redriveAllow,
                fifo,
                contentBasedDeduplication,
                deduplicationScope);
    }

    public QueueAttributes withRedrive(RedrivePolicy value) {
        return new QueueAttributes(
                visibilityTimeout,
                delay,
                retention,
                receiveWait,
                maximumMessageSize,
                value,
                redriveAllow,
                fifo,
                contentBasedDeduplication,
                deduplicationScope);
    }

    public QueueAttributes withRedriveAllow(RedriveAllowPolicy value) {
        return new QueueAttributes(
                visibilityTimeout,
                delay,
                retention,
                receiveWait,
                maximumMessageSize,
                redrive,
                value,
                fifo,
                contentBasedDeduplication,
                deduplicationScope);
    }

    public QueueAttributes withFifo(boolean value) {
        return new QueueAttributes(
                visibilityTimeout,
                delay,
                retention,
                receiveWait,
                maximumMessageSize,
                redrive,
                redriveAllow,
                value,
                contentBasedDeduplication,
                deduplicationScope);
    }

    public QueueAttributes withContentBasedDeduplication(boolean value) {
        return new QueueAttributes(
                visibilityTimeout,
                delay,
                retention,
                receiveWait,
                maximumMessageSize,
                redrive,
                redriveAllow,
                fifo,
                value,
                deduplicationScope);
    }

    public QueueAttributes withDeduplicationScope(DeduplicationScope value) {
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
                value);
    }
}
