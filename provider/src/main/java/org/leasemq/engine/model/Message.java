package org.leasemq.engine.model;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A message: as somebody sends it, as it is stored, and as it is delivered, the same at every delivery and in every queue it
 * moves to. Immutable; to send one, start with {@link #of} and add what is wanted.
 *
 * @param id message id; null before it is accepted, to be given one
 * @param sentAt when it was sent, in milliseconds since the epoch, which is when delay and life begin; before it is accepted
 *     0 for the moment in which that happens
 * @param delay how many milliseconds it is hidden at first; before it is accepted {@link #QUEUES_DELAY} for what its queue
 *     says
 * @param life after how many milliseconds it expires; 0 for never, as are centuries
 * @param priority 0 to 9; ignored by FIFO queues
 * @param groupId message group, or null
 * @param exclusiveGroup whether the group is ordered and exclusive also on a standard queue (Jakarta Messaging), rather
 *     than only naming a tenant (SQS)
 * @param deduplicationId the deduplication id given by the sender or made from the body; null if none
 * @param persistent whether it survives the process
 * @param attributes typed attributes by name
 * @param body the body
 * @param origin who sends it, for {@linkplain Subscription#exceptOrigin subscriptions that do not want their own}; null if
 *     that does not matter, and once it is accepted
 */
public record Message(
        UUID id,
        long sentAt,
        long delay,
        long life,
        int priority,
        String groupId,
        boolean exclusiveGroup,
        String deduplicationId,
        boolean persistent,
        Map<String, Attribute> attributes,
        Body body,
        String origin) {

    /** The priority of a message that does not ask for one. */
    public static final int DEFAULT_PRIORITY = 4;
    /** The delay of a message that leaves it to its queue. */
    public static final long QUEUES_DELAY = -1;

    private static final long LONGEST_LIFE = Duration.ofDays(36_500).toMillis();
    private static final Body NO_BODY = Body.binary(new byte[0]);

    public Message {
        Objects.requireNonNull(attributes, "attributes");
        Objects.requireNonNull(body, "body");
        life = life > LONGEST_LIFE ? 0 : life;
    }

    /** A persistent message with this body and nothing else, to be sent. */
    public static Message of(Body body) {
        return new Message(null, 0, QUEUES_DELAY, 0, DEFAULT_PRIORITY, null, false, null, true, Map.of(), body, null);
    }

    /** When it can be delivered first, in milliseconds since the epoch. */
    public long visibleAt() {
        return sentAt + delay;
    }

    /** When it expires, in milliseconds since the epoch; 0 for never. */
    public long expiresAt() {
        return life == 0 ? 0 : sentAt + life;
    }

    /** The size that counts against a queue's maximum: the body and the names, types and values of senders' attributes. */
    public long size() {
        long size = body.bytes().length;
        for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
            if (!attribute.getKey().startsWith(Attribute.SYSTEM_PREFIX)) {
                size += attribute.getKey().length()
                        + attribute.getValue().type().length()
                        + attribute.getValue().value().length;
            }
        }
        return size;
    }

    /** The message as it is once it has been accepted. */
    public Message accepted(UUID withId, long at, long delayed, String withDeduplicationId) {
        return new Message(
                withId,
                at,
                delayed,
                life,
                priority,
                groupId,
                exclusiveGroup,
                withDeduplicationId,
                persistent,
                attributes,
                body,
                null);
    }

    /** All that a queue needs to know of it. */
    public Message withoutContent() {
        return new Message(
                id,
                sentAt,
                delay,
                life,
                priority,
                groupId,
                exclusiveGroup,
                deduplicationId,
                persistent,
                Map.of(),
                NO_BODY,
                null);
    }

    public Message withAttributes(Map<String, Attribute> value) {
        return with(draft -> draft.attributes = value);
    }

    /** In this group, ordered and exclusive on any queue. */
    public Message inGroup(String value) {
        return with(draft -> {
            draft.groupId = value;
            draft.exclusiveGroup = true;
        });
    }

    /** Of this tenant: a group on FIFO queues, without order or exclusion on standard queues. */
    public Message ofTenant(String value) {
        return with(draft -> {
            draft.groupId = value;
            draft.exclusiveGroup = false;
        });
    }

    public Message withDeduplicationId(String value) {
        return with(draft -> draft.deduplicationId = value);
    }

    public Message withPriority(int value) {
        return with(draft -> draft.priority = value);
    }

    /** @param value not negative; null for the queue's default */
    public Message delayedBy(Duration value) {
        if (value != null && value.isNegative()) {
            throw new IllegalArgumentException("A delay of " + value + " is negative.");
        }
        return with(draft -> draft.delay = value == null ? QUEUES_DELAY : millis(value));
    }

    /** @param value null or zero for never */
    public Message expiringAfter(Duration value) {
        return with(draft -> draft.life = value == null || value.isZero() ? 0 : atLeastOne(value));
    }

    /** Never nothing, which would mean something else. */
    private static long atLeastOne(Duration value) {
        long millis = millis(value);
        return millis != 0 ? millis : value.isNegative() ? -1 : 1;
    }

    /** As many as there are numbers for, which is refused, or no end, where it is used. */
    private static long millis(Duration value) {
        if (value.compareTo(Duration.ofMillis(Long.MAX_VALUE)) >= 0) {
            return Long.MAX_VALUE;
        }
        return value.compareTo(Duration.ofMillis(Long.MIN_VALUE)) <= 0 ? Long.MIN_VALUE : value.toMillis();
    }

    public Message persistent(boolean value) {
        return with(draft -> draft.persistent = value);
    }

    /** With a message id chosen by the sender, who has to know it before the message is sent. */
    public Message withId(UUID value) {
        return with(draft -> draft.id = value);
    }

    public Message sentAt(long value) {
        return with(draft -> draft.sentAt = value);
    }

    public Message from(String value) {
        return with(draft -> draft.origin = value);
    }

    private Message with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    private static final class Draft {
        private UUID id;
        private long sentAt;
        private long delay;
        private long life;
        private int priority;
        private String groupId;
        private boolean exclusiveGroup;
        private String deduplicationId;
        private boolean persistent;
        private Map<String, Attribute> attributes;
        private final Body body;
        private String origin;

        Draft(Message message) {
            id = message.id;
            sentAt = message.sentAt;
            delay = message.delay;
            life = message.life;
            priority = message.priority;
            groupId = message.groupId;
            exclusiveGroup = message.exclusiveGroup;
            deduplicationId = message.deduplicationId;
            persistent = message.persistent;
            attributes = message.attributes;
            body = message.body;
            origin = message.origin;
        }

        Message finished() {
            return new Message(
                    id,
                    sentAt,
                    delay,
                    life,
                    priority,
                    groupId,
                    exclusiveGroup,
                    deduplicationId,
                    persistent,
                    attributes,
                    body,
                    origin);
        }
    }
}
