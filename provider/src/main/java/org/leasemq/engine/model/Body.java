package org.leasemq.engine.model;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The body of a message: bytes that are text in UTF-8, or plain binary.
 *
 * @param bytes the bytes; shared, not copied: neither side changes them afterwards
 * @param isText whether they are text in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy would cost more than everything else here
public record Body(byte[] bytes, boolean isText) {

    /**
     * A body of text.
     *
     * @throws EngineException.InvalidMessage if half a surrogate pair is in it, which UTF-8 cannot carry
     */
    public static Body text(String text) {
        return new Body(Utf8.encode(text), true);
    }

    public static Body binary(byte[] bytes) {
        return new Body(bytes, false);
    }

    /** The bytes read as UTF-8. */
    public String asText() {
        return new String(bytes, UTF_8);
    }
}
