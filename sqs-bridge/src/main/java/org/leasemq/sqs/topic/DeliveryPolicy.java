package org.leasemq.sqs.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How a topic would have endpoints tried again that are not here: looked at, kept, and told as it would be in effect. */
final class DeliveryPolicy {
    static final String NAME = "DeliveryPolicy";
    private static final int LONGEST = 4096;
    private static final String RETRIES = "defaultHealthyRetryPolicy";
    private static final String USUAL = "{\"http\":{\"" + RETRIES + "\":{\"minDelayTarget\":20,"
            + "\"maxDelayTarget\":20,\"numRetries\":3,\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,"
            + "\"numMinDelayRetries\":0,\"backoffFunction\":\"linear\"},\"disableSubscriptionOverrides\":false,"
            + "\"defaultRequestPolicy\":{\"headerContentType\":\"text/plain; charset=UTF-8\"}}}";

    /** The least and the most that each number may be. */
    private static final Map<String, List<Integer>> LIMITS = new TreeMap<>(Map.of(
            "minDelayTarget", List.of(1, 3600),
            "maxDelayTarget", List.of(1, 3600),
            "numRetries", List.of(0, 100),
            "numNoDelayRetries", List.of(0, 100),
            "numMinDelayRetries", List.of(0, 100),
            "numMaxDelayRetries", List.of(0, 100)));

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private DeliveryPolicy() {}

    /** @throws org.leasemq.sqs.wire.ApiException if it is none */
    static void require(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (text.length() > LONGEST) {
            throw TopicErrors.invalid(NAME);
        }
        JsonNode policy;
        try {
            policy = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid("failed to parse JSON. " + e.getOriginalMessage());
        }
        if (!policy.isObject()) {
            throw invalid("failed to parse JSON. It is not an object.");
        }
        JsonNode retries = policy.path("http").path(RETRIES);
        LIMITS.forEach((name, limits) -> require("http." + RETRIES + "." + name, retries.path(name), limits));
    }

    private static void require(String path, JsonNode number, List<Integer> limits) {
        if (number.isMissingNode()) {
            return;
        }
        if (!number.isIntegralNumber()) {
            JsonNodeType type = number.getNodeType();
            throw invalid(path + " type mismatch, expecting integer, received a "
                    + type.name().toLowerCase(Locale.ROOT));
        }
        if (number.longValue() < limits.get(0)) {
            throw invalid(path + " must be greater than or equal to " + limits.get(0));
        }
        if (!number.canConvertToInt() || number.intValue() > limits.get(1)) {
            throw invalid(path + " must be less than or equal to " + limits.get(1));
        }
    }

    private static RuntimeException invalid(String reason) {
        return TopicErrors.invalid(NAME + ": " + reason);
    }

    /** What is in effect: the usual, but for what a policy says. It may be null, or unlike one if it is an old one. */
    static String effective(String policy) {
        try {
            JsonNode result = JSON.readTree(USUAL);
            merge(result, JSON.readTree(policy == null ? "" : policy));
            return result.toString();
        } catch (JsonProcessingException e) {
            return USUAL;
        }
    }

    private static void merge(JsonNode into, JsonNode from) {
        from.properties().forEach(field -> {
            JsonNode present = into.path(field.getKey());
            if (present.isObject() && field.getValue().isObject()) {
                merge(present, field.getValue());
            } else {
                ((ObjectNode) into).set(field.getKey(), field.getValue());
            }
        });
    }
}
