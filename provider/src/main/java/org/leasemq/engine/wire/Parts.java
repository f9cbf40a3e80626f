package org.leasemq.engine.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What comes in several frames, until it is whole; and how it is cut. For one thread. */
public final class Parts {
    /** Bytes of a part: what is asked meanwhile waits for no more than that. */
    public static final int SIZE = 64 << 10;

    /** Bytes of a frame at most, with what stands before a part. */
    public static final int LONGEST_FRAME = FrameType.HEAD + 100 + SIZE;

    /** What each part takes besides its bytes. */
    private static final int OF_EACH = 128;

    private static final class Whole {
        final List<byte[]> parts = new ArrayList<>();
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

    /** Bytes of memory that a part will take. */
    public static long weight(WireIn part) {
        return part.remaining() + OF_EACH;
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
        Whole whole = kept.computeIfAbsent(number, key -> new Whole());
        if (bytes + in.remaining() > most || (long) whole.bytes + in.remaining() > Integer.MAX_VALUE - SIZE) {
            throw new WireException("more than " + Math.min(most, Integer.MAX_VALUE - SIZE) + " bytes come in parts");
        }
        whole.bytes += in.remaining();
        bytes += in.remaining();
        weight += weight(in);
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
            weight -= whole.bytes + (long) OF_EACH * whole.parts.size();
        }
        return whole;
    }

    /** All of it, the end being what has not been read of the last frame, behind its head. */
    public WireIn whole(long number, WireIn end) {
        Whole whole = taken(number);
        if (whole == null) {
            return end;
        }
        byte[] all = new byte[whole.bytes + end.remaining()];
        int at = 0;
        for (byte[] part : whole.parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        byte[] last = end.readRest();
        System.arraycopy(last, 0, all, at, last.length);
        return new WireIn(all);
    }

    /**
     * Frames that carry something, all but the last being parts of it.
     *
     * @param head begins the frame with the end
     */
    public static List<byte[]> frames(FrameType type, long number, WireOut head, byte[] content) {
        return frames(type, number, head, content, false);
    }

    /** @param always whether there is a part even if all of it fits into one frame, so that it does not pass what comes in parts */
    public static List<byte[]> frames(FrameType type, long number, WireOut head, byte[] content, boolean always) {
        List<byte[]> frames = new ArrayList<>(1);
        int at = 0;
        while (content.length - at > SIZE || always && at == 0 && content.length > 0) {
            int size = Math.min(SIZE, content.length - at);
            WireOut part = new WireOut();
            part.writeLong(number);
            part.writeAll(content, at, size);
            frames.add(FrameType.PART.frame(part));
            at += size;
        }
        head.writeAll(content, at, content.length - at);
        frames.add(type.frame(head));
        return frames;
    }
}
