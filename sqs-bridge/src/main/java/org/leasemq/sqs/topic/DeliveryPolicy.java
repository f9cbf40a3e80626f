package org.leasemq.sqs.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.sqs.wire.ClientJson;

/** How a topic would have endpoints tried again that are not here: looked at, kept, and told as AWS tells it. */
public final class DeliveryPolicy {
    /** The attribute that it is. */
    public static final String NAME = "DeliveryPolicy";

    private static final int LONGEST = 4096;
    private static final String RETRIES = "defaultHealthyRetryPolicy";
    private static final String HTTP = "http";
    private static final String OVERRIDES = "disableSubscriptionOverrides";
    private static final String USUAL = "{\"http\":{\"" + RETRIES + "\":{\"minDelayTarget\":20,"
            + "\"maxDelayTarget\":20,\"numRetries\":3,\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,"
            + "\"numMinDelayRetries\":0,\"backoffFunction\":\"linear\"},\"disableSubscriptionOverrides\":false,"
            + "\"defaultRequestPolicy\":{\"headerContentType\":\"text/plain; charset=UTF-8\"}}}";
    private static final int DEEPEST = 20;

    /** The least and the most that each number may be. */
    private static final Map<String, List<Integer>> LIMITS = new TreeMap<>(Map.of(
            "minDelayTarget", List.of(1, 3600),
            "maxDelayTarget", List.of(1, 3600),
            "numRetries", List.of(0, 100),
            "numNoDelayRetries", List.of(0, 100),
            "numMinDelayRetries", List.of(0, 100),
            "numMaxDelayRetries", List.of(0, 100)));

    private static final ClientJson JSON = ClientJson.withNamesRepeated(DEEPEST);

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
            policy = JSON.read(text);
        } catch (ClientJson.Refused e) {
            throw invalid("failed to parse JSON. " + e.words());
        }
        if (!policy.isObject()) {
            throw invalid("failed to parse JSON. It is not an object.");
        }
        if (!policy.path(HTTP).isObject()) {
            throw TopicErrors.invalid(NAME);
        }
        JsonNode retries = policy.path(HTTP).path(RETRIES);
        LIMITS.forEach((name, limits) -> require(HTTP + "." + RETRIES + "." + name, retries.path(name), limits));
    }

    private static void require(String path, JsonNode number, List<Integer> limits) {
        if (number.isMissingNode() || number.isNull()) {
            return;
        }
        if (!number.isIntegralNumber()) {
            String type = number.getNodeType().name().toLowerCase(Locale.ROOT);
            throw invalid(path + " type mismatch, expecting integer, received a " + type);
        }
        if (number.bigIntegerValue().signum() < 0 || number.longValue() < limits.get(0)) {
            throw invalid(path + " must be greater than or equal to " + limits.get(0));
        }
        if (!number.canConvertToInt() || number.intValue() > limits.get(1)) {
            throw invalid(path + " must be less than or equal to " + limits.get(1));
        }
    }

    private static RuntimeException invalid(String reason) {
        return TopicErrors.invalid(NAME + ": " + reason);
    }

    /** What a topic has been given, without what is null, and whether subscriptions may have others. */
    public static String told(String given) {
        ObjectNode policy = read(given);
        if (policy == null) {
            return given;
        }
        ObjectNode http = (ObjectNode) policy.get(HTTP);
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        add(told, http);
        if (!told.has(OVERRIDES)) {
            told.put(OVERRIDES, false);
        }
        policy.set(HTTP, told);
        return ClientJson.write(policy);
    }

    /**
     * What a topic has been given, and the usual where it says nothing.
     *
     * @param given null for nothing
     */
    public static String effective(String given) {
        ObjectNode usual = read(USUAL);
        ObjectNode policy = given == null ? null : read(given);
        if (policy != null) {
            add((ObjectNode) usual.get(HTTP), (ObjectNode) policy.get(HTTP));
        }
        return ClientJson.write(usual);
    }

    /** Member by member, also those of objects that are in both. */
    private static void add(ObjectNode to, ObjectNode from) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            JsonNode value = member.getValue();
            if (value instanceof ObjectNode object) {
                add(
                        to.get(member.getKey()) instanceof ObjectNode known ? known : to.putObject(member.getKey()),
                        object);
            } else if (!value.isNull()) {
                to.set(member.getKey(), value);
            }
        }
    }

    /** Null if it is none. */
    private static ObjectNode read(String text) {
        try {
            return JSON.read(text) instanceof ObjectNode policy && policy.get(HTTP) instanceof ObjectNode
                    ? policy
                    : null;
        } catch (ClientJson.Refused e) {
            return null;
        }
    }
}
