package org.leasemq.sqs.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Message;

/** Messages as policies look at them: as JSON. What is not, or too much of it, is nothing. */
final class Subjects {
    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_NAME = 4_096;
    /** So that no body takes much more memory than it has bytes. */
    private static final int MOST_TOKENS = 100_000;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    // names come from clients: those of one message must not stay
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Subjects() {}

    /** The body, if it is a JSON object. */
    static JsonNode body(Message message) {
        JsonNode json = message.body().isText() ? read(message.body().bytes()) : null;
        return json != null && json.isObject() ? json : null;
    }

    /** The attributes as an object: numbers as such, and the elements of those that are lists; one that is none is one element. */
    static JsonNode attributes(Message message) {
        ObjectNode all = JSON.createObjectNode();
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
        return number == null
                ? JSON.getNodeFactory().textNode(text)
                : JSON.getNodeFactory().numberNode(number);
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
            return JSON.readTree(json);
        } catch (IOException
                | RuntimeException e) { // the latter for an exponent out of all bounds, or names chosen to collide
            return null;
        }
    }
}
