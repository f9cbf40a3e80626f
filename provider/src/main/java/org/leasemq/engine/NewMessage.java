package org.leasemq.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A message to be sent. Immutable; start with {@link #of} and add what is wanted.
 *
 * @param body the body
 * @param attributes typed attributes by name
 * @param groupId message group, or null
 * @param exclusiveGroup whether the group is ordered and exclusive also on a standard queue (Jakarta Messaging), rather
 *     than only naming a tenant (SQS)
 * @param deduplicationId deduplication id, or null
 * @param priority 0 to 9; ignored by FIFO queues
 * @param delay how long to hide it; null for the queue's default
 * @param timeToLive after this long it expires; null or zero for never
 * @param persistent whether it survives the process
 * @param id its message id; null to be given one
 */
public record NewMessage(
        Body body,
        Map<String, Attribute> attributes,
        String groupId,
        boolean exclusiveGroup,
        String deduplicationId,
        int priority,
        Duration delay,
        Duration timeToLive,
        boolean persistent,
        UUID id) {

    /** The priority of a message that does not ask for one. */
    public static final int DEFAULT_PRIORITY = 4;

    public NewMessage {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(attributes, "attributes");
    }

    /** A persistent message with this body and nothing else. */
    public static NewMessage of(Body body) {
        return new NewMessage(body, Map.of(), null, false, null, DEFAULT_PRIORITY, null, null, true, null);
    }

    public NewMessage withAttributes(Map<String, Attribute> value) {
        return new NewMessage(
                body, value, groupId, exclusiveGroup, deduplicationId, priority, delay, timeToLive, persistent, id);
    }

    /** In this group, ordered and exclusive on any queue. */
    public NewMessage inGroup(String value) {
        return new NewMessage(
                body, attributes, value, true, deduplicationId, priority, delay, timeToLive, persistent, id);
    }

    /** Of this tenant: a group on FIFO queues, without order or exclusion on standard queues. */
    public NewMessage ofTenant(String value) {
        return new NewMessage(
                body, attributes, value, false, deduplicationId, priority, delay, timeToLive, persistent, id);
    }

    public NewMessage withDeduplicationId(String value) {
        return new NewMessage(
                body, attributes, groupId, exclusiveGroup, value, priority, delay, timeToLive, persistent, id);
    }

    public NewMessage withPriority(int value) {
        return new NewMessage(
                body, attributes, groupId, exclusiveGroup, deduplicationId, value, delay, timeToLive, persistent, id);
    }

    public NewMessage delayedBy(Duration value) {
        return new NewMessage(
                body,
                attributes,
                groupId,
                exclusiveGroup,
                deduplicationId,
                priority,
                value,
                timeToLive,
                persistent,
                id);
    }

    public NewMessage expiringAfter(Duration value) {
        return new NewMessage(
                body, attributes, groupId, exclusiveGroup, deduplicationId, priority, delay, value, persistent, id);
    }

    public NewMessage persistent(boolean value) {
        return new NewMessage(
                body, attributes, groupId, exclusiveGroup, deduplicationId, priority, delay, timeToLive, value, id);
    }

    /** With a message id chosen by the sender, who has to know it before the message is sent. */
    public NewMessage withId(UUID value) {
        return new NewMessage(
                body,
                attributes,
                groupId,
                exclusiveGroup,
                deduplicationId,
                priority,
                delay,
                timeToLive,
                persistent,
                value);
    }
}
