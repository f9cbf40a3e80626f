package org.leasemq.sqs.topic;

import java.util.Locale;
import java.util.Map;
import org.leasemq.engine.model.Attribute;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.queue.MessageAttributes;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;

/** The attributes of a message that is published: as those of one that is sent, in the words of the notification service. */
final class PublishedAttributes {
    private static final String MEMBER = "MessageAttributes";
    private static final int LONGEST_NAME = 256;

    private PublishedAttributes() {}

    /** @param place before the names of members in a refusal */
    static Map<String, Attribute> parse(Input in, String place, Limits limits) {
        in.structureMap(MEMBER).forEach((name, value) -> require(name, value, place));
        try {
            return MessageAttributes.parse(in.structureMap(MEMBER), limits);
        } catch (ApiException e) {
            throw new ApiException(ErrorCode.PARAMETER_VALUE_INVALID, e.getMessage(), e);
        }
    }

    private static void require(String name, Map<String, Object> value, String place) {
        requireName(name);
        String type = (String) value.get("DataType");
        if (type == null) {
            throw new ApiException(
                    ErrorCode.VALIDATION_ERROR,
                    "1 validation error detected: Value null at '" + place + "messageAttributes." + name
                            + ".member.dataType' failed to satisfy constraint: Member must not be null");
        }
        String kind = type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
        boolean known = kind.equals("String") || kind.equals("Number") || kind.equals("Binary");
        if (!known || type.equals(kind + ".")) {
            throw invalid("The message attribute '" + name
                    + "' has an invalid message attribute type, the set of supported type prefixes is Binary, Number,"
                    + " and String.");
        }
        boolean binary = kind.equals("Binary");
        boolean hasOther = value.containsKey(binary ? "StringValue" : "BinaryValue");
        Object content = value.get(binary ? "BinaryValue" : "StringValue");
        if (content == null && hasOther) {
            throw invalid("The message attribute '" + name + "' with type '" + type + "' must use field '"
                    + (binary ? "Binary" : "String") + "'.");
        }
        if (content == null
                || content instanceof String text && text.isEmpty()
                || content instanceof byte[] bytes && bytes.length == 0) {
            throw invalid("The message attribute '" + name
                    + "' must contain non-empty message attribute value for message attribute type '" + type + "'.");
        }
    }

    private static void requireName(String name) {
        if (name.length() > LONGEST_NAME) {
            throw invalid("Length of message attribute name must be less than 256 bytes.");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && "-_.".indexOf(c) < 0) {
                throw invalid("Invalid non-alphanumeric character '#x"
                        + Integer.toHexString(c).toUpperCase(Locale.ROOT)
                        + "' was found in the message attribute name. Can only include alphanumeric characters,"
                        + " hyphens, underscores, or dots.");
            }
        }
        if (name.startsWith(".")) {
            throw invalid("Invalid message attribute name starting with character '.' was found.");
        }
        if (name.endsWith(".")) {
            throw invalid("Invalid message attribute name ending with character '.' was found.");
        }
        if (name.contains("..")) {
            throw invalid("Message attribute name can not have successive '.' character.");
        }
    }

    private static ApiException invalid(String message) {
        return new ApiException(ErrorCode.PARAMETER_VALUE_INVALID, message);
    }
}
