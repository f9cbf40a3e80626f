package org.leasemq.sqs.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Message;
import org.leasemq.sqs.wire.ClientJson;

/** Messages as policies look at them: as JSON. What is not, or too much of it, is nothing. */
final class Subjects {
    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 400;

    private static final ClientJson JSON = ClientJson.withNamesRepeated(DEEPEST);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Subjects() {}

    /** The body, if it is a JSON object. */
    static JsonNode body(Message message) {
        JsonNode json = message.body().isText() ? read(message.body().bytes()) : null;
        return json != null && json.isObject() ? json : null;
    }

    /** The attributes as an object: numbers as such, and the elements of those that are lists; one that is none is one element. */
    static JsonNode attributes(Message message) {
        ObjectNode all = NODES.objectNode();
        for (Map.Entry<String, Attribute> attribute : message.attributes().entrySet()) {
            if (!attribute.getKey().startsWith(Attribute.SYSTEM_PREFIX)
                    && !attribute.getValue().isBinary()) {
                all.set(attribute.getKey(), value(attribute.getValue()));
            }
        }
        return all;
    }

    private static JsonNode value(Attribute attribute) {
        if (attribute.type().equals("String.Array")) {
            JsonNode list = read(attribute.value());
            if (list != null && (list.isArray() || list.isValueNode())) {
                return list;
            }
        }
        String text = attribute.asText();
        BigDecimal number = attribute.type().startsWith("Number") ? number(text) : null;
        return number == null ? NODES.textNode(text) : NODES.numberNode(number);
    }

    private static BigDecimal number(String text) {
        try {
            return text.length() > LONGEST_NUMBER ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.read(json);
        } catch (ClientJson.Refused e) {
            return null;
        }
    }
}
