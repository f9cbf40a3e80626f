package org.leasemq.options;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 64MB}, {@code 1GiB}, {@code 262144}. KB, MB and GB are powers of 1024, as KiB is. */
final class Sizes {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*([kmgt]i?b?|b)?");
    private static final Map<Character, Long> FACTORS =
            Map.of('k', 1L << 10, 'm', 1L << 20, 'g', 1L << 30, 't', 1L << 40);
    private static final List<String> UNITS = List.of("TB", "GB", "MB", "KB");

    private Sizes() {}

    static long parse(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size");
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        try {
            return unit == null ? number : Math.multiplyExact(number, FACTORS.getOrDefault(unit.charAt(0), 1L));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too large", e);
        }
    }

    static String format(long bytes) {
        long factor = 1L << 40;
        for (String unit : UNITS) {
            if (bytes > 0 && bytes % factor == 0) {
                return bytes / factor + unit;
            }
            factor >>= 10;
        }
        return Long.toString(bytes);
    }
}
