package org.leasemq.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/** Bytes that are being written. For one thread. */
public final class WireOut {
    private static final int LEAST = 128;
    /** More than what is wanted, at most: what is large is there once more already. */
    private static final int SPARE = 1 << 20;

    private byte[] bytes = new byte[LEAST];
    private int length;

    /** What has been written, copied. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** A frame with what has been written. */
    byte[] toFrame(FrameType type) {
        byte[] frame = new byte[FrameType.HEAD + length];
        ByteBuffer.wrap(frame).putInt(length + 1).put((byte) type.ordinal()).put(bytes, 0, length);
        return frame;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            int wanted = Math.addExact(length, more);
            long doubled = Math.min(bytes.length * 2L, (long) bytes.length + SPARE);
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(wanted, doubled)));
        }
    }

    public void writeByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    public void writeInt(int value) {
        room(Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
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
        room(count);
        System.arraycopy(value, from, bytes, length, count);
        length += count;
    }

    /** Bytes with their length before them. */
    public void writeBytes(byte[] value) {
        writeInt(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    public void writeText(String value) {
        writeBytes(value.getBytes(UTF_8));
    }
}
