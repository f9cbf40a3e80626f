package org.leasemq.sqs.cli.api;

import java.util.Locale;

/** Text of messages and names as it may be printed to a terminal, which would do what is in it. */
public final class Printable {
    private Printable() {}

    /** With everything that is a command to a terminal, or turns the direction of what is read, as its number; lines stay lines. */
    public static String of(String text) {
        return escaped(text, false);
    }

    /** The same on one line. */
    static String line(String text) {
        return escaped(text, true);
    }

    /** JSON, in which such characters are in texts only, where their numbers stand for them. */
    static String json(String json) {
        return escaped(json, false);
    }

    private static String escaped(String text, boolean oneLine) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (oneLine && c == '\n') {
                escaped.append("\\n");
            } else if (oneLine && c == '\r') {
                escaped.append("\\r");
            } else if (isCommand(c) && (oneLine || c != '\n' && c != '\t')) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static boolean isCommand(char c) {
        boolean turns = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
        return Character.isISOControl(c) || turns || c == '\u2028' || c == '\u2029';
    }
}
