package org.leasemq.samples.flights;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The table at the end.
 *
 * @param messages departures sent
 * @param groups airports
 * @param redeliveries deliveries after the first of the same message
 * @param deadLetters departures in the dead-letter queue
 * @param elapsed from the start of the first worker to the last departure processed
 * @param recovery from the start of the second worker to the first departure it processed
 */
record Report(int messages, long groups, int redeliveries, int deadLetters, Duration elapsed, Duration recovery) {
    private static final double MILLIS_PER_SECOND = 1_000;

    static Report of(List<Departure> timetable, Evidence evidence, Duration elapsed, Duration recovery) {
        int afterFirst = evidence.results().stream()
                .mapToInt(result -> result.attempt() - 1)
                .sum();
        int failedAgain = (int) evidence.failures().stream()
                .filter(failure -> failure.attempt() > 1)
                .count();
        return new Report(
                timetable.size(),
                timetable.stream().map(Departure::origin).distinct().count(),
                afterFirst + failedAgain,
                evidence.deadLetters().size(),
                elapsed,
                recovery);
    }

    String text() {
        return line("messages", String.format(Locale.ROOT, "%,d", messages))
                + line("message groups", String.format(Locale.ROOT, "%,d", groups))
                + line("redeliveries", String.format(Locale.ROOT, "%,d", redeliveries))
                + line("dead letters", String.format(Locale.ROOT, "%,d", deadLetters))
                + line("messages per second", String.format(Locale.ROOT, "%,.0f", rate()))
                + line("recovery time", String.format(Locale.ROOT, "%.2f s", recovery.toMillis() / MILLIS_PER_SECOND));
    }

    private double rate() {
        return messages * MILLIS_PER_SECOND / Math.max(1, elapsed.toMillis());
    }

    private static String line(String name, String value) {
        return String.format(Locale.ROOT, "  %-20s %10s%n", name, value);
    }
}
