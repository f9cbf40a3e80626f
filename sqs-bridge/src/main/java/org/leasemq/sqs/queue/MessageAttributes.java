package org.leasemq.sqs.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.leasemq.engine.model.Attribute;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Message attributes as requests carry them, and as the engine keeps them. */
public final class MessageAttributes {
    /** What one looks like. */
    public static final Shape.Structure SHAPE = Shape.texts("StringValue")
            .with("BinaryValue", Shape.BLOB)
            .with("StringListValues", Shape.list("StringListValue", Shape.TEXT))
            .with("BinaryListValues", Shape.list("BinaryListValue", Shape.BLOB))
            .with("DataType", Shape.TEXT);

    private static final int MOST = 10;
    private static final int LONGEST_NAME = 256;
    private static final int MOST_DIGITS = 38;
    private static final BigDecimal SMALLEST = new BigDecimal("1E-128");
    private static final BigDecimal LARGEST = new BigDecimal("1E+126");
    private static final Pattern RESERVED = Pattern.compile("(?i)(AWS|Amazon)\\..*");

    private MessageAttributes() {}

    /**
     * Those of a request.
     *
     * @throws ApiException if one of them cannot be
     */
    public static Map<String, Attribute> parse(Map<String, Map<String, Object>> attributes, Limits limits) {
        if (attributes.isEmpty()) {
            return Map.of();
        }
        if (limits.strict() && attributes.size() > MOST) {
            throw invalid("Number of message attributes [" + attributes.size() + "] exceeds the allowed maximum [10].");
        }
        Map<String, Attribute> parsed = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            requireName(name);
            parsed.put(name, parse(name, value));
        });
        return parsed;
    }

    private static void requireName(String name) {
        boolean dots = name.startsWith(".") || name.endsWith(".") || name.contains("..");
        if (name.isEmpty()
                || !Characters.isAnyWord(name, LONGEST_NAME, "-_.")
                || dots
                || RESERVED.matcher(name).matches()) {
            throw invalid("The message attribute name '" + name
                    + "' is invalid. Attribute name can contain letters, digits, underscore (_), hyphen (-), and"
                    + " period (.), neither begins nor ends with a period nor has two in a row, has at most 256"
                    + " characters, and does not begin with AWS. or Amazon.");
        }
    }

    static Attribute parse(String name, Map<String, Object> value) {
        String type = (String) value.get("DataType");
        if (type == null || type.isEmpty()) {
            throw invalid("The message attribute '" + name + "' must contain non-empty message attribute type.");
        }
        String kind = type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
        if (type.length() > LONGEST_NAME
                || !List.of("String", "Number", "Binary").contains(kind)) {
            throw invalid(
                    "The message attribute '" + name + "' has an invalid message attribute type, the set of supported "
                            + "type prefixes is Binary, Number, and String.");
        }
        if (value.containsKey("StringListValues") || value.containsKey("BinaryListValues")) {
            throw new ApiException(
                    ErrorCode.UNSUPPORTED_OPERATION,
                    "Message attribute list values in SendMessage operation are not supported.");
        }
        boolean binary = kind.equals("Binary");
        Object content = value.get(binary ? "BinaryValue" : "StringValue");
        if (content == null || value.containsKey(binary ? "StringValue" : "BinaryValue")) {
            throw invalid("The message attribute '" + name + "' with type '" + kind + "' must use field '"
                    + (binary ? "Binary" : "String") + "'.");
        }
        byte[] bytes = binary ? (byte[]) content : text(name, kind, (String) content);
        if (bytes.length == 0) {
            throw invalid(
                    "Message (user) attribute '" + name + "' must contain a non-empty value of type '" + kind + "'.");
        }
        return new Attribute(type, bytes);
    }

    private static byte[] text(String name, String kind, String content) {
        if (kind.equals("Number")) {
            requireNumber(name, content);
        }
        if (!Characters.areAllowed(content)) {
            throw invalid("Invalid binary character was found in the message attribute '" + name
                    + "', the set of allowed characters is #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | "
                    + "#x10000 to #x10FFFF");
        }
        return content.getBytes(UTF_8);
    }

    private static void requireNumber(String name, String content) {
        boolean fits;
        try {
            BigDecimal number = content.length() > 300 ? null : new BigDecimal(content.strip());
            fits = number != null
                    && number.precision() <= MOST_DIGITS
                    && (number.signum() == 0
                            || number.abs().compareTo(SMALLEST) >= 0
                                    && number.abs().compareTo(LARGEST) <= 0);
        } catch (NumberFormatException e) {
            fits = false;
        }
        if (!fits && !content.isEmpty()) {
            throw invalid("Can't cast the value of message attribute '" + name
                    + "' to a number: it has up to 38 digits, and lies between 10^-128 and 10^126.");
        }
    }

    /** One for an answer. */
    public static Map<String, Object> describe(Attribute attribute) {
        return attribute.isBinary()
                ? Shape.values("BinaryValue", attribute.value(), "DataType", attribute.type())
                : Shape.values("StringValue", attribute.asText(), "DataType", attribute.type());
    }

    private static ApiException invalid(String message) {
        return new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, message);
    }
}
