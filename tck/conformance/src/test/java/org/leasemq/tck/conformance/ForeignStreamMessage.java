package org.leasemq.tck.conformance;

import jakarta.jms.MessageEOFException;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stream message of nobody's provider. A byte array is read at one go: the caller has to bring enough room. */
final class ForeignStreamMessage extends ForeignMessage implements StreamMessage {
    private final List<Object> elements = new ArrayList<>();
    private int position;

    private <T> T next(Class<T> as) throws MessageEOFException {
        if (position == elements.size()) {
            throw new MessageEOFException("the stream has " + position + " elements");
        }
        return as.cast(elements.get(position++));
    }

    @Override
    public boolean readBoolean() throws MessageEOFException {
        return next(Boolean.class);
    }

    @Override
    public void writeBoolean(boolean value) {
        elements.add(value);
    }

    @Override
    public byte readByte() throws MessageEOFException {
        return next(Byte.class);
    }

    @Override
    public void writeByte(byte value) {
        elements.add(value);
    }

    @Override
    public short readShort() throws MessageEOFException {
        return next(Short.class);
    }

    @Override
    public void writeShort(short value) {
        elements.add(value);
    }

    @Override
    public char readChar() throws MessageEOFException {
        return next(Character.class);
    }

    @Override
    public void writeChar(char value) {
        elements.add(value);
    }

    @Override
    public int readInt() throws MessageEOFException {
        return next(Integer.class);
    }

    @Override
    public void writeInt(int value) {
        elements.add(value);
    }

    @Override
    public long readLong() throws MessageEOFException {
        return next(Long.class);
    }

    @Override
    public void writeLong(long value) {
        elements.add(value);
    }

    @Override
    public float readFloat() throws MessageEOFException {
        return next(Float.class);
    }

    @Override
    public void writeFloat(float value) {
        elements.add(value);
    }

    @Override
    public double readDouble() throws MessageEOFException {
        return next(Double.class);
    }

    @Override
    public void writeDouble(double value) {
        elements.add(value);
    }

    @Override
    public String readString() throws MessageEOFException {
        return next(String.class);
    }

    @Override
    public void writeString(String value) {
        elements.add(value);
    }

    @Override
    public void writeBytes(byte[] value) {
        elements.add(value);
    }

    @Override
    public Object readObject() throws MessageEOFException {
        return next(Object.class);
    }

    @Override
    public void writeObject(Object value) {
        elements.add(value);
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) {
        elements.add(Arrays.copyOfRange(value, offset, offset + length));
    }

    @Override
    public int readBytes(byte[] into) throws MessageEOFException {
        byte[] bytes = next(byte[].class);
        System.arraycopy(bytes, 0, into, 0, bytes.length);
        return bytes.length;
    }

    @Override
    public void reset() {
        position = 0;
    }

    @Override
    public void clearBody() {
        elements.clear();
        position = 0;
    }
}
