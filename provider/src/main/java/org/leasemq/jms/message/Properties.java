package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.mapping.AttributeNames;

/** The properties of one message. Properties of received messages are decoded when somebody asks for them. */
public final class Properties {
    private Map<String, Object> values = Map.of();
    private Supplier<Map<String, Object>> undecoded;
    private boolean readOnly;

    /** Properties of a received message, read-only. */
    static Properties received(Supplier<Map<String, Object>> undecoded) {
        Properties properties = new Properties();
        properties.undecoded = undecoded;
        properties.readOnly = true;
        return properties;
    }

    /** Null if it is not there. */
    public Object get(String name) {
        checkName(name);
        return values().get(name);
    }

    /** Whether it is there, be it null. */
    public boolean contains(String name) {
        return values().containsKey(name);
    }

    /** Sets one that an application may set so. */
    public void set(String name, Object value) throws JMSException {
        checkName(name);
        if (!Conversions.isPropertyValue(value)) {
            throw JmsErrors.format("Property '" + name + "' cannot be of type "
                    + value.getClass().getName() + ", only a String or a boxed primitive value.");
        }
        if (AttributeNames.isHeader(name)) {
            throw JmsErrors.format("No property can be named '" + name
                    + "': names that begin with 'AWS.' are the system's, and headers have setters of their own.");
        }
        if (readOnly) {
            throw JmsErrors.readOnly("properties", "clearProperties()");
        }
        put(name, value);
    }

    /** Sets a property as the provider, whether they are read-only or not. */
    void put(String name, Object value) {
        if (values().isEmpty()) {
            values = new LinkedHashMap<>();
        }
        values.put(name, value);
    }

    /** Takes all away, and lets them be written again. */
    public void clear() {
        undecoded = null;
        values = Map.of();
        readOnly = false;
    }

    Enumeration<String> names() {
        return Collections.enumeration(values().keySet().stream().toList());
    }

    /** All of them, by name; not to be changed. */
    public Map<String, Object> values() {
        if (undecoded != null) {
            Supplier<Map<String, Object>> supplier = undecoded;
            undecoded = null;
            values = supplier.get();
        }
        return values;
    }

    private static void checkName(String name) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("The name of a property must not be null or empty.");
        }
    }
}
