package org.leasemq.sqs.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.leasemq.sqs.access.Network;

/** What a value can be asked for: one test for each operator of policies. */
final class ValueTests {
    private static final String PREFIX = "prefix";
    private static final String SUFFIX = "suffix";
    private static final String WILDCARD = "wildcard";
    private static final String IGNORE_CASE = "equals-ignore-case";

    private ValueTests() {}

    /** @throws IllegalArgumentException if it is none */
    static Predicate<JsonNode> of(JsonNode pattern) {
        if (!pattern.isObject()) {
            return exact(pattern);
        }
        if (pattern.size() != 1) {
            throw new IllegalArgumentException("Only one key allowed in match expression");
        }
        String operator = pattern.fieldNames().next();
        JsonNode operand = pattern.get(operator);
        return switch (operator) {
            case "exactly" -> exact(operand);
            case PREFIX, SUFFIX, WILDCARD, IGNORE_CASE -> onText(text(operator, operand));
            case "cidr" -> cidr(operand);
            case "exists" -> value -> true;
            case "numeric" -> numeric(operand);
            case "anything-but" -> anythingBut(operand);
            default -> throw new IllegalArgumentException("Unrecognized match type " + operator);
        };
    }

    private static Predicate<JsonNode> exact(JsonNode wanted) {
        if (wanted.isNumber()) {
            BigDecimal number = wanted.decimalValue();
            return value -> value.isNumber() && value.decimalValue().compareTo(number) == 0;
        }
        if (wanted.isTextual()) {
            String text = wanted.textValue();
            return value -> value.isTextual() && value.textValue().equals(text);
        }
        if (wanted.isBoolean() || wanted.isNull()) {
            return wanted::equals;
        }
        throw new IllegalArgumentException("Match value must be String, number, true, false, or null");
    }

    private static Predicate<JsonNode> onText(Predicate<String> test) {
        return value -> value.isTextual() && test.test(value.textValue());
    }

    private static Predicate<String> text(String operator, JsonNode operand) {
        if (operand.isObject() && operand.has(IGNORE_CASE) && !operator.equals(WILDCARD)) {
            String wanted = required(operand.get(IGNORE_CASE)).toLowerCase(Locale.ROOT);
            return operator.equals(PREFIX)
                    ? text -> text.toLowerCase(Locale.ROOT).startsWith(wanted)
                    : text -> text.toLowerCase(Locale.ROOT).endsWith(wanted);
        }
        String wanted = required(operand);
        return switch (operator) {
            case PREFIX -> text -> text.startsWith(wanted);
            case SUFFIX -> text -> text.endsWith(wanted);
            case IGNORE_CASE -> text -> text.equalsIgnoreCase(wanted);
            case WILDCARD -> new Wildcard(wanted);
            default -> throw new IllegalArgumentException("Unsupported anything-but pattern: " + operator);
        };
    }

    private static String required(JsonNode text) {
        if (!text.isTextual()) {
            throw new IllegalArgumentException("a match pattern must be a string");
        }
        return text.textValue();
    }

    private static Predicate<JsonNode> cidr(JsonNode operand) {
        Network network = Network.of(required(operand));
        return onText(network::contains);
    }

    private static Predicate<JsonNode> numeric(JsonNode operand) {
        List<Predicate<BigDecimal>> tests = new ArrayList<>();
        for (int i = 0; i + 1 < operand.size(); i += 2) {
            BigDecimal bound = operand.get(i + 1).decimalValue();
            tests.add(
                    switch (operand.get(i).asText()) {
                        case "=" -> number -> number.compareTo(bound) == 0;
                        case "<" -> number -> number.compareTo(bound) < 0;
                        case "<=" -> number -> number.compareTo(bound) <= 0;
                        case ">" -> number -> number.compareTo(bound) > 0;
                        case ">=" -> number -> number.compareTo(bound) >= 0;
                        default ->
                            throw new IllegalArgumentException("Unrecognized numeric range operator: "
                                    + operand.get(i).asText());
                    });
        }
        if (tests.isEmpty()) {
            throw new IllegalArgumentException("Invalid member in numeric match");
        }
        return value -> {
            BigDecimal number = value.isNumber() ? value.decimalValue() : null;
            return number != null && tests.stream().allMatch(test -> test.test(number));
        };
    }

    private static Predicate<JsonNode> anythingBut(JsonNode operand) {
        if (operand.isObject()) {
            String operator = operand.fieldNames().next();
            List<Predicate<String>> tests = new ArrayList<>();
            for (JsonNode one : list(operand.get(operator))) {
                tests.add(text(operator, one));
            }
            return value -> !value.isTextual() || tests.stream().noneMatch(test -> test.test(value.textValue()));
        }
        Set<String> texts = new HashSet<>();
        List<Predicate<JsonNode>> others = new ArrayList<>();
        for (JsonNode one : list(operand)) {
            if (one.isTextual()) {
                texts.add(one.textValue());
            } else {
                others.add(exact(one));
            }
        }
        return value -> !(value.isTextual() && texts.contains(value.textValue()))
                && others.stream().noneMatch(test -> test.test(value));
    }

    private static Iterable<JsonNode> list(JsonNode one) {
        return one.isArray() ? one : List.of(one);
    }
}
