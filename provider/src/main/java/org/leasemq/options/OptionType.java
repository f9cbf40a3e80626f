package org.leasemq.options;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the values of an option are written. Immutable.
 *
 * @param values what the values are, for the reference page
 * @param expected what a value looks like, to follow the word "expected"
 * @param parser reads a value; refuses with {@link IllegalArgumentException}
 * @param formatter writes a value as the parser reads it; refuses, as that does, what cannot be written so
 * @param takesNull whether null is one of the values
 * @param <T> type of the values
 */
public record OptionType<T>(
        String values, String expected, Function<String, T> parser, Function<T, String> formatter, boolean takesNull) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern PACKAGES = Pattern.compile(
            "\\*|NAME(\\.NAME)*(\\.\\*)?".replace("NAME", "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"));
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    /** One whose values are all something. */
    OptionType(String values, String expected, Function<String, T> parser, Function<T, String> formatter) {
        this(values, expected, parser, formatter, false);
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if it is none
     */
    public T parse(String text) {
        return parser.apply(text);
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if it is none
     */
    public String format(T value) {
        if (value == null && !takesNull) {
            throw new IllegalArgumentException("null");
        }
        return formatter.apply(value);
    }

    static OptionType<Boolean> bool() {
        return new OptionType<>("true or false", "true or false", OptionType::parseBoolean, String::valueOf);
    }

    static OptionType<String> text(String expected) {
        return new OptionType<>("text", expected, Function.identity(), Function.identity());
    }

    /** Text with something in it. */
    static OptionType<String> someText(String expected) {
        return new OptionType<>(
                "text",
                expected,
                text -> {
                    if (text.isEmpty()) {
                        throw new IllegalArgumentException("empty");
                    }
                    return text;
                },
                Function.identity());
    }

    /** A name of a queue, or a pattern for it that makes no queue its own dead-letter queue. */
    static OptionType<String> deadLetterQueue() {
        return new OptionType<>(
                "text",
                "the name of another queue than the source, in which {queue} stands for the name of the source",
                OptionType::parseDeadLetterQueue,
                Function.identity());
    }

    private static String parseDeadLetterQueue(String text) {
        DestinationName.ofQueue(text);
        if (text.equals("{queue}") || text.equals("{queue}.fifo") || text.indexOf('?') >= 0) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    static OptionType<Integer> integer(int min, int max) {
        return new OptionType<>(
                "number, " + min + " to " + max,
                "a whole number from " + min + " to " + max,
                text -> (int) within(number(text), min, max),
                String::valueOf);
    }

    static OptionType<Long> size(long min, long max) {
        return new OptionType<>(
                "size, " + Sizes.format(min) + " to " + Sizes.format(max),
                "a size such as 64MB, 1GiB or a number of bytes, from " + Sizes.format(min) + " to "
                        + Sizes.format(max),
                text -> within(Sizes.parse(text), min, max),
                Sizes::format);
    }

    static OptionType<Duration> duration(Duration min, Duration max) {
        return new OptionType<>(
                "duration, " + Durations.format(min) + " to " + Durations.format(max),
                "a duration such as 500ms, 30s, 2m, 12h, 4d or PT30S, in whole milliseconds, from "
                        + Durations.format(min) + " to " + Durations.format(max),
                text -> within(Durations.parse(text), min, max),
                Durations::format);
    }

    static <E extends Enum<E>> OptionType<E> oneOf(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        String words = constants.stream().map(OptionType::word).collect(Collectors.joining(" or "));
        return new OptionType<>(
                words,
                words,
                text -> constants.stream()
                        .filter(constant -> word(constant).equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(text)),
                OptionType::word);
    }

    /** Names of packages, each of which takes in those below it if it ends in {@code .*}, or {@code *} for all. */
    static OptionType<List<String>> packages(String expected) {
        return new OptionType<>(
                "list",
                expected,
                text -> packages(Stream.of(COMMA.split(text))
                        .filter(item -> !item.isEmpty())
                        .toList()),
                items -> String.join(",", packages(items)));
    }

    private static List<String> packages(List<String> items) {
        for (String item : items) {
            if (item == null || !PACKAGES.matcher(item).matches()) {
                throw new IllegalArgumentException("not a package: " + item);
            }
        }
        return items;
    }

    /** The same type with a word that stands for null. */
    OptionType<T> or(String word) {
        return new OptionType<>(
                values + ", or `" + word + "`",
                expected + ", or '" + word + "'",
                text -> text.equalsIgnoreCase(word) ? null : parser.apply(text),
                value -> value == null ? word : formatter.apply(value),
                true);
    }

    private static boolean parseBoolean(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException(text);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Digits of other scripts are none. */
    private static long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a number");
        }
        return Long.parseLong(text);
    }

    private static long within(long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    private static Duration within(Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        if (!Durations.isWhole(value)) {
            throw new IllegalArgumentException("finer than a millisecond");
        }
        return value;
    }
}
