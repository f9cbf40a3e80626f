package org.leasemq.sqs.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
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
            default -> throw new IllegalArgumentException("Unrecognized match type " + operator);
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
            return onOtherThanText(oneOf(operator, texts(operand.get(operator))));
        }
        List<String> texts = new ArrayList<>();
        SortedSet<BigDecimal> numbers = new TreeSet<>();
        for (JsonNode one : list(operand)) {
            if (one.isNumber()) {
                numbers.add(one.decimalValue());
            } else {
                texts.add(required(one));
            }
        }
        TextSet these = TextSet.of(texts);
        BigDecimal[] those = numbers.toArray(BigDecimal[]::new);
        return value -> value.isNumber()
                ? Arrays.binarySearch(those, value.decimalValue()) < 0
                : !value.isTextual() || !these.contains(value.textValue());
    }

    private static Predicate<JsonNode> onOtherThanText(Predicate<String> test) {
        return value -> !value.isTextual() || !test.test(value.textValue());
    }

    /** Lists are looked through by what they have in common, but for those of wildcards, which have to be short. */
    private static Predicate<String> oneOf(String operator, List<String> texts) {
        return switch (operator) {
            case PREFIX -> TextSet.ofPrefixes(texts)::contains;
            case SUFFIX -> TextSet.ofSuffixes(texts)::contains;
            case IGNORE_CASE -> {
                TextSet folded =
                        TextSet.of(texts.stream().map(ValueTests::folded).toList());
                yield text -> folded.contains(folded(text));
            }
            case WILDCARD -> {
                Wildcard[] wildcards = texts.stream().map(Wildcard::new).toArray(Wildcard[]::new);
                yield text -> Arrays.stream(wildcards).anyMatch(wildcard -> wildcard.test(text));
            }
            default -> throw new IllegalArgumentException("Unsupported anything-but pattern: " + operator);
        };
    }

    /** The same for all that are equal but for case, as {@link String#equalsIgnoreCase} sees it. */
    private static String folded(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = Character.toLowerCase(Character.toUpperCase(characters[i]));
        }
        return new String(characters);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list(list).forEach(one -> texts.add(required(one)));
        return texts;
    }

    private static Iterable<JsonNode> list(JsonNode one) {
        return one.isArray() ? one : List.of(one);
    }
}
