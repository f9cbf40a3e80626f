package org.leasemq.jms.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Correlation ids given as bytes. They are kept as text with one character per byte behind a mark, so that what went in as
 * bytes comes out unchanged; other ids give their UTF-8 bytes.
 */
public final class CorrelationIds {
    private static final String MARK = "bytes:";

    private CorrelationIds() {}

    /** As text, as it is kept; null for null. */
    public static String toText(byte[] bytes) {
        return bytes == null ? null : MARK + new String(bytes, ISO_8859_1);
    }

    /** As bytes; null for null. */
    public static byte[] toBytes(String text) {
        if (text == null) {
            return null;
        }
        return text.startsWith(MARK) ? text.substring(MARK.length()).getBytes(ISO_8859_1) : text.getBytes(UTF_8);
    }
}
