package org.leasemq.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;

/** Bytes that are being read. For one thread. */
public final class WireIn {
    /** Tells whether there is memory for what is read. */
    public interface Room {
        /** Takes memory for so many bytes more, if there is some. */
        boolean take(long bytes);
    }

    /** What stands in a text for bytes that are none, if it does not stand there by itself. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final Queue<byte[]> NOTHING = new ArrayDeque<>(0);
    /** What bytes take as an object, besides themselves. */
    private static final int OF_BYTES = 32;
    /** What a text takes. */
    private static final int OF_TEXT = 64;
    /** What an element takes that is in a list, besides twice its bytes. */
    private static final int OF_ELEMENT = 32;

    /** The piece that is being read. */
    private ByteBuffer in;
    /** Those behind it. Each is forgotten once it has been read. */
    private final Queue<byte[]> behind;
    /** Bytes of them. */
    private int more;

    private final Room room;

    /** @param bytes all there is; not changed while it is being read */
    public WireIn(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** @param bytes not changed while they are being read */
    public WireIn(byte[] bytes, int from, int length) {
        this(ByteBuffer.wrap(bytes, from, length), NOTHING, taken -> true);
    }

    private WireIn(ByteBuffer first, Queue<byte[]> behind, Room room) {
        this.in = first;
        this.behind = behind;
        for (byte[] piece : behind) {
            this.more += piece.length;
        }
        this.room = room;
    }

    /** What has come in pieces, one behind the other. They are taken out as they are read. */
    static WireIn of(Queue<byte[]> pieces) {
        return new WireIn(ByteBuffer.allocate(0), pieces, taken -> true);
    }

    /** The same from here on, to be read instead of this; whatever is made of it has to have room. */
    public WireIn within(Room memory) {
        return new WireIn(in, behind, memory);
    }

    /** All that has not been read. */
    public byte[] readRest() {
        byte[] rest = new byte[remaining()];
        get(rest);
        return rest;
    }

    /** How many bytes have not been read. */
    public int remaining() {
        return in.remaining() + more;
    }

    /** Refuses bytes behind the end of what was to be read. */
    public void requireEnd() {
        if (remaining() > 0) {
            throw new WireException(remaining() + " bytes too many");
        }
    }

    private void require(int length) {
        if (length < 0 || length > remaining()) {
            throw new WireException(length + " bytes are announced, and " + remaining() + " are there");
        }
    }

    private void requireRoom(long bytes) {
        if (!room.take(bytes)) {
            throw new NoRoomToReadException();
        }
    }

    private void nextPiece() {
        byte[] next = behind.remove();
        more -= next.length;
        in = ByteBuffer.wrap(next);
    }

    private void get(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int count = Math.min(bytes.length - at, in.remaining());
            in.get(bytes, at, count);
            at += count;
            if (at < bytes.length) {
                nextPiece();
            }
        }
    }

    /** Where the next bytes can be read, which are few: they may stand in several pieces. */
    private ByteBuffer few(int length) {
        require(length);
        if (in.remaining() >= length) {
            return in;
        }
        byte[] joined = new byte[length];
        get(joined);
        return ByteBuffer.wrap(joined);
    }

    public int readByte() {
        return few(1).get();
    }

    public boolean readBoolean() {
        int value = readByte();
        if (value != 0 && value != 1) {
            throw new WireException(value + " is neither true nor false");
        }
        return value == 1;
    }

    public int readInt() {
        return few(Integer.BYTES).getInt();
    }

    public long readLong() {
        return few(Long.BYTES).getLong();
    }

    public UUID readId() {
        return new UUID(readLong(), readLong());
    }

    /** Bytes with their length before them. */
    public byte[] readBytes() {
        int length = readInt();
        require(length);
        requireRoom(OF_BYTES + (long) length);
        byte[] bytes = new byte[length];
        get(bytes);
        return bytes;
    }

    public String readText() {
        int length = readInt();
        require(length);
        requireRoom(OF_TEXT + 3L * length); // a character may take two bytes, and the bytes may have to be joined
        ByteBuffer bytes = part(length);
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
        return part(length);
    }

    private ByteBuffer part(int length) {
        if (in.remaining() < length) {
            byte[] joined = new byte[length];
            get(joined);
            return ByteBuffer.wrap(joined);
        }
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
        if (count < 0 || count > remaining() / Math.max(1, least)) {
            throw new WireException(count + " elements are announced in " + remaining() + " bytes");
        }
        requireRoom(count * (OF_ELEMENT + 2L * least));
        return count;
    }
}
