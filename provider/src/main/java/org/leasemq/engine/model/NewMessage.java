package org.leasemq.engine.model;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

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
 * @param timeToLive after this long it expires; null or zero for never, as are centuries
 * @param persistent whether it survives the process
 * @param id its message id; null to be given one
 * @param sentAt when it was sent, in milliseconds since the epoch, which is when delay and time to live begin; 0 for the
 *     moment in which the engine accepts it
 * @param origin who sends it, for {@linkplain Subscription#exceptOrigin subscriptions that do not want their own}; null if
 *     that does not matter; not kept
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
        UUID id,
        long sentAt,
        String origin) {

    private static final Duration LONGEST_LIFE = Duration.ofDays(36_500);

    /** The priority of a message that does not ask for one. */
    public static final int DEFAULT_PRIORITY = 4;

    public NewMessage {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(attributes, "attributes");
    }

    /** A persistent message with this body and nothing else. */
    public static NewMessage of(Body body) {
        return new NewMessage(body, Map.of(), null, false, null, DEFAULT_PRIORITY, null, null, true, null, 0, null);
    }

    public NewMessage withAttributes(Map<String, Attribute> value) {
        return with(draft -> draft.attributes = value);
    }

    /** When it expires if it is sent at a moment; 0 for never, which is also what a life of a century and more amounts to. */
    public long expiresAt(long sentMillis) {
        boolean never = timeToLive == null || timeToLive.isZero() || timeToLive.compareTo(LONGEST_LIFE) > 0;
        return never ? 0 : sentMillis + timeToLive.toMillis();
    }

    /** In this group, ordered and exclusive on any queue. */
    public NewMessage inGroup(String value) {
        return with(draft -> {
            draft.groupId = value;
            draft.exclusiveGroup = true;
        });
    }

    /** Of this tenant: a group on FIFO queues, without order or exclusion on standard queues. */
    public NewMessage ofTenant(String value) {
        return with(draft -> {
            draft.groupId = value;
            draft.exclusiveGroup = false;
        });
    }

    public NewMessage withDeduplicationId(String value) {
        return with(draft -> draft.deduplicationId = value);
    }

    public NewMessage withPriority(int value) {
        return with(draft -> draft.priority = value);
    }

    public NewMessage delayedBy(Duration value) {
        return with(draft -> draft.delay = value);
    }

    public NewMessage expiringAfter(Duration value) {
        return with(draft -> draft.timeToLive = value);
    }

    public NewMessage persistent(boolean value) {
        return with(draft -> draft.persistent = value);
    }

    /** With a message id chosen by the sender, who has to know it before the message is sent. */
    public NewMessage withId(UUID value) {
        return with(draft -> draft.id = value);
    }

    public NewMessage sentAt(long value) {
        return with(draft -> draft.sentAt = value);
    }

    public NewMessage from(String value) {
        return with(draft -> draft.origin = value);
    }

    private NewMessage with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    private static final class Draft {
        private final Body body;
        private Map<String, Attribute> attributes;
        private String groupId;
        private boolean exclusiveGroup;
        private String deduplicationId;
        private int priority;
        private Duration delay;
        private Duration timeToLive;
        private boolean persistent;
        private UUID id;
        private long sentAt;
        private String origin;

        Draft(NewMessage message) {
            body = message.body;
            attributes = message.attributes;
            groupId = message.groupId;
            exclusiveGroup = message.exclusiveGroup;
            deduplicationId = message.deduplicationId;
            priority = message.priority;
            delay = message.delay;
            timeToLive = message.timeToLive;
            persistent = message.persistent;
            id = message.id;
            sentAt = message.sentAt;
            origin = message.origin;
        }

        NewMessage finished() {
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
                    id,
                    sentAt,
                    origin);
        }
    }
}
