package org.leasemq.options;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 2m}, {@code 12h}, {@code 4d}, {@code PT30S}. */
final class Durations {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");

    private static final int NANOS_OF_MILLI = 1_000_000;

    private Durations() {}

    static Duration parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("p")) {
            return parseIso(text);
        }
        if (lower.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = SHORT.matcher(lower);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration, maybe the unit is missing");
        }
        return of(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    /** Whether it has no part of a millisecond. */
    static boolean isWhole(Duration duration) {
        return duration.getNano() % NANOS_OF_MILLI == 0;
    }

    static String format(Duration duration) {
        boolean countable = Math.abs(duration.getSeconds() / 2) < Long.MAX_VALUE / 2_000;
        if (!isWhole(duration) || !countable) {
            return duration.toString();
        }
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds / 60 + "m";
    }

    private static Duration parseIso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not an ISO 8601 duration", e);
        }
    }

    private static Duration of(long amount, String unit) {
        try {
            return switch (unit) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too long", e);
        }
    }
}
