package org.leasemq.samples.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * What one run of a row gave.
 *
 * @param rate messages per second
 * @param p50 median latency in milliseconds: of a send call in a send row, from the send call to the listener in a row
 *     that sends and receives; NaN where there is none
 * @param p99 the same, 99th percentile
 * @param cpu CPU of the whole process per message, in microseconds
 */
record Measurement(double rate, double p50, double p99, double cpu) {
    private static final Pattern SPACE = Pattern.compile(" ");

    /** One line, from which {@link #parse} makes the measurement again. */
    String line() {
        return rate + " " + p50 + " " + p99 + " " + cpu;
    }

    static Measurement parse(String line) {
        double[] values =
                SPACE.splitAsStream(line).mapToDouble(Double::parseDouble).toArray();
        return new Measurement(values[0], values[1], values[2], values[3]);
    }

    /** The median of each value on its own. */
    static Measurement median(List<Measurement> rounds) {
        return new Measurement(
                median(rounds, Measurement::rate),
                median(rounds, Measurement::p50),
                median(rounds, Measurement::p99),
                median(rounds, Measurement::cpu));
    }

    private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> value) {
        List<Double> sorted = rounds.stream()
                .map(value::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        return sorted.size() % 2 == 1
                ? sorted.get(sorted.size() / 2)
                : (sorted.get(sorted.size() / 2 - 1) + sorted.get(sorted.size() / 2)) / 2;
    }
}
