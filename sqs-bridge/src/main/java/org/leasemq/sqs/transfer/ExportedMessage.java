package org.leasemq.sqs.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.sqs.message.PeekedMessage;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.JsonLines;

/**
 * A message as the commands {@code export} and {@code doctor} write it, and the console. What a line does not say is as with any message that is sent.
 *
 * @param values names and values
 */
public record ExportedMessage(Map<String, Object> values) {

    /** Which queue a message was in, where a file does not belong to whoever named the queue. */
    public static final String QUEUE = "Queue";

    /** The line of a message, without its end. */
    public static byte[] line(BrowseItem item, String queue) {
        return JsonLines.write(PeekedMessage.describe(item, queue));
    }

    /** @throws ApiException if the line is none */
    public static ExportedMessage read(String line) {
        try {
            Map<String, Object> values = JsonLines.read(line);
            if (values == null || !values.containsKey("Body")) {
                throw wrong("It is no exported message: it has no Body.", null);
            }
            return new ExportedMessage(values);
        } catch (JsonProcessingException e) {
            throw wrong("It is not JSON: " + e.getOriginalMessage() + ".", e);
        }
    }

    /** Text; null if there is none. */
    public String text(String name) {
        return is(name, values.get(name), String.class);
    }

    /** A number; 0 if there is none. */
    public long number(String name) {
        Number number = is(name, values.get(name), Number.class);
        return number == null ? 0 : number.longValue();
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(is(name, values.get(name), Boolean.class));
    }

    /** When it can be received first, in milliseconds since the epoch; 0 for at once. */
    public long visibleAt() {
        boolean delayed = "DELAYED".equals(text("State"));
        return values.containsKey("VisibleAt") ? number("VisibleAt") : delayed ? number("Until") : 0;
    }

    /** Between 0 and 9, unless somebody has changed the line. */
    public long priority() {
        return values.containsKey("Priority") ? number("Priority") : Message.DEFAULT_PRIORITY;
    }

    /** Names and values; empty if there are none. */
    public Map<String, Object> map(String name) {
        return map(name, values.get(name));
    }

    @SuppressWarnings("unchecked") // JSON has no other names
    private static Map<String, Object> map(String name, Object value) {
        Map<String, Object> map = is(name, value, Map.class);
        return map == null ? Map.of() : map;
    }

    /**
     * As it is to be sent.
     *
     * @param sentAt when it counts as sent, from which on its times are told
     */
    public Message toSend(long sentAt, String deduplicationId) {
        Message message = Message.of(body())
                .withAttributes(attributes())
                .withDeduplicationId(deduplicationId)
                .withPriority((int) Math.max(-1, Math.min(priority(), 10)))
                .delayedBy(Duration.ofMillis(Math.max(0, visibleAt() - sentAt)))
                .expiringAfter(number("ExpiresAt") == 0 ? null : Duration.ofMillis(number("ExpiresAt") - sentAt))
                .sentAt(sentAt);
        String group = text("MessageGroupId");
        return flag("ExclusiveGroup") ? message.inGroup(group) : message.ofTenant(group);
    }

    private Body body() {
        String body = text("Body");
        return flag("Binary") ? Body.binary(bytes("Body", body)) : Body.text(body);
    }

    private Map<String, Attribute> attributes() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        map("MessageAttributes").forEach((name, value) -> attributes.put(name, attribute(name, map(name, value))));
        map("MessageSystemAttributes")
                .forEach((name, value) -> attributes.put(name, attribute(name, map(name, value))));
        return attributes;
    }

    private static Attribute attribute(String name, Map<String, Object> value) {
        String type = is(name, value.get("DataType"), String.class);
        String text = is(name, value.get("StringValue"), String.class);
        String binary = is(name, value.get("BinaryValue"), String.class);
        if (type == null || text == null && binary == null) {
            throw wrong("'" + name + "' has no type or no value.", null);
        }
        return binary == null ? Attribute.of(type, text) : new Attribute(type, bytes(name, binary));
    }

    private static byte[] bytes(String name, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw wrong("'" + name + "' is not in Base64: " + e.getMessage() + ".", e);
        }
    }

    private static <T> T is(String name, Object value, Class<T> type) {
        if (value != null && !type.isInstance(value)) {
            throw wrong("'" + name + "' is no " + type.getSimpleName() + ".", null);
        }
        return type.cast(value);
    }

    private static ApiException wrong(String what, Exception cause) {
        return new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, what, cause);
    }
}
