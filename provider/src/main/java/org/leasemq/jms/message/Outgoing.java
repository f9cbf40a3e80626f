package org.leasemq.jms.message;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.jms.destination.DestinationKind;
import org.leasemq.jms.destination.Destinations;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.destination.TopicDestination;
import org.leasemq.mapping.AttributeNames;
import org.leasemq.mapping.PropertyTypes;

/** A message on its way into the engine, in the mapping of AWS's own Jakarta Messaging library where that has one. */
public final class Outgoing {
    private Outgoing() {}

    /**
     * What the engine is asked to send.
     *
     * @param destinations makes ours of those that others have made
     * @param origin who sends it
     */
    public static Message encode(
            LeaseMQMessage message,
            Destinations destinations,
            LeaseMQDestination to,
            String origin,
            long delay,
            long timeToLive)
            throws JMSException {
        boolean published = to instanceof TopicDestination;
        return new Message(
                null,
                0,
                delay == 0 ? Message.QUEUES_DELAY : delay,
                timeToLive,
                message.getJMSPriority(),
                group(message, to),
                true,
                text(message, AttributeNames.DEDUPLICATION_ID),
                message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT,
                attributes(message, destinations, to),
                message.toBody(),
                published ? origin : null);
    }

    /**
     * Tells the application's message what became of it. It has been sent: whatever its object does changes nothing.
     *
     * @param given what the application gave, which is another object if it is of another provider
     */
    public static void tell(LeaseMQMessage own, jakarta.jms.Message given, Message content, Sent sent) {
        long life = content.life();
        own.setId(sent.id());
        own.setJMSTimestamp(sent.sentAt());
        own.setJMSDeliveryTime(sent.visibleAt());
        own.setJMSExpiration(life == 0 ? 0 : sent.sentAt() + life);
        if (own != given) {
            ForeignMessages.writeBack(own, given);
        }
    }

    private static String group(LeaseMQMessage message, LeaseMQDestination to) throws JMSException {
        String group = text(message, AttributeNames.GROUP_ID);
        if (group == null || group.isEmpty()) {
            return !(to instanceof TopicDestination) && to.name().endsWith(".fifo")
                    ? AttributeNames.DEFAULT_GROUP
                    : null;
        }
        return group;
    }

    private static String text(LeaseMQMessage message, String property) throws JMSException {
        Map<String, Object> properties = message.properties().values();
        return properties.isEmpty() ? null : Conversions.toText(properties.get(property));
    }

    private static Map<String, Attribute> attributes(
            LeaseMQMessage message, Destinations destinations, LeaseMQDestination to) throws JMSException {
        Map<String, Object> properties = message.properties().values();
        String correlationId = message.getJMSCorrelationID();
        Destination replyTo = message.getJMSReplyTo();
        String type = message.getJMSType();
        boolean plain = properties.isEmpty() && correlationId == null && replyTo == null && type == null;
        String topic = to instanceof TopicDestination ? to.name() : null;
        if (plain && topic == null) {
            return message.kind().alone();
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            if (!AttributeNames.isCarriedOtherwise(property.getKey()) && property.getValue() != null) {
                attributes.put(property.getKey(), PropertyTypes.encode(property.getValue()));
            }
        }
        attributes.put(AttributeNames.KIND, message.kind().attribute());
        Object group = properties.get(AttributeNames.GROUP_ID);
        if (AttributeNames.DEFAULT_GROUP.equals(group) || "".equals(group)) {
            putText(attributes, AttributeNames.GROUP_ID, (String) group);
        }
        putText(attributes, AttributeNames.CORRELATION_ID, correlationId);
        if (replyTo != null) {
            LeaseMQDestination own = destinations.of(replyTo);
            putText(attributes, AttributeNames.REPLY_TO, own.name());
            putText(attributes, AttributeNames.REPLY_TO_KIND, DestinationKind.label(own));
        }
        putText(attributes, AttributeNames.TYPE, type);
        putText(attributes, AttributeNames.TOPIC, topic);
        return attributes;
    }

    private static void putText(Map<String, Attribute> attributes, String name, String value) {
        if (value != null) {
            attributes.put(name, Attribute.string(value));
        }
    }
}
