package org.leasemq.jms.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.jms.destination.DestinationKind;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.destination.TemporaryDestinations;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.object.ObjectReader;
import org.leasemq.log.Logs;
import org.leasemq.mapping.AttributeNames;
import org.leasemq.mapping.PropertyTypes;
import org.leasemq.mapping.TraceContext;

/** A message on its way out of the engine, whoever sent it: the reverse of {@link Outgoing}. */
public final class Incoming {
    private static final System.Logger LOG = Logs.of(Incoming.class);

    private final ObjectReader objects;
    private final TemporaryDestinations temporaries;

    /** @param temporaries those of the connection that receives */
    public Incoming(ObjectReader objects, TemporaryDestinations temporaries) {
        this.objects = objects;
        this.temporaries = temporaries;
    }

    /** Reads a message that has been leased. */
    public LeaseMQMessage decode(Delivery delivery, Source source, LeaseMQMessage.Acknowledgeable acknowledgeable)
            throws JMSException {
        return decode(delivery.message(), delivery.receiveCount(), source.destination(), acknowledgeable);
    }

    /** Reads a message with the given receive count. */
    public LeaseMQMessage decode(
            Message source,
            int receiveCount,
            LeaseMQDestination destination,
            LeaseMQMessage.Acknowledgeable acknowledgeable)
            throws JMSException {
        LeaseMQMessage message = withBody(source);
        message.setId(source.id());
        message.setJMSTimestamp(source.sentAt());
        message.setJMSDeliveryTime(source.visibleAt());
        message.setJMSExpiration(source.expiresAt());
        message.setJMSPriority(source.priority());
        message.setJMSDeliveryMode(source.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
        message.setJMSRedelivered(receiveCount > 1);
        message.setJMSDestination(destination);
        readHeaders(source, message);
        message.received(Properties.received(() -> properties(source, receiveCount)), acknowledgeable);
        return message;
    }

    private void readHeaders(Message source, LeaseMQMessage message) {
        Map<String, Attribute> attributes = source.attributes();
        if (attributes.isEmpty() || attributes.size() == 1 && attributes.containsKey(AttributeNames.KIND)) {
            return;
        }
        message.setJMSCorrelationID(text(attributes, AttributeNames.CORRELATION_ID));
        message.setJMSType(text(attributes, AttributeNames.TYPE));
        String replyTo = text(attributes, AttributeNames.REPLY_TO);
        if (replyTo != null) {
            message.setJMSReplyTo(replyTo(source, replyTo));
        }
    }

    /** Null if it cannot be used: whoever sent it, the message is worth more than that. */
    private Destination replyTo(Message source, String name) {
        try {
            return DestinationKind.destination(
                    name, text(source.attributes(), AttributeNames.REPLY_TO_KIND), temporaries);
        } catch (JMSException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    () -> "Message " + source.id() + " is handed over without its JMSReplyTo, which cannot be used: "
                            + e.getMessage());
            return null;
        }
    }

    private static String text(Map<String, Attribute> attributes, String name) {
        Attribute attribute = attributes.get(name);
        return attribute == null ? null : attribute.asText();
    }

    private LeaseMQMessage withBody(Message source) throws JMSException {
        Body body = source.body();
        return switch (MessageKind.of(source.attributes(), body)) {
            case TEXT -> new LeaseMQTextMessage(body);
            case BYTE -> new LeaseMQBytesMessage(bytes(body));
            case OBJECT -> new LeaseMQObjectMessage(bytes(body), objects);
            case MAP -> new LeaseMQMapMessage(ElementCodec.toMap(bytes(body)));
            case STREAM -> new LeaseMQStreamMessage(ElementCodec.toList(bytes(body)));
            case MESSAGE -> new LeaseMQMessage();
        };
    }

    /** Bytes that came over HTTP are text in Base64. */
    private static byte[] bytes(Body body) throws JMSException {
        if (!body.isText()) {
            return body.bytes();
        }
        try {
            return Base64.getMimeDecoder().decode(body.bytes());
        } catch (IllegalArgumentException e) {
            throw JmsErrors.format(
                    "The body of the message should be bytes in Base64, but begins with '"
                            + new String(body.bytes(), 0, Math.min(20, body.bytes().length), UTF_8) + "'.",
                    e);
        }
    }

    private static Map<String, Object> properties(Message source, int receiveCount) {
        Map<String, Object> properties = new LinkedHashMap<>();
        source.attributes().forEach((name, attribute) -> {
            Object value = AttributeNames.isCarriedOtherwise(name) ? null : PropertyTypes.decode(attribute);
            if (value != null) {
                properties.put(name, value);
            }
        });
        String trace = text(source.attributes(), AttributeNames.TRACE);
        String traceparent = trace == null ? null : TraceContext.traceparent(trace);
        if (traceparent != null) {
            properties.putIfAbsent(TraceContext.TRACEPARENT, traceparent);
        }
        String group = AttributeNames.groupOf(source);
        if (group != null) {
            properties.put(AttributeNames.GROUP_ID, group);
        }
        if (source.deduplicationId() != null) {
            properties.put(AttributeNames.DEDUPLICATION_ID, source.deduplicationId());
        }
        properties.put(AttributeNames.DELIVERY_COUNT, receiveCount);
        return properties;
    }
}
