package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import org.leasemq.jms.error.JmsErrors;

/**
 * The conversion table of Jakarta Messaging (section 3.5.4, and 3.11.3 for bodies): what a value that was set as one type
 * can be read as. A value that is missing behaves as the {@code valueOf} method of the wanted type does with null.
 */
public final class Conversions {
    private Conversions() {}

    /** As a boolean. */
    public static boolean toBoolean(Object value) throws JMSException {
        if (value instanceof Boolean b) {
            return b;
        }
        if (value == null || value instanceof String) {
            return Boolean.parseBoolean((String) value);
        }
        throw cannot(value, "boolean");
    }

    /** As a byte. */
    public static byte toByte(Object value) throws JMSException {
        if (value instanceof Byte b) {
            return b;
        }
        if (value == null || value instanceof String) {
            return Byte.parseByte((String) value);
        }
        throw cannot(value, "byte");
    }

    /** As a short. */
    public static short toShort(Object value) throws JMSException {
        if (value instanceof Short || value instanceof Byte) {
            return ((Number) value).shortValue();
        }
        if (value == null || value instanceof String) {
            return Short.parseShort((String) value);
        }
        throw cannot(value, "short");
    }

    static char toChar(Object value) throws JMSException {
        if (value instanceof Character c) {
            return c;
        }
        if (value == null) {
            throw new NullPointerException("The value is null and cannot be read as char.");
        }
        throw cannot(value, "char");
    }

    /** As an int. */
    public static int toInt(Object value) throws JMSException {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        if (value == null || value instanceof String) {
            return Integer.parseInt((String) value);
        }
        throw cannot(value, "int");
    }

    /** As a long. */
    public static long toLong(Object value) throws JMSException {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value == null || value instanceof String) {
            return Long.parseLong((String) value);
        }
        throw cannot(value, "long");
    }

    /** As a float. */
    public static float toFloat(Object value) throws JMSException {
        if (value instanceof Float f) {
            return f;
        }
        if (value == null || value instanceof String) {
            return Float.parseFloat((String) value);
        }
        throw cannot(value, "float");
    }

    /** As a double. */
    public static double toDouble(Object value) throws JMSException {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value == null || value instanceof String) {
            return Double.parseDouble((String) value);
        }
        throw cannot(value, "double");
    }

    /** As a text, null for null. */
    public static String toText(Object value) throws JMSException {
        if (value instanceof byte[]) {
            throw cannot(value, "String");
        }
        return value == null ? null : value.toString();
    }

    static byte[] toBytes(Object value) throws JMSException {
        if (value == null || value instanceof byte[]) {
            return value == null ? null : ((byte[]) value).clone();
        }
        throw cannot(value, "byte[]");
    }

    /** Whether a value may be a property. */
    static boolean isPropertyValue(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Float
                || value instanceof Double;
    }

    /** Whether a value may be an element of a map or a stream. */
    static boolean isElement(Object value) {
        return isPropertyValue(value) || value instanceof Character || value instanceof byte[];
    }

    private static MessageFormatException cannot(Object value, String wanted) {
        return JmsErrors.format("A value set as " + value.getClass().getSimpleName() + " cannot be read as " + wanted
                + ". Read it with the method of its own type.");
    }
}
