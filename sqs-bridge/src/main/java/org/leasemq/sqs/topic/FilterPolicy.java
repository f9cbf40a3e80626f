package org.leasemq.sqs.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.leasemq.engine.Filter;
import org.leasemq.selector.Selector;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * Filter policies on message attributes, turned into selectors: {@code {"store":["a",{"prefix":"b"}]}} is {@code (store = 'a'
 * OR store LIKE 'b%')}. So a filter means the same on both faces, and works without this one.
 */
final class FilterPolicy {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
    private static final int LONGEST = 256 << 10;
    /** So that it is none too long for a selector, with all its characters escaped. */
    private static final int LONGEST_PATTERN = Selector.LONGEST_PATTERN / 2 - 1;

    private static final String OR = " OR ";
    private static final String AND = " AND ";

    private FilterPolicy() {}

    /** @throws ApiException if it is none, or has operators that selectors have no words for */
    static Filter toFilter(String policy) {
        if (policy.length() > LONGEST) {
            throw invalid("it has " + policy.length() + " characters, which is more than " + LONGEST);
        }
        JsonNode json;
        try {
            json = JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            throw invalid("failed to parse JSON. " + e.getOriginalMessage());
        }
        if (!json.isObject()) {
            throw invalid("filter policy must be an object");
        }
        List<String> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> key : json.properties()) {
            conditions.add(key(key.getKey(), key.getValue()));
        }
        return conditions.isEmpty() ? null : filter(String.join(AND, conditions));
    }

    private static Filter filter(String selector) {
        if (selector.length() > Selector.LONGEST) {
            throw invalid("it has too many values: written as a selector it has " + selector.length()
                    + " characters, which is more than " + Selector.LONGEST);
        }
        return new Filter(Selector.LANGUAGE, selector);
    }

    private static String key(String name, JsonNode alternatives) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw invalid("\"" + name + "\" cannot be filtered by: only names of letters, digits, _ and $ can");
        }
        if (!alternatives.isArray() || alternatives.isEmpty()) {
            throw invalid("\"" + name + "\" must be an array with values");
        }
        List<String> conditions = new ArrayList<>();
        for (JsonNode alternative : alternatives) {
            conditions.add(condition(name, alternative));
        }
        return "(" + String.join(OR, conditions) + ")";
    }

    private static String condition(String name, JsonNode value) {
        if (!value.isObject()) {
            return value.isNull() ? name + " IS NULL" : name + " = " + literal(value);
        }
        if (value.size() != 1) {
            throw invalid("\"" + name + "\" has an object with more than one operator");
        }
        String operator = value.fieldNames().next();
        JsonNode operand = value.get(operator);
        return switch (operator) {
            case "prefix" -> name + " LIKE " + pattern("", operand, "%");
            case "suffix" -> name + " LIKE " + pattern("%", operand, "");
            case "wildcard" -> name + " LIKE " + wildcard(operand);
            case "exists" -> name + (exists(name, operand) ? " IS NOT NULL" : " IS NULL");
            case "anything-but" -> anythingBut(name, operand);
            case "numeric" -> numeric(name, operand);
            default -> throw invalid("Unrecognized match type " + operator);
        };
    }

    private static boolean exists(String name, JsonNode operand) {
        if (!operand.isBoolean()) {
            throw invalid("exists match pattern of \"" + name + "\" must be either true or false");
        }
        return operand.booleanValue();
    }

    private static String anythingBut(String name, JsonNode operand) {
        List<String> conditions = new ArrayList<>();
        for (JsonNode value :
                operand.isArray() ? operand : JSON.createArrayNode().add(operand)) {
            conditions.add("NOT (" + condition(name, value) + ")");
        }
        return "(" + String.join(AND, conditions) + ")";
    }

    private static String numeric(String name, JsonNode operand) {
        if (!operand.isArray() || operand.isEmpty() || operand.size() % 2 != 0) {
            throw invalid("Invalid numeric range of \"" + name + "\"");
        }
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < operand.size(); i += 2) {
            String comparison = operand.get(i).asText();
            if (!List.of("=", "<", "<=", ">", ">=").contains(comparison)
                    || !operand.get(i + 1).isNumber()) {
                throw invalid("Invalid numeric range of \"" + name + "\"");
            }
            conditions.add(name + " " + comparison + " " + number(operand.get(i + 1)));
        }
        return "(" + String.join(AND, conditions) + ")";
    }

    private static String literal(JsonNode value) {
        if (value.isTextual()) {
            return quoted(value.asText());
        }
        return value.isNumber() ? number(value) : value.asText().toUpperCase(Locale.ROOT);
    }

    private static String number(JsonNode value) {
        return value.isIntegralNumber() ? value.asText() : Double.toString(value.asDouble());
    }

    private static String pattern(String before, JsonNode text, String after) {
        if (!text.isTextual()) {
            throw invalid("a pattern is text");
        }
        if (text.asText().length() > LONGEST_PATTERN) {
            throw invalid("a pattern has at most " + LONGEST_PATTERN + " characters");
        }
        String escaped = text.asText().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return quoted(before + escaped + after) + " ESCAPE '\\'";
    }

    private static String wildcard(JsonNode text) {
        return pattern("", text, "").replace("*", "%");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static ApiException invalid(String reason) {
        return new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: FilterPolicy: " + reason);
    }
}
