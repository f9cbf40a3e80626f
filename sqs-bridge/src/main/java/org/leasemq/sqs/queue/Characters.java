package org.leasemq.sqs.queue;

/** Which characters may stand where. */
public final class Characters {
    private Characters() {}

    /** Whether all of a text may be in the body of a message: what XML 1.0 can carry. */
    public static boolean areAllowed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xE000 ? c > 0xFFFD : c < ' ' ? c != '\t' && c != '\n' && c != '\r' : false) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether a text has up to {@code longest} characters, which are letters or digits of any script, or of {@code others}. */
    static boolean isAnyWord(String text, int longest, String others) {
        return text.codePointCount(0, text.length()) <= longest
                && text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || others.indexOf(c) >= 0);
    }

    /** How many bytes a text has in UTF-8. */
    static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // both halves of a pair have two of its four bytes
            length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return length;
    }

    static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Whether a text has 1 to {@code longest} letters, digits, and characters of {@code others}. */
    static boolean isWord(String text, int longest, String others) {
        return !text.isEmpty()
                && text.length() <= longest
                && text.chars().allMatch(c -> isAlphanumeric((char) c) || others.indexOf(c) >= 0);
    }
}
