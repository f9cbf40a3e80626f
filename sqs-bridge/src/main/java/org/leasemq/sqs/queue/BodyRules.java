package org.leasemq.sqs.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** What the body of a message may be, and how large a message. */
public final class BodyRules {
    private BodyRules() {}

    /** @throws ApiException if there is no body, or characters are in it that messages cannot have */
    public static byte[] utf8(String body) {
        if (body == null || body.isEmpty()) {
            throw ApiException.missing("MessageBody");
        }
        if (!Characters.areAllowed(body)) {
            throw new ApiException(
                    ErrorCode.INVALID_MESSAGE_CONTENTS,
                    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | "
                            + "#xE000 to #xFFFD | #x10000 to #x10FFFF");
        }
        return body.getBytes(UTF_8);
    }

    /** A body for an answer. Bytes are text in Base64 there, as in Amazon's own library for Jakarta Messaging. */
    public static byte[] text(Body body) {
        return body.isText() ? body.bytes() : Base64.getEncoder().encode(body.bytes());
    }

    /** Bytes of names, types and values. */
    public static long size(Map<String, Attribute> attributes) {
        long size = 0;
        for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
            size += Characters.utf8Length(attribute.getKey())
                    + Characters.utf8Length(attribute.getValue().type())
                    + attribute.getValue().value().length;
        }
        return size;
    }

    /** The same of a message that nobody has looked at yet, with its body. */
    public static long size(String body, Map<String, Map<String, Object>> attributes) {
        long size = body == null ? 0 : Characters.utf8Length(body);
        for (Map.Entry<String, Map<String, Object>> attribute : attributes.entrySet()) {
            size += Characters.utf8Length(attribute.getKey());
            for (Object value : attribute.getValue().values()) {
                size += value instanceof String text
                        ? Characters.utf8Length(text)
                        : value instanceof byte[] bytes ? bytes.length : 0;
            }
        }
        return size;
    }

    /** Refuses a message that is too large, for anybody or for its queue. */
    public static void requireSize(long size, int maximum, Limits limits) {
        requireSize(size, maximum, limits, "are invalid");
    }

    /** The same for an entry of a batch, of which the API says it in other words. */
    public static void requireSizeInBatch(long size, int maximum, Limits limits) {
        requireSize(size, maximum, limits, "cannot be validated");
    }

    private static void requireSize(long size, int maximum, Limits limits, String verdict) {
        long most = Math.min(maximum, limits.messageBytes());
        if (size > most) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "One or more parameters " + verdict + ". Reason: Message must be shorter than " + most + " bytes.");
        }
    }
}
