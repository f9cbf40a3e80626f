package org.leasemq.sqs.access;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * How a condition compares. Negated ones are their opposite, for all values together.
 *
 * @param test whether the value of a request fits one of the policy
 * @param parse throws what {@link #check} reports, if a value of a policy cannot be compared with
 * @param negated whether none of the values may fit
 */
record Operator(BiPredicate<String, String> test, Consumer<String> parse, boolean negated) {
    /** True or false. */
    static final Operator BOOL = new Operator(String::equalsIgnoreCase, Operator::requireBool, false);

    private static final Map<String, Operator> ALL = all();

    private static Map<String, Operator> all() {
        Map<String, Operator> all = new HashMap<>();
        all.put("Bool", BOOL);
        both(all, "String", "Equals", String::equals, text -> {});
        both(all, "String", "EqualsIgnoreCase", String::equalsIgnoreCase, text -> {});
        both(all, "String", "Like", Operator::isLike, text -> {});
        both(all, "Arn", "Equals", Operator::isLike, text -> {});
        both(all, "Arn", "Like", Operator::isLike, text -> {});
        both(all, "", "IpAddress", Network::contains, Network::of);
        ordered(all, "Numeric", BigDecimal::new);
        ordered(all, "Date", Operator::instant);
        return Map.copyOf(all);
    }

    private static void both(
            Map<String, Operator> all,
            String kind,
            String name,
            BiPredicate<String, String> test,
            Consumer<String> parse) {
        all.put(kind + name, new Operator(test, parse, false));
        all.put(kind + "Not" + name, new Operator(test, parse, true));
    }

    private static <T extends Comparable<T>> void ordered(
            Map<String, Operator> all, String kind, Function<String, T> parse) {
        Consumer<String> check = text -> Objects.requireNonNull(parse.apply(text));
        both(all, kind, "Equals", comparing(parse, sign -> sign == 0), check);
        all.put(kind + "LessThan", new Operator(comparing(parse, sign -> sign < 0), check, false));
        all.put(kind + "LessThanEquals", new Operator(comparing(parse, sign -> sign <= 0), check, false));
        all.put(kind + "GreaterThan", new Operator(comparing(parse, sign -> sign > 0), check, false));
        all.put(kind + "GreaterThanEquals", new Operator(comparing(parse, sign -> sign >= 0), check, false));
    }

    private static <T extends Comparable<T>> BiPredicate<String, String> comparing(
            Function<String, T> parse, IntPredicate fits) {
        return (value, wanted) -> fits.test(parse.apply(value).compareTo(parse.apply(wanted)));
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static Operator named(String name) {
        Operator operator = ALL.get(name);
        if (operator == null) {
            throw new IllegalArgumentException("There is no condition operator " + name + ".");
        }
        return operator;
    }

    /** @throws IllegalArgumentException if nothing can be compared with a value, so that it would never fit */
    void check(String wanted) {
        try {
            parse.accept(wanted);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("A condition cannot compare with the value " + wanted + ".", e);
        }
    }

    /** Whether a value of a request fits one of the policy; what cannot be compared does not. */
    boolean test(String value, String wanted) {
        try {
            return test.test(value, wanted);
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private static boolean isLike(String value, String wanted) {
        return Wildcards.fits(wanted, value);
    }

    private static void requireBool(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("neither true nor false: " + text);
        }
    }

    /** Seconds since the epoch, a date, or a time as in ISO 8601. */
    private static Instant instant(String text) {
        if (text.matches("-?[0-9]+")) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        return text.indexOf('T') < 0
                ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                : OffsetDateTime.parse(text).toInstant();
    }
}
