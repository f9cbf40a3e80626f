package org.leasemq.management;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.model.QueueStatistics;

/**
 * What JMX shows of a queue, as {@code org.leasemq:type=Queue,place="…",name="…"}. Counts are those of now, or since the engine was
 * opened. What is refused is told as an {@link IllegalStateException} with the engine's message.
 */
@VisibleTo(Audience.APPLICATIONS)
public interface QueueMXBean {
    String getName();

    /** Messages that can be received, with those whose group is blocked at the moment. */
    long getMessagesVisible();

    /** Messages that are leased. */
    long getMessagesInFlight();

    /** Messages that become visible later. */
    long getMessagesDelayed();

    /** How many seconds ago the oldest message was sent, as {@link QueueStatistics#oldestAge} says; 0 if the queue is empty. */
    long getOldestMessageAgeSeconds();

    /** Messages sent. */
    long getMessagesSent();

    /** Deliveries. */
    long getMessagesReceived();

    /** Messages deleted. */
    long getMessagesDeleted();

    /** Messages moved to the dead-letter queue. */
    long getMessagesDeadLettered();

    /** Messages that expired. */
    long getMessagesExpired();

    /** Published messages that did not enter it. */
    long getMessagesDropped();

    /** Where messages go that are delivered too often; null if nowhere. */
    String getDeadLetterQueue();

    /**
     * Removes all messages, in flight or not.
     *
     * @return how many
     */
    int purge();

    /**
     * Moves the messages that are visible now to another queue.
     *
     * @return how many
     */
    int moveTo(String queue);

    /**
     * Moves the dead letters that are visible now back to the queues they came from.
     *
     * @return how many
     */
    int moveBack();

    /** Deletes the queue with all that is in it. */
    void delete();
}
