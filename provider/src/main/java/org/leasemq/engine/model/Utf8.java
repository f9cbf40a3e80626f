package org.leasemq.engine.model;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Text as bytes. UTF-8 cannot carry half a surrogate pair: text that has one is refused rather than changed. */
public final class Utf8 {
    private static final int SHOWN = 20;

    private Utf8() {}

    /**
     * Writes text as UTF-8.
     *
     * @throws EngineException.InvalidMessage if half a surrogate pair is in it
     */
    public static byte[] encode(String text) {
        require(text);
        return text.getBytes(UTF_8);
    }

    /**
     * Refuses text that cannot be written as UTF-8; null is none.
     *
     * @throws EngineException.InvalidMessage if half a surrogate pair is in it
     */
    public static void require(String text) {
        int half = text == null ? -1 : half(text);
        if (half >= 0) {
            throw new EngineException.InvalidMessage("There is half a surrogate pair (U+"
                    + Integer.toHexString(text.charAt(half)) + ") after '"
                    + text.substring(Math.max(0, half - SHOWN), half)
                    + "' in a text of the message, which cannot be written as UTF-8. Somebody has cut a character in"
                    + " two: send whole ones, or bytes.");
        }
    }

    /** Whether text can be written as UTF-8. */
    public static boolean isWhole(String text) {
        return half(text) < 0;
    }

    /** Where half a surrogate pair stands without the other half; negative if nowhere. */
    private static int half(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
