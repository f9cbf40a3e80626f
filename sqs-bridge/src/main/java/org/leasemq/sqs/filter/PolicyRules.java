package org.leasemq.sqs.filter;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.leasemq.sqs.wire.ClientJson;
import software.amazon.event.ruler.JsonRuleCompiler;

/** What may be a policy, in the words of AWS: its grammar is that of AWS's rule engine. */
public final class PolicyRules {
    static final int LONGEST = 256 << 10;
    private static final int MOST_NAMES = 5;
    private static final int MOST_COMBINATIONS = 150;
    /** Bodies that go deeper pass no policy anyway. */
    private static final int MOST_STEPS = 100;
    /** Beyond so many combinations nobody looks closer. */
    private static final long HOPELESS = 100_000;

    private static final int SHOWN = 500;
    private static final String ANYTHING_BUT = "anything-but";
    private static final String WHICH = "FilterPolicy: ";

    private PolicyRules() {}

    /**
     * Looks at a policy.
     *
     * @param onBody whether it is about bodies, rather than attributes
     * @return what is wrong with it; null if nothing is
     */
    public static String fault(String policy, boolean onBody) {
        if (policy.length() > LONGEST) {
            return WHICH + "it has " + policy.length() + " characters, which is more than " + LONGEST;
        }
        JsonNode json;
        try {
            json = PolicyReader.JSON.read(policy);
        } catch (ClientJson.Refused e) {
            return WHICH + "failed to parse JSON. " + e.getMessage();
        }
        if (!json.isObject()) {
            return WHICH + "Filter is not an object";
        }
        long combinations = ofObject(json, 1, 0);
        String grammar = combinations > HOPELESS ? null : grammar(json.toString());
        if (grammar != null) {
            return WHICH + grammar;
        }
        if (!onBody && isNested(json)) {
            return "Filter policy scope MessageAttributes does not support nested filter policy";
        }
        if (names(json, new HashSet<>()).size() > MOST_NAMES) {
            return WHICH + "Filter policy can not have more than 5 keys";
        }
        return combinations > MOST_COMBINATIONS ? WHICH + "Filter policy is too complex" : understood(json);
    }

    /** @param policy without spaces, as AWS tells it */
    private static String grammar(String policy) {
        try {
            String excluded = PolicyReader.JSON.tokens(policy, parser -> excluded(policy, parser));
            if (excluded == null) {
                JsonRuleCompiler.compile(policy);
            }
            return excluded;
        } catch (JsonProcessingException e) {
            return e.getOriginalMessage() + where(policy, e.getLocation());
        } catch (ClientJson.Refused | IOException | RuntimeException e) {
            return String.valueOf(e.getMessage()); // null would be that nothing is wrong
        }
    }

    /** What AWS was recorded to refuse in {@code anything-but}, and the rule engine takes, or refuses in other words. */
    private static String excluded(String policy, JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME
                    && parser.currentName().equals(ANYTHING_BUT)
                    && parser.getParsingContext().getParent().inArray()
                    && parser.nextToken() == JsonToken.START_OBJECT
                    && parser.nextToken() == JsonToken.FIELD_NAME) {
                String fault = excluded(parser.currentName(), parser.nextToken());
                if (fault != null) {
                    return fault + where(policy, parser.currentLocation());
                }
            }
        }
        return null;
    }

    private static String excluded(String operator, JsonToken operand) {
        if (operator.equals("suffix")) {
            return "Unsupported anything-but pattern: suffix";
        }
        boolean wrong = operand != JsonToken.VALUE_STRING && operand != JsonToken.START_ARRAY;
        return operator.equals("prefix") && wrong ? "prefix match pattern must be a string" : null;
    }

    private static String where(String policy, JsonLocation location) {
        if (location == null) {
            return "";
        }
        String shown = policy.length() <= SHOWN
                ? policy + "\""
                : policy.substring(0, SHOWN) + "\"[truncated " + (policy.length() - SHOWN) + " chars]";
        return "\n at [Source: (String)\"" + shown + "; line: " + location.getLineNr() + ", column: "
                + location.getColumnNr() + "]";
    }

    /** What the rule engine takes and this one does not know would be an operator of a later version. */
    private static String understood(JsonNode json) {
        try {
            PolicyReader.read(json);
            return null;
        } catch (IllegalArgumentException e) {
            return WHICH + e.getMessage();
        }
    }

    private static boolean isNested(JsonNode json) {
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (member.getKey().equals(PolicyReader.OR)) {
                for (JsonNode one : member.getValue()) {
                    if (isNested(one)) {
                        return true;
                    }
                }
            } else if (member.getValue().isObject()) {
                return true;
            }
        }
        return false;
    }

    /** Those at the top, in alternatives, too. */
    private static Set<String> names(JsonNode json, Set<String> names) {
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (member.getKey().equals(PolicyReader.OR)) {
                member.getValue().forEach(one -> names(one, names));
            } else {
                names.add(member.getKey());
            }
        }
        return names;
    }

    /** As AWS counts: values times depth, multiplied, and added where one of several will do. */
    private static long ofObject(JsonNode json, int depth, int steps) {
        long product = 1;
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            JsonNode value = member.getValue();
            long factor;
            if (member.getKey().equals(PolicyReader.OR)) {
                factor = 0;
                for (JsonNode one : value) {
                    factor = Math.min(HOPELESS + 1, factor + ofObject(one, depth, steps));
                }
            } else {
                int below = steps
                        + 1
                        + (int) member.getKey().chars().filter(c -> c == '.').count();
                factor = below > MOST_STEPS
                        ? HOPELESS + 1
                        : value.isArray() ? ofValues(value) * depth : ofObject(value, depth + 1, below);
            }
            product = Math.min(HOPELESS + 1, product * Math.max(1, factor));
        }
        return product;
    }

    /** A list of wildcards in one value counts as so many: each is looked for in the whole of a text. Other lists are one. */
    private static long ofValues(JsonNode values) {
        long count = 0;
        for (JsonNode value : values) {
            count += Math.max(1, value.path(ANYTHING_BUT).path("wildcard").size());
        }
        return count;
    }
}
