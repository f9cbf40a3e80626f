package org.leasemq.sqs.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** The conditions of a statement: every operator and key has to hold, one of its values is enough. */
final class Conditions {
    private static final String IF_EXISTS = "IfExists";
    private static final String NOT = "Not";

    private static final Map<String, BiPredicate<String, String>> OPERATORS = Map.ofEntries(
            Map.entry("StringEquals", String::equals),
            Map.entry("StringEqualsIgnoreCase", String::equalsIgnoreCase),
            Map.entry("StringLike", (value, wanted) -> Wildcards.fits(wanted, value)),
            Map.entry("ArnEquals", (value, wanted) -> Wildcards.fits(wanted, value)),
            Map.entry("ArnLike", (value, wanted) -> Wildcards.fits(wanted, value)),
            Map.entry("Bool", String::equalsIgnoreCase),
            Map.entry("IpAddress", Conditions::isInNetwork),
            Map.entry("NumericEquals", comparing(BigDecimal::new, sign -> sign == 0)),
            Map.entry("NumericLessThan", comparing(BigDecimal::new, sign -> sign < 0)),
            Map.entry("NumericLessThanEquals", comparing(BigDecimal::new, sign -> sign <= 0)),
            Map.entry("NumericGreaterThan", comparing(BigDecimal::new, sign -> sign > 0)),
            Map.entry("NumericGreaterThanEquals", comparing(BigDecimal::new, sign -> sign >= 0)),
            Map.entry("DateEquals", comparing(Conditions::instant, sign -> sign == 0)),
            Map.entry("DateLessThan", comparing(Conditions::instant, sign -> sign < 0)),
            Map.entry("DateLessThanEquals", comparing(Conditions::instant, sign -> sign <= 0)),
            Map.entry("DateGreaterThan", comparing(Conditions::instant, sign -> sign > 0)),
            Map.entry("DateGreaterThanEquals", comparing(Conditions::instant, sign -> sign >= 0)));

    private Conditions() {}

    /** Whether all hold. Throws nothing: what cannot be compared does not hold. */
    static boolean hold(JsonNode conditions, Map<String, String> context) {
        for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                String value = context.get(key.getKey().toLowerCase(Locale.ROOT));
                if (!holds(operator.getKey(), Policy.texts(key.getValue()), value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether an operator is one that is known. */
    static boolean isKnown(String operator) {
        return operator.equals("Null") || OPERATORS.containsKey(positive(plain(operator)));
    }

    private static boolean holds(String operator, List<String> wanted, String value) {
        if (operator.equals("Null")) {
            return wanted.contains(Boolean.toString(value == null));
        }
        String plain = plain(operator);
        boolean negated = !plain.equals(positive(plain));
        if (value == null) {
            return negated || operator.endsWith(IF_EXISTS);
        }
        BiPredicate<String, String> test = OPERATORS.get(positive(plain));
        boolean any = wanted.stream().anyMatch(one -> compare(test, value, one));
        return any != negated;
    }

    private static boolean compare(BiPredicate<String, String> test, String value, String wanted) {
        try {
            return test.test(value, wanted);
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private static String plain(String operator) {
        return operator.endsWith(IF_EXISTS) ? operator.substring(0, operator.length() - IF_EXISTS.length()) : operator;
    }

    /** StringNotEquals is StringEquals, NotIpAddress is IpAddress. */
    private static String positive(String operator) {
        return operator.replaceFirst(NOT, "");
    }

    private static <T extends Comparable<T>> BiPredicate<String, String> comparing(
            Function<String, T> parse, IntPredicate fits) {
        return (value, wanted) -> fits.test(parse.apply(value).compareTo(parse.apply(wanted)));
    }

    private static Instant instant(String text) {
        return text.chars().allMatch(Character::isDigit)
                ? Instant.ofEpochSecond(Long.parseLong(text))
                : OffsetDateTime.parse(text).toInstant();
    }

    /** Whether an address lies in a network such as 10.0.0.0/8. */
    private static boolean isInNetwork(String address, String network) {
        int slash = network.indexOf('/');
        byte[] wanted = address(slash < 0 ? network : network.substring(0, slash));
        byte[] actual = address(address);
        int bits = slash < 0 ? wanted.length * Byte.SIZE : Integer.parseInt(network.substring(slash + 1));
        if (wanted.length != actual.length || bits < 0 || bits > wanted.length * Byte.SIZE) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((wanted[bit / Byte.SIZE] ^ actual[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] address(String literal) {
        boolean isLiteral = literal.indexOf(':') >= 0 || literal.matches("[0-9.]+");
        try {
            if (isLiteral) {
                return InetAddress.getByName(literal).getAddress();
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + literal, e);
        }
        throw new IllegalArgumentException("not an address: " + literal);
    }
}
