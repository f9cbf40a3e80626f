package org.leasemq.jms;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.engine.Attribute;
import org.leasemq.engine.NewMessage;

/** A message on its way into the engine, in the mapping of AWS's own Jakarta Messaging library where that has one. */
final class Outgoing {
    static final String CORRELATION_ID = "JMS_SQSCorrelationID";
    static final String REPLY_TO = "JMS_SQSReplyToQueueName";
    static final String TYPE = "JMS_LeaseMQType";
    static final String DEDUPLICATION_ID = "JMS_SQS_DeduplicationId";
    static final String GROUP_ID = "JMSXGroupID";

    /**
     * Messages for FIFO queues that name no group are all in this one. A sender who names it says so in an attribute besides,
     * since only then receivers see it as a property.
     */
    static final String DEFAULT_GROUP = "default";

    private Outgoing() {}

    static NewMessage encode(LeaseMQMessage message, String queue, long delay, long timeToLive) throws JMSException {
        return new NewMessage(
                message.toBody(),
                attributes(message),
                group(message, queue),
                true,
                text(message, DEDUPLICATION_ID),
                message.getJMSPriority(),
                delay == 0 ? null : Duration.ofMillis(delay),
                timeToLive == 0 ? null : Duration.ofMillis(timeToLive),
                message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT,
                null,
                0,
                null);
    }

    private static String group(LeaseMQMessage message, String queue) throws JMSException {
        String group = text(message, GROUP_ID);
        if (group == null || group.isEmpty()) {
            return queue.endsWith(".fifo") ? DEFAULT_GROUP : null;
        }
        return group;
    }

    private static String text(LeaseMQMessage message, String property) throws JMSException {
        Map<String, Object> properties = message.properties().values();
        return properties.isEmpty() ? null : Conversions.toText(properties.get(property));
    }

    private static Map<String, Attribute> attributes(LeaseMQMessage message) throws JMSException {
        Map<String, Object> properties = message.properties().values();
        String correlationId = message.getJMSCorrelationID();
        Destination replyTo = message.getJMSReplyTo();
        String type = message.getJMSType();
        if (properties.isEmpty() && correlationId == null && replyTo == null && type == null) {
            return message.kind().alone();
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            if (!isCarriedOtherwise(property.getKey()) && property.getValue() != null) {
                attributes.put(property.getKey(), PropertyTypes.encode(property.getValue()));
            }
        }
        attributes.put(MessageKind.ATTRIBUTE, message.kind().attribute());
        if (DEFAULT_GROUP.equals(properties.get(GROUP_ID))) {
            putText(attributes, GROUP_ID, DEFAULT_GROUP);
        }
        putText(attributes, CORRELATION_ID, correlationId);
        putText(
                attributes,
                REPLY_TO,
                replyTo == null ? null : LeaseMQDestination.queue(replyTo).getQueueName());
        putText(attributes, TYPE, type);
        return attributes;
    }

    /** Whether an attribute or property is a header, or has a field of its own in the engine. */
    static boolean isCarriedOtherwise(String name) {
        return name.startsWith("JMS")
                && switch (name) {
                    case MessageKind.ATTRIBUTE,
                            CORRELATION_ID,
                            REPLY_TO,
                            TYPE,
                            DEDUPLICATION_ID,
                            GROUP_ID,
                            LeaseMQMessage.DELIVERY_COUNT -> true;
                    default -> false;
                };
    }

    private static void putText(Map<String, Attribute> attributes, String name, String value) {
        if (value != null) {
            attributes.put(name, Attribute.string(value));
        }
    }
}
