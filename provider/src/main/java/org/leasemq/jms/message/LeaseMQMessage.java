package org.leasemq.jms.message;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.util.Enumeration;
import java.util.UUID;
import org.leasemq.engine.model.Body;
import org.leasemq.jms.error.JmsErrors;

/**
 * A message: headers, properties, and in subclasses a body (Jakarta Messaging, chapter 3). Itself it is the message without
 * a body. Like all messages, for one thread at a time.
 */
public sealed class LeaseMQMessage implements Message
        permits LeaseMQTextMessage, LeaseMQBytesMessage, LeaseMQMapMessage, LeaseMQStreamMessage, LeaseMQObjectMessage {

    private UUID id;
    private String messageId;
    private long timestamp;
    private String correlationId;
    private Destination replyTo;
    private Destination destination;
    private int deliveryMode = DEFAULT_DELIVERY_MODE;
    private boolean redelivered;
    private String type;
    private long expiration;
    private long deliveryTime;
    private int priority = DEFAULT_PRIORITY;
    private Properties properties = new Properties();
    private Acknowledgeable acknowledgeable = Acknowledgeable.NOTHING;
    private boolean bodyReadOnly;

    LeaseMQMessage() {}

    // -------------------------------------------------------------------------------- what subclasses define

    /** The body as the engine keeps it. */
    Body toBody() throws JMSException {
        return MessageKind.NO_BODY;
    }

    /** Which kind of message this is. */
    MessageKind kind() {
        return MessageKind.MESSAGE;
    }

    /** The body as one object, null if there is none. */
    Object bodyObject() throws JMSException {
        return null;
    }

    /** Forgets the body. */
    void dropBody() {}

    // ------------------------------------------------------------------------------------- for the package

    final Properties properties() {
        return properties;
    }

    /** Makes this a received message: its properties, who acknowledges it, and nothing can be changed. */
    final void received(Properties received, Acknowledgeable by) {
        properties = received;
        acknowledgeable = by;
        protectBody();
    }

    void protectBody() {
        bodyReadOnly = true;
    }

    final void checkBodyWritable() throws JMSException {
        if (bodyReadOnly) {
            throw JmsErrors.readOnly("contents", "clearBody()");
        }
    }

    final boolean isBodyReadOnly() {
        return bodyReadOnly;
    }

    final void setId(UUID value) {
        id = value;
        messageId = null;
    }

    // --------------------------------------------------------------------------------------------- headers

    @Override
    public final String getJMSMessageID() {
        if (messageId == null && id != null) {
            messageId = "ID:" + id;
        }
        return messageId;
    }

    @Override
    public final void setJMSMessageID(String value) {
        id = null;
        messageId = value;
    }

    @Override
    public final long getJMSTimestamp() {
        return timestamp;
    }

    @Override
    public final void setJMSTimestamp(long value) {
        timestamp = value;
    }

    @Override
    public final byte[] getJMSCorrelationIDAsBytes() throws JMSException {
        return CorrelationIds.toBytes(correlationId);
    }

    @Override
    public final void setJMSCorrelationIDAsBytes(byte[] value) {
        correlationId = CorrelationIds.toText(value);
    }

    @Override
    public final void setJMSCorrelationID(String value) {
        correlationId = value;
    }

    @Override
    public final String getJMSCorrelationID() {
        return correlationId;
    }

    @Override
    public final Destination getJMSReplyTo() {
        return replyTo;
    }

    @Override
    public final void setJMSReplyTo(Destination value) {
        replyTo = value;
    }

    @Override
    public final Destination getJMSDestination() {
        return destination;
    }

    @Override
    public final void setJMSDestination(Destination value) {
        destination = value;
    }

    @Override
    public final int getJMSDeliveryMode() {
        return deliveryMode;
    }

    @Override
    public final void setJMSDeliveryMode(int value) {
        deliveryMode = value;
    }

    @Override
    public final boolean getJMSRedelivered() {
        return redelivered;
    }

    @Override
    public final void setJMSRedelivered(boolean value) {
        redelivered = value;
    }

    @Override
    public final String getJMSType() {
        return type;
    }

    @Override
    public final void setJMSType(String value) {
        type = value;
    }

    @Override
    public final long getJMSExpiration() {
        return expiration;
    }

    @Override
    public final void setJMSExpiration(long value) {
        expiration = value;
    }

    @Override
    public final long getJMSDeliveryTime() {
        return deliveryTime;
    }

    @Override
    public final void setJMSDeliveryTime(long value) {
        deliveryTime = value;
    }

    @Override
    public final int getJMSPriority() {
        return priority;
    }

    @Override
    public final void setJMSPriority(int value) {
        priority = value;
    }

    // ------------------------------------------------------------------------------------------ properties

    @Override
    public final void clearProperties() {
        properties.clear();
    }

    @Override
    public final boolean propertyExists(String name) {
        return properties.contains(name);
    }

    @Override
    public final boolean getBooleanProperty(String name) throws JMSException {
        return Conversions.toBoolean(properties.get(name));
    }

    @Override
    public final byte getByteProperty(String name) throws JMSException {
        return Conversions.toByte(properties.get(name));
    }

    @Override
    public final short getShortProperty(String name) throws JMSException {
        return Conversions.toShort(properties.get(name));
    }

    @Override
    public final int getIntProperty(String name) throws JMSException {
        return Conversions.toInt(properties.get(name));
    }

    @Override
    public final long getLongProperty(String name) throws JMSException {
        return Conversions.toLong(properties.get(name));
    }

    @Override
    public final float getFloatProperty(String name) throws JMSException {
        return Conversions.toFloat(properties.get(name));
    }

    @Override
    public final double getDoubleProperty(String name) throws JMSException {
        return Conversions.toDouble(properties.get(name));
    }

    @Override
    public final String getStringProperty(String name) throws JMSException {
        return Conversions.toText(properties.get(name));
    }

    @Override
    public final Object getObjectProperty(String name) {
        return properties.get(name);
    }

    @Override
    public final Enumeration<String> getPropertyNames() {
        return properties.names();
    }

    @Override
    public final void setBooleanProperty(String name, boolean value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setByteProperty(String name, byte value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setShortProperty(String name, short value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setIntProperty(String name, int value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setLongProperty(String name, long value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setFloatProperty(String name, float value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setDoubleProperty(String name, double value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setStringProperty(String name, String value) throws JMSException {
        properties.set(name, value);
    }

    @Override
    public final void setObjectProperty(String name, Object value) throws JMSException {
        properties.set(name, value);
    }

    // ------------------------------------------------------------------------------------------------ body

    @Override
    public final void acknowledge() throws JMSException {
        acknowledgeable.acknowledge();
    }

    @Override
    public void clearBody() throws JMSException {
        bodyReadOnly = false;
        dropBody();
    }

    @Override
    public <T> T getBody(Class<T> wanted) throws JMSException {
        Object body = bodyObject();
        if (body == null) {
            return null;
        }
        if (!isAssignable(body, wanted)) {
            throw notAssignable(wanted);
        }
        return wanted.cast(body);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public boolean isBodyAssignableTo(Class wanted) throws JMSException {
        Object body = bodyObject();
        return body == null || isAssignable(body, wanted);
    }

    /** The body for who gets nothing else of the message, which kinds without one body, and those read in parts, cannot serve. */
    public final <T> T onlyBody(Class<T> wanted) throws JMSException {
        if (kind() == MessageKind.MESSAGE || kind() == MessageKind.STREAM) {
            throw notAssignable(wanted);
        }
        return getBody(wanted);
    }

    /** Whether the body can be had as the wanted type. */
    boolean isAssignable(Object body, Class<?> wanted) {
        return wanted.isInstance(body);
    }

    final MessageFormatException notAssignable(Class<?> wanted) {
        return JmsErrors.format("The body of a " + kind() + " message cannot be had as " + wanted.getName() + ".");
    }

    @Override
    public String toString() {
        return kind() + " message " + getJMSMessageID();
    }

    /** Who acknowledges a message. */
    public interface Acknowledgeable {
        /** A message that was not received, or needs no acknowledgement. */
        Acknowledgeable NOTHING = () -> {};

        /** As {@link Message#acknowledge}. */
        void acknowledge() throws JMSException;
    }
}
