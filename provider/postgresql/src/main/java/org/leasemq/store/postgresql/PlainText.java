package org.leasemq.store.postgresql;

import java.util.HexFormat;

/** Any text as one that PostgreSQL takes, which knows neither the character 0 nor halves of pairs. */
final class PlainText {
    private static final char ESCAPE = '\\';

    private PlainText() {}

    static String write(String text) {
        StringBuilder written = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean half = Character.isSurrogate(c) && !isPaired(text, i);
            if (c == 0 || c == ESCAPE || half) {
                written.append(ESCAPE).append(HexFormat.of().toHexDigits(c));
            } else {
                written.append(c);
            }
        }
        return written.toString();
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    static String read(String written) {
        if (written.indexOf(ESCAPE) < 0) {
            return written;
        }
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            if (written.charAt(i) == ESCAPE) {
                text.append((char) Integer.parseInt(written.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                text.append(written.charAt(i));
            }
        }
        return text.toString();
    }
}
