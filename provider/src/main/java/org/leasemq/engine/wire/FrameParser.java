package org.leasemq.engine.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Cuts a stream of bytes into frames, however they come. For one thread. */
public final class FrameParser {
    /** Where frames go. */
    public interface Handler {
        /** @param content good for as long as the call lasts */
        void frame(FrameType type, WireIn content);
    }

    private static final int USUAL = 16 << 10;

    private final int longest;
    private byte[] kept = new byte[0];
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
        keep(bytes);
        int at = 0;
        while (length - at >= FrameType.HEAD) {
            int size = size(at);
            if (length - at < size) {
                break;
            }
            FrameType type = FrameType.numbered(kept[at + Integer.BYTES]);
            handler.frame(type, new WireIn(kept, at + FrameType.HEAD, size - FrameType.HEAD));
            at += size;
        }
        drop(at);
    }

    private void keep(ByteBuffer bytes) {
        int more = bytes.remaining();
        if (kept.length - length < more) {
            kept = Arrays.copyOf(kept, Math.max(USUAL, length + more));
        }
        bytes.get(kept, length, more);
        length += more;
    }

    private int size(int at) {
        int announced = ByteBuffer.wrap(kept, at, Integer.BYTES).getInt();
        if (announced < 1 || announced > longest - Integer.BYTES) {
            throw new WireException("a frame of " + announced + " bytes is announced, and between 1 and "
                    + (longest - Integer.BYTES) + " are possible");
        }
        return announced + Integer.BYTES;
    }

    /** What has been handed on; memory for what was long is let go of. */
    private void drop(int upTo) {
        length -= upTo;
        if (length == 0 && kept.length > USUAL) {
            kept = new byte[0];
        } else {
            System.arraycopy(kept, upTo, kept, 0, length);
        }
    }
}
