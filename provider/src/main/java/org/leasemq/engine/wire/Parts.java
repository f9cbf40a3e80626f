package org.leasemq.engine.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** What comes in several frames, until it is whole; and how it is cut. For one thread. */
public final class Parts {
    /** Bytes of a part: what is asked meanwhile waits for no more than that. */
    public static final int SIZE = 64 << 10;

    /** Bytes of a frame at most, with what stands before a part. */
    public static final int LONGEST_FRAME = FrameType.HEAD + 100 + SIZE;

    /** What each part takes besides its bytes. */
    private static final int OF_EACH = 128;
    /** What something takes of which there are parts. */
    private static final int OF_WHOLE = 512;

    private static final class Whole {
        final Queue<byte[]> parts = new ArrayDeque<>();
        int bytes;
    }

    private final Map<Long, Whole> kept = new HashMap<>();
    private final long most;
    private long bytes;
    private long weight;

    /** @param most bytes that are kept at most */
    public Parts(long most) {
        this.most = most;
    }

    /** How many bytes are kept. */
    public long bytes() {
        return bytes;
    }

    /** Bytes of memory that what is kept takes. */
    public long weight() {
        return weight;
    }

    /** Of how many things parts are kept. */
    public int things() {
        return kept.size();
    }

    /** Bytes of memory that a part will take. */
    public long weight(long number, WireIn part) {
        return part.remaining() + OF_EACH + (kept.containsKey(number) ? 0L : OF_WHOLE);
    }

    /** How many bytes are kept of one thing. */
    public int bytes(long number) {
        Whole whole = kept.get(number);
        return whole == null ? 0 : whole.bytes;
    }

    /**
     * Keeps a part.
     *
     * @param in number and bytes
     * @throws WireException if there are too many
     */
    public void add(WireIn in) {
        add(in.readLong(), in);
    }

    /** As {@link #add(WireIn)}, when the number has been read. */
    public void add(long number, WireIn in) {
        long more = weight(number, in);
        Whole whole = kept.computeIfAbsent(number, key -> new Whole());
        weight += more;
        if (bytes + in.remaining() > most || (long) whole.bytes + in.remaining() > Integer.MAX_VALUE - SIZE) {
            throw new WireException("more than " + Math.min(most, Integer.MAX_VALUE - SIZE) + " bytes come in parts");
        }
        whole.bytes += in.remaining();
        bytes += in.remaining();
        whole.parts.add(in.readRest());
    }

    /** Forgets what has come of one thing. */
    public void drop(long number) {
        taken(number);
    }

    private Whole taken(long number) {
        Whole whole = kept.remove(number);
        if (whole != null) {
            bytes -= whole.bytes;
            weight -= whole.bytes + (long) OF_EACH * whole.parts.size() + OF_WHOLE;
        }
        return whole;
    }

    /** All of it, the end being what has not been read of the last frame, behind its head. What has come goes as it is read. */
    public WireIn whole(long number, WireIn end) {
        Whole whole = taken(number);
        if (whole == null) {
            return end;
        }
        whole.parts.add(end.readRest());
        return WireIn.of(whole.parts);
    }

    /**
     * Frames that carry something, all but the last being parts of it.
     *
     * @param head begins the frame with the end
     * @param content taken out
     */
    public static List<byte[]> frames(FrameType type, long number, WireOut head, WireOut content) {
        List<byte[]> frames = new ArrayList<>(1);
        while (content.size() > SIZE) {
            byte[] piece = content.takePiece();
            frames.add(part(number, piece, 0, piece.length));
        }
        byte[] end = content.toBytes();
        head.writeAll(end, 0, end.length);
        frames.add(type.frame(head));
        return frames;
    }

    /** The same of bytes. */
    public static List<byte[]> frames(FrameType type, long number, WireOut head, byte[] content) {
        return frames(type, number, head, content, false);
    }

    /**
     * The same.
     *
     * @param always whether there is a part even if all of it fits into one frame, so that it does not pass what comes in parts
     */
    public static List<byte[]> frames(FrameType type, long number, WireOut head, byte[] content, boolean always) {
        List<byte[]> frames = new ArrayList<>(1);
        int at = 0;
        while (content.length - at > SIZE || always && at == 0 && content.length > 0) {
            int size = Math.min(SIZE, content.length - at);
            frames.add(part(number, content, at, size));
            at += size;
        }
        head.writeAll(content, at, content.length - at);
        frames.add(type.frame(head));
        return frames;
    }

    private static byte[] part(long number, byte[] content, int from, int count) {
        byte[] frame = FrameType.PART.empty(Long.BYTES + count);
        ByteBuffer.wrap(frame, FrameType.HEAD, Long.BYTES + count)
                .putLong(number)
                .put(content, from, count);
        return frame;
    }
}
