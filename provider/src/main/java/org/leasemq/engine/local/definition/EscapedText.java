package org.leasemq.engine.local.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;

/**
 * Any text as letters, digits and a few signs, so that it can stand among lines and separators: as in a URL, and half a
 * surrogate pair, which UTF-8 cannot carry, as {@code %u} and four digits.
 */
final class EscapedText {
    private static final String UNIT = "%u";
    private static final int DIGITS = 4;

    private EscapedText() {}

    static String of(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        int begun = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isHalf(text, i)) {
                escaped.append(URLEncoder.encode(text.substring(begun, i), UTF_8));
                escaped.append(UNIT).append(Integer.toHexString(text.charAt(i)));
                begun = i + 1;
            }
        }
        return escaped.append(URLEncoder.encode(text.substring(begun), UTF_8)).toString();
    }

    /** Whether half a surrogate pair stands there, without the other half. */
    private static boolean isHalf(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    /** @throws IllegalArgumentException if it was not made by {@link #of} */
    static String read(String escaped) {
        StringBuilder text = new StringBuilder(escaped.length());
        int begun = 0;
        for (int unit = escaped.indexOf(UNIT); unit >= 0; unit = escaped.indexOf(UNIT, begun)) {
            int digits = unit + UNIT.length();
            if (digits + DIGITS > escaped.length()) {
                throw new IllegalArgumentException("'" + escaped + "' breaks off");
            }
            text.append(URLDecoder.decode(escaped.substring(begun, unit), UTF_8));
            text.append((char) Integer.parseInt(escaped.substring(digits, digits + DIGITS), 16));
            begun = digits + DIGITS;
        }
        return text.append(URLDecoder.decode(escaped.substring(begun), UTF_8)).toString();
    }
}
