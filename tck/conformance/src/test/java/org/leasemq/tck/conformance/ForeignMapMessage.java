package org.leasemq.tck.conformance;

import jakarta.jms.MapMessage;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map message of nobody's provider. */
final class ForeignMapMessage extends ForeignMessage implements MapMessage {
    private final Map<String, Object> entries = new LinkedHashMap<>();

    private <T> T entry(String name, Class<T> as) {
        return as.cast(entries.get(name));
    }

    @Override
    public boolean getBoolean(String name) {
        return entry(name, Boolean.class);
    }

    @Override
    public void setBoolean(String name, boolean value) {
        entries.put(name, value);
    }

    @Override
    public byte getByte(String name) {
        return entry(name, Byte.class);
    }

    @Override
    public void setByte(String name, byte value) {
        entries.put(name, value);
    }

    @Override
    public short getShort(String name) {
        return entry(name, Short.class);
    }

    @Override
    public void setShort(String name, short value) {
        entries.put(name, value);
    }

    @Override
    public char getChar(String name) {
        return entry(name, Character.class);
    }

    @Override
    public void setChar(String name, char value) {
        entries.put(name, value);
    }

    @Override
    public int getInt(String name) {
        return entry(name, Integer.class);
    }

    @Override
    public void setInt(String name, int value) {
        entries.put(name, value);
    }

    @Override
    public long getLong(String name) {
        return entry(name, Long.class);
    }

    @Override
    public void setLong(String name, long value) {
        entries.put(name, value);
    }

    @Override
    public float getFloat(String name) {
        return entry(name, Float.class);
    }

    @Override
    public void setFloat(String name, float value) {
        entries.put(name, value);
    }

    @Override
    public double getDouble(String name) {
        return entry(name, Double.class);
    }

    @Override
    public void setDouble(String name, double value) {
        entries.put(name, value);
    }

    @Override
    public String getString(String name) {
        return entry(name, String.class);
    }

    @Override
    public void setString(String name, String value) {
        entries.put(name, value);
    }

    @Override
    public byte[] getBytes(String name) {
        return entry(name, byte[].class);
    }

    @Override
    public void setBytes(String name, byte[] value) {
        entries.put(name, value);
    }

    @Override
    public Object getObject(String name) {
        return entry(name, Object.class);
    }

    @Override
    public void setObject(String name, Object value) {
        entries.put(name, value);
    }

    @Override
    public void setBytes(String name, byte[] value, int offset, int length) {
        entries.put(name, Arrays.copyOfRange(value, offset, offset + length));
    }

    @Override
    public Enumeration<?> getMapNames() {
        return Collections.enumeration(entries.keySet());
    }

    @Override
    public boolean itemExists(String name) {
        return entries.containsKey(name);
    }

    @Override
    public void clearBody() {
        entries.clear();
    }

    @Override
    Object body() {
        return entries;
    }
}
