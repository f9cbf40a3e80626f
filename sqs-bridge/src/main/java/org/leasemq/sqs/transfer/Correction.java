package org.leasemq.sqs.transfer;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.mapping.AttributeNames;
import org.leasemq.sqs.message.SystemAttributes;

/**
 * What is different in a copy of a message; all else is as in the message. Immutable.
 *
 * @param body null for that of the message
 * @param priority 0 to 9; null for that of the message
 * @param group empty for none; null for that of the message
 * @param ordered whether messages of the group are in order; null for as in the message
 * @param delay null for what is left of that of the message
 * @param deduplicationId in FIFO queues; null for a new one
 */
public record Correction(
        Body body, Integer priority, String group, Boolean ordered, Duration delay, String deduplicationId) {
    private static final Attribute TEXT = Attribute.string("text");
    private static final Attribute BYTES = Attribute.string("byte");

    /**
     * The copy.
     *
     * @param fifo whether the queue is one that it goes to
     * @param now milliseconds since the epoch
     */
    public Message copyOf(Message message, boolean fifo, long now) {
        Message copy = Message.of(body == null ? message.body() : body)
                .withAttributes(attributes(message))
                .withPriority(priority == null ? message.priority() : priority)
                .persistent(message.persistent());
        String named = group == null ? message.groupId() : group;
        if (named != null && (!named.isEmpty() || named.equals(message.groupId()))) {
            boolean inOrder = ordered == null ? message.exclusiveGroup() : ordered;
            copy = inOrder ? copy.inGroup(named) : copy.ofTenant(named);
        }
        if (fifo) {
            // with that of the message, or one made of the same content, it would be dropped as a duplicate
            copy = copy.withDeduplicationId(
                    deduplicationId == null ? UUID.randomUUID().toString() : deduplicationId);
        }
        if (delay != null) {
            copy = copy.delayedBy(delay);
        } else if (message.visibleAt() > now) {
            copy = copy.delayedBy(Duration.ofMillis(message.visibleAt() - now));
        }
        return message.expiresAt() == 0 ? copy : copy.expiringAfter(Duration.ofMillis(message.expiresAt() - now));
    }

    /** All but who sent the message, which is not who sends the copy. */
    private Map<String, Attribute> attributes(Message message) {
        Map<String, Attribute> attributes = new TreeMap<>(message.attributes());
        attributes.remove(SystemAttributes.SENDER);
        Attribute kind = attributes.get(AttributeNames.KIND);
        if (kind != null && body != null) {
            boolean holdsBytes = !kind.asText().equals("text") && !kind.asText().equals("message");
            attributes.put(AttributeNames.KIND, body.isText() ? TEXT : holdsBytes ? kind : BYTES);
        }
        return attributes;
    }
}
