package org.leasemq.engine.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What comes in several frames, until it is whole; and how it is cut. For one thread. */
public final class Parts {
    /** Bytes of a part: what is asked meanwhile waits for no more than that. */
    public static final int SIZE = 64 << 10;

    private final Map<Long, List<byte[]>> kept = new HashMap<>();
    private final long most;
    private long bytes;

    /** @param most bytes that are kept at most */
    public Parts(long most) {
        this.most = most;
    }

    /** How many bytes are kept. */
    public long bytes() {
        return bytes;
    }

    /**
     * Keeps a part.
     *
     * @param in number and bytes
     * @throws WireException if there are too many
     */
    public void add(WireIn in) {
        long number = in.readLong();
        bytes += in.remaining();
        if (bytes > most) {
            throw new WireException("more than " + most + " bytes come in parts");
        }
        kept.computeIfAbsent(number, key -> new ArrayList<>()).add(in.readRest());
    }

    /** All of it, the end being what has not been read of the last frame, behind its head. */
    public WireIn whole(long number, WireIn end) {
        List<byte[]> parts = kept.remove(number);
        if (parts == null) {
            return end;
        }
        WireOut all = new WireOut();
        for (byte[] part : parts) {
            bytes -= part.length;
            all.writeAll(part, 0, part.length);
        }
        byte[] last = end.readRest();
        all.writeAll(last, 0, last.length);
        return new WireIn(all.toBytes());
    }

    /**
     * Frames that carry something, all but the last being parts of it.
     *
     * @param head begins the frame with the end
     */
    public static List<byte[]> frames(FrameType type, long number, WireOut head, byte[] content) {
        List<byte[]> frames = new ArrayList<>(1);
        int at = 0;
        while (content.length - at > SIZE) {
            WireOut part = new WireOut();
            part.writeLong(number);
            part.writeAll(content, at, SIZE);
            frames.add(FrameType.PART.frame(part));
            at += SIZE;
        }
        head.writeAll(content, at, content.length - at);
        frames.add(type.frame(head));
        return frames;
    }
}
