package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.Body;
import org.leasemq.jms.error.JmsErrors;

/** A message whose body is a map from names to values. */
final class LeaseMQMapMessage extends LeaseMQMessage implements MapMessage {
    private Map<String, Object> map;

    LeaseMQMapMessage() {
        this(new LinkedHashMap<>());
    }

    LeaseMQMapMessage(Map<String, Object> map) {
        this.map = map;
    }

    @Override
    Body toBody() {
        return Body.binary(ElementCodec.ofMap(map));
    }

    @Override
    MessageKind kind() {
        return MessageKind.MAP;
    }

    @Override
    Object bodyObject() {
        return map.isEmpty() ? null : new LinkedHashMap<>(map);
    }

    @Override
    boolean isAssignable(Object body, Class<?> wanted) {
        return wanted.isAssignableFrom(Map.class);
    }

    @Override
    void dropBody() {
        map = new LinkedHashMap<>();
    }

    @Override
    public boolean getBoolean(String name) throws JMSException {
        return Conversions.toBoolean(get(name));
    }

    @Override
    public byte getByte(String name) throws JMSException {
        return Conversions.toByte(get(name));
    }

    @Override
    public short getShort(String name) throws JMSException {
        return Conversions.toShort(get(name));
    }

    @Override
    public char getChar(String name) throws JMSException {
        return Conversions.toChar(get(name));
    }

    @Override
    public int getInt(String name) throws JMSException {
        return Conversions.toInt(get(name));
    }

    @Override
    public long getLong(String name) throws JMSException {
        return Conversions.toLong(get(name));
    }

    @Override
    public float getFloat(String name) throws JMSException {
        return Conversions.toFloat(get(name));
    }

    @Override
    public double getDouble(String name) throws JMSException {
        return Conversions.toDouble(get(name));
    }

    @Override
    public String getString(String name) throws JMSException {
        return Conversions.toText(get(name));
    }

    @Override
    public byte[] getBytes(String name) throws JMSException {
        return Conversions.toBytes(get(name));
    }

    @Override
    public Object getObject(String name) {
        Object value = get(name);
        return value instanceof byte[] bytes ? bytes.clone() : value;
    }

    @Override
    public Enumeration<String> getMapNames() {
        return Collections.enumeration(List.copyOf(map.keySet()));
    }

    @Override
    public void setBoolean(String name, boolean value) throws JMSException {
        set(name, value);
    }

    @Override
    public void setByte(String name, byte value) throws JMSException {
        set(name, value);
    }

    @Override
    public void setShort(String name, short value) throws JMSException {
        set(name, value);
    }

    @Override
    public void setChar(String name, char value) throws JMSException {
        set(name, value);
    }

    @Override
    public void setInt(String name, int value) throws JMSException {
        set(name, value);
    }

    @Override
    public void setLong(String name, long value) throws JMSException {
        set(name, value);
    }

    @Override
    public void setFloat(String name, float value) throws JMSException {
        set(name, value);
    }

    @Override
    public void setDouble(String name, double value) throws JMSException {
        set(name, value);
    }

    @Override
    public void setString(String name, String value) throws JMSException {
        set(name, value);
    }

    @Override
    public void setBytes(String name, byte[] value) throws JMSException {
        set(name, value == null ? null : value.clone());
    }

    @Override
    public void setBytes(String name, byte[] value, int offset, int length) throws JMSException {
        byte[] part = new byte[length];
        System.arraycopy(value, offset, part, 0, length);
        set(name, part);
    }

    @Override
    public void setObject(String name, Object value) throws JMSException {
        if (!Conversions.isElement(value)) {
            throw JmsErrors.format(
                    "A MapMessage cannot hold " + value.getClass().getName() + " ('" + name
                            + "'), only boxed primitive values, String and byte[].");
        }
        set(name, value instanceof byte[] bytes ? bytes.clone() : value);
    }

    @Override
    public boolean itemExists(String name) {
        return map.containsKey(name);
    }

    private Object get(String name) {
        return map.get(name);
    }

    private void set(String name, Object value) throws JMSException {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("The name of a value in a MapMessage must not be null or empty.");
        }
        checkBodyWritable();
        map.put(name, value);
    }
}
