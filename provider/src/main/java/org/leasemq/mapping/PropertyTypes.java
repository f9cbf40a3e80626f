package org.leasemq.mapping;

import java.lang.System.Logger.Level;
import org.leasemq.engine.model.Attribute;
import org.leasemq.log.Logs;

/** Properties as typed attributes, labelled as AWS's own Jakarta Messaging library labels them. */
public final class PropertyTypes {
    private static final System.Logger LOG = Logs.of(PropertyTypes.class);

    private PropertyTypes() {}

    /** The attribute that carries a property: text, a boolean, or a number. */
    public static Attribute encode(Object value) {
        if (value instanceof String text) {
            return Attribute.string(text);
        }
        if (value instanceof Boolean bool) {
            return Attribute.of("Number.Boolean", bool ? "1" : "0");
        }
        return Attribute.of(numberType((Number) value), value.toString());
    }

    private static String numberType(Number value) {
        if (value instanceof Integer) {
            return "Number.int";
        }
        if (value instanceof Long) {
            return "Number.long";
        }
        if (value instanceof Double) {
            return "Number.double";
        }
        if (value instanceof Float) {
            return "Number.float";
        }
        return value instanceof Short ? "Number.short" : "Number.byte";
    }

    /** The property that an attribute is; text if its type or its value is unknown, null if it is binary. */
    public static Object decode(Attribute attribute) {
        if (attribute.isBinary()) {
            return null;
        }
        String text = attribute.asText();
        try {
            return switch (attribute.type()) {
                case "Number.int" -> Integer.valueOf(text);
                case "Number.long" -> Long.valueOf(text);
                case "Number.double" -> Double.valueOf(text);
                case "Number.float" -> Float.valueOf(text);
                case "Number.short" -> Short.valueOf(text);
                case "Number.byte" -> Byte.valueOf(text);
                case "Number.Boolean" -> !text.equals("0") && !text.equalsIgnoreCase("false");
                case "Number" -> plainNumber(text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            LOG.log(Level.DEBUG, () -> "Read as text: a number of type " + attribute.type() + " with value " + text);
            return text;
        }
    }

    private static Object plainNumber(String text) {
        boolean whole = text.chars().allMatch(c -> Character.isDigit(c) || c == '-' || c == '+') && text.length() < 19;
        if (whole) {
            return Long.valueOf(text);
        }
        return Double.valueOf(text);
    }
}
