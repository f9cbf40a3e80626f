package org.leasemq.engine.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/**
 * Frames in line to be written. What is too long for one frame waits in a line of its own, so that it does not hold up others: one
 * part of it is written, then what has come meanwhile, up to as many bytes, and so on. Each line keeps its order, and what speaks of
 * all that was said before passes nothing. For one thread at a time.
 */
public final class FrameLine {
    private final Queue<byte[]> whole = new ArrayDeque<>();
    private final Queue<byte[]> parts = new ArrayDeque<>();
    /** Numbers of that of which there are parts, but not the end. */
    private final Set<Long> begun = new HashSet<>();

    private int things;
    private long bytes;
    /** Bytes that have passed the next part. */
    private int passed;

    /** Puts a frame in line. */
    public void add(byte[] frame) {
        if (isPart(frame)) {
            things += begun.add(number(frame)) ? 1 : 0;
            parts.add(frame);
        } else if (isEnd(frame) || isLast(frame) && !parts.isEmpty()) {
            parts.add(frame);
        } else {
            whole.add(frame);
            bytes += frame.length;
        }
    }

    /** How many things are in line, at least in part, that are too long for one frame. */
    public int things() {
        return things;
    }

    /** How many frames are in line besides those. */
    public int frames() {
        return whole.size();
    }

    /** Bytes of them. */
    public long bytes() {
        return bytes;
    }

    private static boolean isPart(byte[] frame) {
        return type(frame) == FrameType.PART.ordinal();
    }

    /** Whether it ends what came in parts. */
    private boolean isEnd(byte[] frame) {
        return !begun.isEmpty()
                && (type(frame) == FrameType.CALL.ordinal() || type(frame) == FrameType.ANSWER.ordinal())
                && begun.remove(number(frame));
    }

    /** Whether it speaks of all that was said before. */
    private static boolean isLast(byte[] frame) {
        return type(frame) == FrameType.ALL_ASKED.ordinal() || type(frame) == FrameType.BYE.ordinal();
    }

    /** Whether it ends something, and is no such word. */
    private static boolean isWhole(byte[] frame) {
        return !isPart(frame) && !isLast(frame);
    }

    private static int type(byte[] frame) {
        return frame[Integer.BYTES];
    }

    private static long number(byte[] frame) {
        return ByteBuffer.wrap(frame).getLong(FrameType.HEAD);
    }

    public boolean isEmpty() {
        return whole.isEmpty() && parts.isEmpty();
    }

    /** The next; null if there is none. */
    public byte[] peek() {
        return next().peek();
    }

    /** Takes the next out; null if there is none. */
    public byte[] poll() {
        Queue<byte[]> next = next();
        byte[] frame = next.poll();
        if (frame == null) {
            return null;
        }
        if (next == parts) {
            things -= isWhole(frame) ? 1 : 0;
            passed = 0;
        } else {
            bytes -= frame.length;
            passed = parts.isEmpty() ? 0 : passed + frame.length;
        }
        return frame;
    }

    private Queue<byte[]> next() {
        boolean turn = whole.isEmpty() || passed >= Parts.SIZE;
        return turn && !parts.isEmpty() ? parts : whole;
    }

    public void clear() {
        whole.clear();
        parts.clear();
        begun.clear();
        things = 0;
        bytes = 0;
        passed = 0;
    }
}
