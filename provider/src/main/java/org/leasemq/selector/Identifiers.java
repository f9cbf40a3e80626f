package org.leasemq.selector;

import java.util.Set;
import java.util.function.Function;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Message;
import org.leasemq.mapping.AttributeNames;
import org.leasemq.mapping.PropertyTypes;

/** What can be named in a selector: some headers, and all properties (section 3.8.1.1). */
final class Identifiers {
    /** What differs between deliveries or receivers, or is no value of a selector. */
    private static final Set<String> NOT_SELECTABLE =
            Set.of("JMSDestination", "JMSReplyTo", "JMSRedelivered", AttributeNames.DELIVERY_COUNT);

    private Identifiers() {}

    static boolean isSelectable(String name) {
        return !NOT_SELECTABLE.contains(name);
    }

    static Expression.Identifier named(String name) {
        return switch (name) {
            case "JMSDeliveryMode" -> text(name, message -> message.persistent() ? "PERSISTENT" : "NON_PERSISTENT");
            case "JMSMessageID" -> text(name, AttributeNames::messageId);
            case "JMSCorrelationID" -> text(name, message -> attribute(message, AttributeNames.CORRELATION_ID));
            case "JMSType" -> text(name, message -> attribute(message, AttributeNames.TYPE));
            case AttributeNames.GROUP_ID -> text(name, AttributeNames::groupOf);
            case AttributeNames.DEDUPLICATION_ID -> text(name, Message::deduplicationId);
            case "JMSPriority" -> number(name, message -> (long) message.priority());
            case "JMSTimestamp" -> number(name, Message::sentAt);
            case "JMSExpiration" -> number(name, Message::expiresAt);
            case "JMSDeliveryTime" -> number(name, Message::visibleAt);
            default -> new Expression.Identifier(name, ValueType.ANY, message -> property(message, name));
        };
    }

    private static Expression.Identifier text(String name, Function<Message, Object> reader) {
        return new Expression.Identifier(name, ValueType.STRING, reader);
    }

    private static Expression.Identifier number(String name, Function<Message, Object> reader) {
        return new Expression.Identifier(name, ValueType.NUMBER, reader);
    }

    private static String attribute(Message message, String name) {
        Attribute attribute = message.attributes().get(name);
        return attribute == null ? null : attribute.asText();
    }

    private static Object property(Message message, String name) {
        Attribute attribute = message.attributes().get(name);
        return attribute == null || AttributeNames.isCarriedOtherwise(name) ? null : PropertyTypes.decode(attribute);
    }
}
