package org.leasemq.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The body of a message: bytes that are text in UTF-8, or plain binary.
 *
 * @param bytes the bytes; shared, not copied: neither side changes them afterwards
 * @param isText whether they are text in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy would cost more than everything else here
public record Body(byte[] bytes, boolean isText) {

    public static Body text(String text) {
        return new Body(text.getBytes(UTF_8), true);
    }

    public static Body binary(byte[] bytes) {
        return new Body(bytes, false);
    }

    /** The bytes read as UTF-8. */
    public String asText() {
        return new String(bytes, UTF_8);
    }
}
