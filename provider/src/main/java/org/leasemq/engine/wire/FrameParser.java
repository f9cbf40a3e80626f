package org.leasemq.engine.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Cuts a stream of bytes into frames, however they come. Keeps nothing but a part of a frame that has come. For one thread. */
public final class FrameParser {
    /** Where frames go. */
    public interface Handler {
        /** @param content good for as long as the call lasts */
        void frame(FrameType type, WireIn content);
    }

    private static final byte[] NOTHING = {};
    private static final int LEAST = 512;

    private final int longest;
    private byte[] kept = NOTHING;
    private int length;

    /** @param longest bytes that a frame has at most, head included */
    public FrameParser(int longest) {
        this.longest = longest;
    }

    /**
     * Takes more bytes, and hands on the frames that are whole.
     *
     * @throws WireException if a frame is too long, or of no known type
     */
    public void add(ByteBuffer bytes, Handler handler) {
        while (length > 0 && bytes.hasRemaining()) {
            goOn(bytes, handler);
        }
        if (!bytes.hasRemaining()) {
            return;
        }
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + bytes.position();
            int handed = hand(bytes.array(), from, bytes.remaining(), handler);
            bytes.position(bytes.position() + handed);
        }
        while (bytes.hasRemaining()) {
            goOn(bytes, handler);
        }
    }

    /** Hands on what is whole in an array, and tells how many bytes that was. */
    private int hand(byte[] array, int from, int count, Handler handler) {
        int at = 0;
        while (count - at >= FrameType.HEAD) {
            int size = size(array, from + at);
            if (count - at < size) {
                break;
            }
            handOne(array, from + at, size, handler);
            at += size;
        }
        return at;
    }

    private static void handOne(byte[] array, int at, int size, Handler handler) {
        FrameType type = FrameType.numbered(array[at + Integer.BYTES]);
        handler.frame(type, new WireIn(array, at + FrameType.HEAD, size - FrameType.HEAD));
    }

    /** Keeps as much as the frame that is kept lacks, and hands that on if it is whole then. */
    private void goOn(ByteBuffer bytes, Handler handler) {
        if (length < FrameType.HEAD) {
            keep(bytes, FrameType.HEAD);
        }
        if (length < FrameType.HEAD) {
            return;
        }
        int size = size(kept, 0);
        keep(bytes, size);
        if (length == size) {
            byte[] frame = kept;
            kept = NOTHING;
            length = 0;
            handOne(frame, 0, size, handler);
        }
    }

    /** Memory is taken for what has come, not for what is announced. */
    private void keep(ByteBuffer bytes, int upTo) {
        int more = Math.min(bytes.remaining(), upTo - length);
        if (kept.length - length < more) {
            kept = Arrays.copyOf(kept, Math.max(length + more, Math.min(upTo, Math.max(LEAST, 2 * kept.length))));
        }
        bytes.get(kept, length, more);
        length += more;
    }

    private int size(byte[] array, int at) {
        int announced = ByteBuffer.wrap(array, at, Integer.BYTES).getInt();
        if (announced < 1 || announced > longest - Integer.BYTES) {
            throw new WireException("a frame of " + announced + " bytes is announced, and between 1 and "
                    + (longest - Integer.BYTES) + " are possible");
        }
        return announced + Integer.BYTES;
    }
}
