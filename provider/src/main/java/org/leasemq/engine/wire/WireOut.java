package org.leasemq.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.UUID;

/** Bytes that are being written, in pieces where they are many: nothing large is copied to become larger. For one thread. */
public final class WireOut {
    private static final int LEAST = 128;
    private static final int PIECE = Parts.SIZE;

    /** Pieces that are full, before the last. */
    private final Queue<byte[]> full = new ArrayDeque<>(0);

    private byte[] bytes = new byte[LEAST];
    /** Bytes of the last piece. */
    private int length;

    /** How many bytes have been written. */
    long size() {
        return (long) full.size() * PIECE + length;
    }

    /** Takes out the first piece, which is full: there are more. */
    byte[] takePiece() {
        return full.remove();
    }

    /** What has been written, copied. */
    public byte[] toBytes() {
        byte[] all = new byte[Math.toIntExact(size())];
        copy(all, 0);
        return all;
    }

    /** A frame with what has been written. */
    byte[] toFrame(FrameType type) {
        byte[] frame = type.empty(Math.toIntExact(size()));
        copy(frame, FrameType.HEAD);
        return frame;
    }

    private void copy(byte[] into, int from) {
        int at = from;
        for (byte[] piece : full) {
            System.arraycopy(piece, 0, into, at, PIECE);
            at += PIECE;
        }
        System.arraycopy(bytes, 0, into, at, length);
    }

    /** Makes room for some of so many bytes; tells for how many. */
    private int room(int wanted) {
        if (bytes.length - length < wanted && bytes.length < PIECE) {
            bytes = Arrays.copyOf(bytes, Math.min(PIECE, Math.max(length + wanted, bytes.length * 2)));
        }
        if (length == PIECE) {
            full.add(bytes);
            bytes = new byte[PIECE];
            length = 0;
        }
        return Math.min(wanted, bytes.length - length);
    }

    public void writeByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    public void writeInt(int value) {
        boolean fits = room(Integer.BYTES) == Integer.BYTES;
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            if (!fits) {
                room(1);
            }
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    public void writeLong(long value) {
        writeInt((int) (value >>> Integer.SIZE));
        writeInt((int) value);
    }

    public void writeId(UUID value) {
        writeLong(value.getMostSignificantBits());
        writeLong(value.getLeastSignificantBits());
    }

    /** Bytes as they are. */
    public void writeAll(byte[] value, int from, int count) {
        int at = from;
        int end = from + count;
        while (at < end) {
            int some = room(end - at);
            System.arraycopy(value, at, bytes, length, some);
            length += some;
            at += some;
        }
    }

    /** Bytes with their length before them. */
    public void writeBytes(byte[] value) {
        writeInt(value.length);
        writeAll(value, 0, value.length);
    }

    public void writeText(String value) {
        writeBytes(value.getBytes(UTF_8));
    }
}
