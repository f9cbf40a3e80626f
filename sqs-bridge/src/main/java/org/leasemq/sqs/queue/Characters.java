package org.leasemq.sqs.queue;

/** Which characters may stand where. */
final class Characters {
    private Characters() {}

    /** Whether all of a text may be in the body of a message: what XML 1.0 can carry. */
    static boolean areAllowed(String text) {
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
