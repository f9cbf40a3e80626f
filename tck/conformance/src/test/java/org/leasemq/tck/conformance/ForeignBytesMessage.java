package org.leasemq.tck.conformance;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A bytes message of nobody's provider: written first, read after a reset. */
final class ForeignBytesMessage extends ForeignMessage implements BytesMessage {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(written);
    private DataInputStream in = new DataInputStream(new ByteArrayInputStream(new byte[0]));

    private interface Reading<T> {
        T read() throws IOException;
    }

    private interface Writing {
        void write() throws IOException;
    }

    private static <T> T reading(Reading<T> step) throws JMSException {
        try {
            return step.read();
        } catch (IOException e) {
            throw (JMSException) new MessageEOFException("the bytes end here").initCause(e);
        }
    }

    private static void writing(Writing step) throws JMSException {
        try {
            step.write();
        } catch (IOException e) {
            throw (JMSException) new MessageFormatException("cannot be written").initCause(e);
        }
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return reading(in::readBoolean);
    }

    @Override
    public byte readByte() throws JMSException {
        return reading(in::readByte);
    }

    @Override
    public int readUnsignedByte() throws JMSException {
        return reading(in::readUnsignedByte);
    }

    @Override
    public short readShort() throws JMSException {
        return reading(in::readShort);
    }

    @Override
    public int readUnsignedShort() throws JMSException {
        return reading(in::readUnsignedShort);
    }

    @Override
    public char readChar() throws JMSException {
        return reading(in::readChar);
    }

    @Override
    public int readInt() throws JMSException {
        return reading(in::readInt);
    }

    @Override
    public long readLong() throws JMSException {
        return reading(in::readLong);
    }

    @Override
    public float readFloat() throws JMSException {
        return reading(in::readFloat);
    }

    @Override
    public double readDouble() throws JMSException {
        return reading(in::readDouble);
    }

    @Override
    public String readUTF() throws JMSException {
        return reading(in::readUTF);
    }

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        writing(() -> out.writeBoolean(value));
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        writing(() -> out.writeByte(value));
    }

    @Override
    public void writeShort(short value) throws JMSException {
        writing(() -> out.writeShort(value));
    }

    @Override
    public void writeChar(char value) throws JMSException {
        writing(() -> out.writeChar(value));
    }

    @Override
    public void writeInt(int value) throws JMSException {
        writing(() -> out.writeInt(value));
    }

    @Override
    public void writeLong(long value) throws JMSException {
        writing(() -> out.writeLong(value));
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        writing(() -> out.writeFloat(value));
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        writing(() -> out.writeDouble(value));
    }

    @Override
    public void writeUTF(String value) throws JMSException {
        writing(() -> out.writeUTF(value));
    }

    @Override
    public int readBytes(byte[] into) throws JMSException {
        return readBytes(into, into.length);
    }

    @Override
    public int readBytes(byte[] into, int length) throws JMSException {
        return reading(() -> in.read(into, 0, length));
    }

    @Override
    public void writeBytes(byte[] value) throws JMSException {
        writeBytes(value, 0, value.length);
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        writing(() -> out.write(value, offset, length));
    }

    @Override
    public void writeObject(Object value) throws JMSException {
        throw new MessageFormatException("only what has a method of its own");
    }

    @Override
    public long getBodyLength() {
        return written.size();
    }

    @Override
    public void reset() {
        in = new DataInputStream(new ByteArrayInputStream(written.toByteArray()));
    }

    @Override
    public void clearBody() {
        written.reset();
        reset();
    }

    @Override
    Object body() {
        return written.toByteArray();
    }
}
