package org.leasemq.sqs.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Message;
import org.leasemq.sqs.queue.BodyRules;
import org.leasemq.sqs.queue.MessageAttributes;
import org.leasemq.sqs.wire.Shape;

/** What is told of a message to those who look at it without receiving it. */
public final class PeekedMessage {
    private PeekedMessage() {}

    /** The id that clients see. */
    public static UUID id(BrowseItem item, String queue) {
        return Addressee.id(item.id(), item.message(), item.deadLetterSource(), queue);
    }

    /** Names and values, as in an element of {@code Messages} of PeekMessages, and in a line of an exported file. */
    public static Map<String, Object> describe(BrowseItem item, String queue) {
        Message message = item.message();
        boolean text = message.body().isText();
        byte[] body = BodyRules.text(message.body());
        Map<String, Object> attributes = new LinkedHashMap<>();
        Map<String, Object> system = new LinkedHashMap<>();
        message.attributes().forEach((name, attribute) -> {
            Map<String, Object> kept = name.startsWith(Attribute.SYSTEM_PREFIX) ? system : attributes;
            kept.put(name, MessageAttributes.describe(attribute));
        });
        return Shape.values(
                "MessageId",
                id(item, queue).toString(),
                "SequenceNumber",
                item.sequenceNumber(),
                "State",
                item.state().name(),
                "ReceiveCount",
                (long) item.earlierReceives() + item.receiveCount(),
                "SentTimestamp",
                message.sentAt(),
                "VisibleAt",
                message.visibleAt() == message.sentAt() ? null : message.visibleAt(),
                "ExpiresAt",
                message.expiresAt() == 0 ? null : message.expiresAt(),
                "Priority",
                message.priority() == Message.DEFAULT_PRIORITY ? null : (long) message.priority(),
                "MessageGroupId",
                message.groupId(),
                "ExclusiveGroup",
                message.groupId() != null && message.exclusiveGroup() ? true : null,
                "MessageDeduplicationId",
                message.deduplicationId(),
                "Until",
                item.until() == 0 ? null : item.until(),
                "Holder",
                item.holder(),
                "BlockedBy",
                item.blockedBy() == 0 ? null : Long.toString(item.blockedBy()),
                "Binary",
                text ? null : true,
                "Body",
                new String(body, UTF_8),
                "MessageAttributes",
                attributes.isEmpty() ? null : attributes,
                "MessageSystemAttributes",
                system.isEmpty() ? null : system);
    }
}
