package org.leasemq.samples.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What to measure, from the system properties {@code benchmark.providers} and {@code benchmark.rows} (constants of
 * {@link Providers} and {@link Row} separated by commas, in any case; all of them if not given), {@code
 * benchmark.messages} (per measurement; each row has its own number if not given), {@code benchmark.rounds} (3) and {@code
 * benchmark.directory} (where data and report go; {@code target}).
 *
 * @param messages 0 for each row's own number
 */
record Plan(List<Providers> providers, List<Row> rows, int messages, int rounds, Path directory) {
    private static final int ROUNDS = 3;

    static Plan fromSystemProperties() {
        return new Plan(
                constants("benchmark.providers", Providers.values(), Providers::name),
                constants("benchmark.rows", Row.values(), Row::name),
                number("benchmark.messages", 0),
                number("benchmark.rounds", ROUNDS),
                Path.of(System.getProperty("benchmark.directory", "target")).toAbsolutePath());
    }

    int messages(Row row) {
        return messages == 0 ? row.messages() : messages;
    }

    private static int number(String property, int otherwise) {
        String value = System.getProperty(property, "").trim();
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("-D" + property + " is '" + value + "': it must be a number from 1 on");
        }
        return Integer.parseInt(value);
    }

    private static <T> List<T> constants(String property, T[] all, Function<T, String> name) {
        String value = System.getProperty(property, "").trim();
        return value.isEmpty()
                ? List.of(all)
                : Arrays.stream(value.split(",", -1))
                        .map(word -> constant(property, word.trim(), all, name))
                        .toList();
    }

    private static <T> T constant(String property, String word, T[] all, Function<T, String> name) {
        String wanted = word.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(all)
                .filter(each -> name.apply(each).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-D" + property + " has '" + word + "': it can have "
                        + Arrays.toString(all).toLowerCase(Locale.ROOT)));
    }
}
