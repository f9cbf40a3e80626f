package org.leasemq.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.leasemq.jms.acknowledge.Enlistment;
import org.leasemq.jms.error.RuntimeErrors;
import org.leasemq.jms.message.Conversions;
import org.leasemq.jms.message.CorrelationIds;
import org.leasemq.jms.message.Properties;

/**
 * A producer of the simplified API. The headers and properties that are set here go onto each message that is sent, over what
 * the message has itself. For the one thread that uses its context.
 */
final class LeaseMQJMSProducer implements JMSProducer {
    private final LeaseMQSession session;
    private final LeaseMQProducer producer;
    private final Properties properties = new Properties();
    private CompletionListener listener;
    private String correlationId;
    private String type;
    private Destination replyTo;

    LeaseMQJMSProducer(LeaseMQSession session, LeaseMQProducer producer) {
        this.session = session;
        this.producer = producer;
    }

    // --------------------------------------------------------------------------------------------- sending

    @Override
    public JMSProducer send(Destination to, Message message) {
        return set(() -> dispatch(to, () -> message));
    }

    @Override
    public JMSProducer send(Destination to, String text) {
        return set(() -> dispatch(to, () -> session.createTextMessage(text)));
    }

    /** Null is sent as a map without entries. */
    @Override
    public JMSProducer send(Destination to, Map<String, Object> entries) {
        return set(() -> dispatch(to, () -> {
            MapMessage message = session.createMapMessage();
            for (Map.Entry<String, Object> entry : nullToEmpty(entries).entrySet()) {
                message.setObject(entry.getKey(), entry.getValue());
            }
            return message;
        }));
    }

    private static Map<String, Object> nullToEmpty(Map<String, Object> entries) {
        return entries == null ? Map.of() : entries;
    }

    /** Null is sent as no bytes. */
    @Override
    public JMSProducer send(Destination to, byte[] bytes) {
        return set(() -> dispatch(to, () -> {
            BytesMessage message = session.createBytesMessage();
            if (bytes != null) {
                message.writeBytes(bytes);
            }
            return message;
        }));
    }

    @Override
    public JMSProducer send(Destination to, Serializable object) {
        return set(() -> dispatch(to, () -> session.createObjectMessage(object)));
    }

    private interface Creation {
        Message create() throws JMSException;
    }

    /** Objects and entries of the application are its own code, which may take time. */
    private void dispatch(Destination to, Creation creation) throws JMSException {
        Enlistment in = producer.enlistment();
        Message message = creation.create();
        if (message != null) {
            applyTo(message);
        }
        if (listener == null) {
            producer.send(in, to, message);
        } else {
            producer.send(in, to, message, listener);
        }
    }

    private void applyTo(Message message) throws JMSException {
        for (Map.Entry<String, Object> property : properties.values().entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        if (correlationId != null) {
            message.setJMSCorrelationID(correlationId);
        }
        if (type != null) {
            message.setJMSType(type);
        }
        if (replyTo != null) {
            message.setJMSReplyTo(replyTo);
        }
    }

    @Override
    public JMSProducer setAsync(CompletionListener value) {
        return set(() -> {
            if (value != null) {
                session.refuseInServer("JMSProducer.setAsync");
            }
            listener = value;
        });
    }

    @Override
    public CompletionListener getAsync() {
        return listener;
    }

    private JMSProducer set(RuntimeErrors.Action action) {
        RuntimeErrors.run(action);
        return this;
    }

    // -------------------------------------------------------------------------------------------- settings

    @Override
    public JMSProducer setDisableMessageID(boolean value) {
        return set(() -> producer.setDisableMessageID(value));
    }

    @Override
    public boolean getDisableMessageID() {
        return RuntimeErrors.get(producer::getDisableMessageID);
    }

    @Override
    public JMSProducer setDisableMessageTimestamp(boolean value) {
        return set(() -> producer.setDisableMessageTimestamp(value));
    }

    @Override
    public boolean getDisableMessageTimestamp() {
        return RuntimeErrors.get(producer::getDisableMessageTimestamp);
    }

    @Override
    public JMSProducer setDeliveryMode(int value) {
        return set(() -> producer.setDeliveryMode(value));
    }

    @Override
    public int getDeliveryMode() {
        return RuntimeErrors.get(producer::getDeliveryMode);
    }

    @Override
    public JMSProducer setPriority(int value) {
        return set(() -> producer.setPriority(value));
    }

    @Override
    public int getPriority() {
        return RuntimeErrors.get(producer::getPriority);
    }

    @Override
    public JMSProducer setTimeToLive(long value) {
        return set(() -> producer.setTimeToLive(value));
    }

    @Override
    public long getTimeToLive() {
        return RuntimeErrors.get(producer::getTimeToLive);
    }

    @Override
    public JMSProducer setDeliveryDelay(long value) {
        return set(() -> producer.setDeliveryDelay(value));
    }

    @Override
    public long getDeliveryDelay() {
        return RuntimeErrors.get(producer::getDeliveryDelay);
    }

    // --------------------------------------------------------------------------------------------- headers

    @Override
    public JMSProducer setJMSCorrelationIDAsBytes(byte[] value) {
        correlationId = CorrelationIds.toText(value);
        return this;
    }

    @Override
    public byte[] getJMSCorrelationIDAsBytes() {
        return CorrelationIds.toBytes(correlationId);
    }

    @Override
    public JMSProducer setJMSCorrelationID(String value) {
        correlationId = value;
        return this;
    }

    @Override
    public String getJMSCorrelationID() {
        return correlationId;
    }

    @Override
    public JMSProducer setJMSType(String value) {
        type = value;
        return this;
    }

    @Override
    public String getJMSType() {
        return type;
    }

    @Override
    public JMSProducer setJMSReplyTo(Destination value) {
        replyTo = value;
        return this;
    }

    @Override
    public Destination getJMSReplyTo() {
        return replyTo;
    }

    // ------------------------------------------------------------------------------------------ properties

    @Override
    public JMSProducer setProperty(String name, boolean value) {
        return set(() -> properties.set(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, byte value) {
        return set(() -> properties.set(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, short value) {
        return set(() -> properties.set(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, int value) {
        return set(() -> properties.set(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, long value) {
        return set(() -> properties.set(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, float value) {
        return set(() -> properties.set(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, double value) {
        return set(() -> properties.set(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, String value) {
        return set(() -> properties.set(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, Object value) {
        return set(() -> properties.set(name, value));
    }

    @Override
    public JMSProducer clearProperties() {
        properties.clear();
        return this;
    }

    @Override
    public boolean propertyExists(String name) {
        return name != null && properties.contains(name);
    }

    @Override
    public boolean getBooleanProperty(String name) {
        return RuntimeErrors.get(() -> Conversions.toBoolean(properties.get(name)));
    }

    @Override
    public byte getByteProperty(String name) {
        return RuntimeErrors.get(() -> Conversions.toByte(properties.get(name)));
    }

    @Override
    public short getShortProperty(String name) {
        return RuntimeErrors.get(() -> Conversions.toShort(properties.get(name)));
    }

    @Override
    public int getIntProperty(String name) {
        return RuntimeErrors.get(() -> Conversions.toInt(properties.get(name)));
    }

    @Override
    public long getLongProperty(String name) {
        return RuntimeErrors.get(() -> Conversions.toLong(properties.get(name)));
    }

    @Override
    public float getFloatProperty(String name) {
        return RuntimeErrors.get(() -> Conversions.toFloat(properties.get(name)));
    }

    @Override
    public double getDoubleProperty(String name) {
        return RuntimeErrors.get(() -> Conversions.toDouble(properties.get(name)));
    }

    @Override
    public String getStringProperty(String name) {
        return RuntimeErrors.get(() -> Conversions.toText(properties.get(name)));
    }

    @Override
    public Object getObjectProperty(String name) {
        return properties.get(name);
    }

    /** A copy that cannot be changed. */
    @Override
    public Set<String> getPropertyNames() {
        return Collections.unmodifiableSet(
                new LinkedHashSet<>(properties.values().keySet()));
    }
}
