package org.leasemq.sqs.cli.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Values as people read them. */
public final class Readable {
    private static final Set<String> SECONDS = Set.of(
            "VisibilityTimeout",
            "DelaySeconds",
            "ReceiveMessageWaitTimeSeconds",
            "MessageRetentionPeriod",
            "KmsDataKeyReusePeriodSeconds");
    private static final Set<String> MOMENTS = Set.of("CreatedTimestamp", "LastModifiedTimestamp");
    private static final long KILO = 1024;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private Readable() {}

    /** An attribute of a queue, with what it stands for where that is a number. */
    public static String attribute(String name, String value, ZoneId zone) {
        if (!isNumber(value)) {
            return value;
        }
        long number = Long.parseLong(value);
        if (SECONDS.contains(name)) {
            return number < 60 ? number + " s" : value + " s (" + duration(Duration.ofSeconds(number)) + ")";
        }
        if (MOMENTS.contains(name)) {
            return MOMENT.format(Instant.ofEpochSecond(number).atZone(zone));
        }
        return name.equals("MaximumMessageSize") ? size(number) : value;
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.length() < 18 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** In days, hours, minutes and seconds, without those of which there are none. */
    public static String duration(Duration duration) {
        StringBuilder text = new StringBuilder();
        add(text, duration.toDaysPart(), " d");
        add(text, duration.toHoursPart(), " h");
        add(text, duration.toMinutesPart(), " min");
        add(text, duration.toSecondsPart(), " s");
        return text.length() == 0 ? duration.toMillis() + " ms" : text.toString();
    }

    private static void add(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(text.length() == 0 ? "" : " ").append(amount).append(unit);
        }
    }

    /** In the largest unit that it is whole in. */
    public static String size(long bytes) {
        String[] units = {"bytes", "KB", "MB", "GB"};
        long rest = bytes;
        int unit = 0;
        while (rest >= KILO && rest % KILO == 0 && unit < units.length - 1) {
            rest /= KILO;
            unit++;
        }
        return unit == 0 ? rest + " bytes" : rest + " " + units[unit] + " (" + bytes + ")";
    }
}
