package org.leasemq.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.UUID;

/** Bytes that are being read. For one thread. */
public final class WireIn {
    /** What stands in a text for bytes that are none, if it does not stand there by itself. */
    private static final char REPLACEMENT = '\uFFFD';

    private final ByteBuffer in;

    /** @param bytes all there is; not changed while it is being read */
    public WireIn(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** @param bytes not changed while they are being read */
    public WireIn(byte[] bytes, int from, int length) {
        this.in = ByteBuffer.wrap(bytes, from, length);
    }

    /** All that has not been read. */
    public byte[] readRest() {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }

    /** How many bytes have not been read. */
    public int remaining() {
        return in.remaining();
    }

    /** Refuses bytes behind the end of what was to be read. */
    public void requireEnd() {
        if (in.hasRemaining()) {
            throw new WireException(in.remaining() + " bytes too many");
        }
    }

    private void require(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new WireException(length + " bytes are announced, and " + in.remaining() + " are there");
        }
    }

    public int readByte() {
        require(1);
        return in.get();
    }

    public boolean readBoolean() {
        int value = readByte();
        if (value != 0 && value != 1) {
            throw new WireException(value + " is neither true nor false");
        }
        return value == 1;
    }

    public int readInt() {
        require(Integer.BYTES);
        return in.getInt();
    }

    public long readLong() {
        require(Long.BYTES);
        return in.getLong();
    }

    public UUID readId() {
        return new UUID(readLong(), readLong());
    }

    /** Bytes with their length before them. */
    public byte[] readBytes() {
        int length = readInt();
        require(length);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    public String readText() {
        ByteBuffer bytes = nextPart();
        String text = new String(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireText(bytes);
        }
        return text;
    }

    /** The same, of which nobody wants to know what it says. */
    void passText() {
        ByteBuffer bytes = nextPart();
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) < 0) {
                requireText(bytes);
                return;
            }
        }
    }

    /** Bytes with their length before them, of which nobody wants to know what they are. */
    void passBytes() {
        nextPart();
    }

    private ByteBuffer nextPart() {
        int length = readInt();
        require(length);
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return part;
    }

    private static void requireText(ByteBuffer bytes) {
        try {
            UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(bytes);
        } catch (CharacterCodingException e) {
            throw new WireException("no text in UTF-8", e);
        }
    }

    /**
     * How many elements follow.
     *
     * @param least bytes that each takes at least
     */
    int readCount(int least) {
        int count = readInt();
        if (count < 0 || count > in.remaining() / Math.max(1, least)) {
            throw new WireException(count + " elements are announced in " + in.remaining() + " bytes");
        }
        return count;
    }
}
