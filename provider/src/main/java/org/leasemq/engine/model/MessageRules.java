package org.leasemq.engine.model;

import java.time.Duration;

/** What may be sent, as far as it can be told without looking at more than the message and the attributes of its queue. */
public final class MessageRules {
    private static final long CENTURY = Duration.ofDays(36_500).toMillis();

    private MessageRules() {}

    /** Whether a message can be sent at all. */
    public static void check(Target to, Message message) {
        if (message.priority() < 0 || message.priority() > 9) {
            throw new EngineException.InvalidMessage(
                    "Priority " + message.priority() + " for " + to + " is not between 0 and 9.");
        }
        checkTexts(message);
        if (message.delay() < Message.QUEUES_DELAY || message.delay() > CENTURY) {
            throw new EngineException.InvalidMessage("A delay of " + Duration.ofMillis(message.delay()) + " for " + to
                    + " is not between 0 and 100 years.");
        }
        if (message.life() < 0) {
            throw new EngineException.InvalidMessage("A time to live of " + Duration.ofMillis(message.life()) + " for "
                    + to + " is negative. Give zero for ever, or more.");
        }
    }

    private static void checkTexts(Message message) {
        Utf8.require(message.groupId());
        Utf8.require(message.deduplicationId());
        message.attributes().forEach((name, attribute) -> {
            Utf8.require(name);
            Utf8.require(attribute.type());
        });
    }

    /**
     * Whether a queue takes a message.
     *
     * @param size of the message
     */
    public static void check(String queue, QueueAttributes attributes, Message message, long size) {
        int limit = attributes.maximumMessageSize();
        if (size > limit) {
            throw new EngineException.MessageTooLarge(queue, size, limit);
        }
        if (attributes.fifo() && (message.groupId() == null || message.groupId().isEmpty())) {
            throw new EngineException.InvalidMessage(
                    "Queue '" + queue + "' is a FIFO queue: every message needs a message group id.");
        }
    }

    /**
     * After how many milliseconds a message is visible.
     *
     * @param attributes of its queue; null if it is for no queue in particular
     */
    public static long delay(Message message, QueueAttributes attributes) {
        if (message.delay() != Message.QUEUES_DELAY) {
            return message.delay();
        }
        return attributes == null ? 0 : attributes.delay().toMillis();
    }
}
