package org.leasemq.jms.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import org.leasemq.engine.model.Body;
import org.leasemq.jms.error.JmsErrors;

/** A message whose body is bytes, written and then read like a stream. */
final class LeaseMQBytesMessage extends LeaseMQMessage implements BytesMessage {
    private byte[] content = {};
    private DataInputStream in;
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream(64);
    private DataOutputStream out = new DataOutputStream(buffer);

    /** A new message, to be written. */
    LeaseMQBytesMessage() {}

    /** A received message, to be read. */
    LeaseMQBytesMessage(byte[] content) {
        this.content = content;
        buffer = null;
        reset();
    }

    @Override
    Body toBody() {
        return Body.binary(content());
    }

    @Override
    MessageKind kind() {
        return MessageKind.BYTE;
    }

    @Override
    Object bodyObject() {
        byte[] bytes = content();
        return bytes.length == 0 ? null : bytes.clone();
    }

    @Override
    public <T> T getBody(Class<T> wanted) throws JMSException {
        T body = super.getBody(wanted);
        reset();
        return body;
    }

    @Override
    void dropBody() {
        content = new byte[0];
        in = null;
        buffer = new ByteArrayOutputStream(64);
        out = new DataOutputStream(buffer);
    }

    @Override
    public void reset() {
        content = content();
        out = null;
        buffer = null;
        in = new DataInputStream(new ByteArrayInputStream(content));
        protectBody();
    }

    private byte[] content() {
        return buffer == null ? content : buffer.toByteArray();
    }

    // --------------------------------------------------------------------------------------------- reading

    @Override
    public long getBodyLength() throws JMSException {
        in();
        return content.length;
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return read(DataInputStream::readBoolean);
    }

    @Override
    public byte readByte() throws JMSException {
        return read(DataInputStream::readByte);
    }

    @Override
    public int readUnsignedByte() throws JMSException {
        return read(DataInputStream::readUnsignedByte);
    }

    @Override
    public short readShort() throws JMSException {
        return read(DataInputStream::readShort);
    }

    @Override
    public int readUnsignedShort() throws JMSException {
        return read(DataInputStream::readUnsignedShort);
    }

    @Override
    public char readChar() throws JMSException {
        return read(DataInputStream::readChar);
    }

    @Override
    public int readInt() throws JMSException {
        return read(DataInputStream::readInt);
    }

    @Override
    public long readLong() throws JMSException {
        return read(DataInputStream::readLong);
    }

    @Override
    public float readFloat() throws JMSException {
        return read(DataInputStream::readFloat);
    }

    @Override
    public double readDouble() throws JMSException {
        return read(DataInputStream::readDouble);
    }

    @Override
    public String readUTF() throws JMSException {
        return read(stream -> stream.readUTF());
    }

    @Override
    public int readBytes(byte[] value) throws JMSException {
        return readBytes(value, value.length);
    }

    @Override
    public int readBytes(byte[] value, int length) throws JMSException {
        if (length < 0 || length > value.length) {
            throw new IndexOutOfBoundsException(
                    "length must be from 0 to the size of the array, " + value.length + ", not " + length);
        }
        return read(stream -> stream.read(value, 0, length));
    }

    /** Reads, and stays where it was when that fails. */
    private <T> T read(Reading<T> reading) throws JMSException {
        DataInputStream stream = in();
        stream.mark(0);
        try {
            return reading.from(stream);
        } catch (EOFException e) {
            back(stream);
            throw JmsErrors.endOf("message");
        } catch (IOException e) {
            back(stream);
            throw JmsErrors.format(
                    "What comes next in the message cannot be read this way: " + e.getMessage() + ".", e);
        }
    }

    private static void back(DataInputStream stream) throws JMSException {
        try {
            stream.reset();
        } catch (IOException e) {
            throw JmsErrors.format("The message cannot be read.", e);
        }
    }

    private DataInputStream in() throws JMSException {
        if (in == null) {
            throw JmsErrors.writeOnly();
        }
        return in;
    }

    // --------------------------------------------------------------------------------------------- writing

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        write(stream -> stream.writeBoolean(value));
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        write(stream -> stream.writeByte(value));
    }

    @Override
    public void writeShort(short value) throws JMSException {
        write(stream -> stream.writeShort(value));
    }

    @Override
    public void writeChar(char value) throws JMSException {
        write(stream -> stream.writeChar(value));
    }

    @Override
    public void writeInt(int value) throws JMSException {
        write(stream -> stream.writeInt(value));
    }

    @Override
    public void writeLong(long value) throws JMSException {
        write(stream -> stream.writeLong(value));
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        write(stream -> stream.writeFloat(value));
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        write(stream -> stream.writeDouble(value));
    }

    @Override
    public void writeUTF(String value) throws JMSException {
        write(stream -> stream.writeUTF(value));
    }

    @Override
    public void writeBytes(byte[] value) throws JMSException {
        write(stream -> stream.write(value));
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        write(stream -> stream.write(value, offset, length));
    }

    @Override
    public void writeObject(Object value) throws JMSException {
        Objects.requireNonNull(value, "A BytesMessage cannot hold null.");
        checkBodyWritable();
        if (value instanceof byte[] bytes) {
            writeBytes(bytes);
        } else if (value instanceof String text) {
            writeUTF(text);
        } else if (value instanceof Character character) {
            writeChar(character);
        } else if (value instanceof Boolean bool) {
            writeBoolean(bool);
        } else if (value instanceof Number number) {
            writeNumber(number);
        } else {
            throw JmsErrors.format("A BytesMessage cannot hold "
                    + value.getClass().getName() + ", only boxed primitive values, String and byte[].");
        }
    }

    private void writeNumber(Number value) throws JMSException {
        if (value instanceof Byte number) {
            writeByte(number);
        } else if (value instanceof Short number) {
            writeShort(number);
        } else if (value instanceof Integer number) {
            writeInt(number);
        } else if (value instanceof Long number) {
            writeLong(number);
        } else if (value instanceof Float number) {
            writeFloat(number);
        } else if (value instanceof Double number) {
            writeDouble(number);
        } else {
            throw JmsErrors.format(
                    "A BytesMessage cannot hold " + value.getClass().getName() + ".");
        }
    }

    private void write(Writing writing) throws JMSException {
        checkBodyWritable();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw JmsErrors.format("The value cannot be written into a BytesMessage: " + e.getMessage() + ".", e);
        }
    }

    private interface Reading<T> {
        T from(DataInputStream stream) throws IOException;
    }

    private interface Writing {
        void to(DataOutputStream stream) throws IOException;
    }
}
