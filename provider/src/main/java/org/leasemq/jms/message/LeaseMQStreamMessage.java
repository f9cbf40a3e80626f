package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.model.Body;
import org.leasemq.jms.error.JmsErrors;

/** A message whose body is a sequence of values. */
final class LeaseMQStreamMessage extends LeaseMQMessage implements StreamMessage {
    private List<Object> elements;
    private int position;
    private int bytesRead;

    /** A new message, to be written. */
    LeaseMQStreamMessage() {
        elements = new ArrayList<>();
    }

    /** A received message, to be read. */
    LeaseMQStreamMessage(List<Object> elements) {
        this.elements = elements;
        reset();
    }

    @Override
    Body toBody() {
        return Body.binary(ElementCodec.ofList(elements));
    }

    @Override
    MessageKind kind() {
        return MessageKind.STREAM;
    }

    @Override
    void dropBody() {
        elements = new ArrayList<>();
        position = 0;
        bytesRead = 0;
    }

    @Override
    public <T> T getBody(Class<T> wanted) throws JMSException {
        throw notAssignable(wanted);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public boolean isBodyAssignableTo(Class wanted) {
        return false;
    }

    @Override
    public void reset() {
        position = 0;
        bytesRead = 0;
        protectBody();
    }

    // --------------------------------------------------------------------------------------------- reading

    @Override
    public boolean readBoolean() throws JMSException {
        return read(Conversions::toBoolean);
    }

    @Override
    public byte readByte() throws JMSException {
        return read(Conversions::toByte);
    }

    @Override
    public short readShort() throws JMSException {
        return read(Conversions::toShort);
    }

    @Override
    public char readChar() throws JMSException {
        return read(Conversions::toChar);
    }

    @Override
    public int readInt() throws JMSException {
        return read(Conversions::toInt);
    }

    @Override
    public long readLong() throws JMSException {
        return read(Conversions::toLong);
    }

    @Override
    public float readFloat() throws JMSException {
        return read(Conversions::toFloat);
    }

    @Override
    public double readDouble() throws JMSException {
        return read(Conversions::toDouble);
    }

    @Override
    public String readString() throws JMSException {
        return read(Conversions::toText);
    }

    @Override
    public Object readObject() throws JMSException {
        return read(value -> value instanceof byte[] bytes ? bytes.clone() : value);
    }

    /** Reads the next part of a byte array; the element has been read when less than the whole buffer was filled. */
    @Override
    public int readBytes(byte[] buffer) throws JMSException {
        Object value = current();
        if (value != null && !(value instanceof byte[])) {
            throw JmsErrors.format("The next value of the stream is not a byte array.");
        }
        byte[] bytes = (byte[]) value;
        if (bytes == null || (bytesRead > 0 && bytesRead == bytes.length)) {
            next();
            return -1;
        }
        int count = Math.min(buffer.length, bytes.length - bytesRead);
        System.arraycopy(bytes, bytesRead, buffer, 0, count);
        bytesRead += count;
        if (count < buffer.length) {
            next();
        }
        return count;
    }

    /** Reads a value, and stays where it was when that fails. */
    private <T> T read(Conversion<T> conversion) throws JMSException {
        Object value = current();
        if (bytesRead > 0) {
            throw JmsErrors.format("A byte array is being read in parts. Call readBytes() until it is complete.");
        }
        T converted = conversion.of(value);
        next();
        return converted;
    }

    private Object current() throws JMSException {
        if (!isBodyReadOnly()) {
            throw JmsErrors.writeOnly();
        }
        if (position == elements.size()) {
            throw JmsErrors.endOf("stream");
        }
        return elements.get(position);
    }

    private void next() {
        position++;
        bytesRead = 0;
    }

    // --------------------------------------------------------------------------------------------- writing

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        write(value);
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        write(value);
    }

    @Override
    public void writeShort(short value) throws JMSException {
        write(value);
    }

    @Override
    public void writeChar(char value) throws JMSException {
        write(value);
    }

    @Override
    public void writeInt(int value) throws JMSException {
        write(value);
    }

    @Override
    public void writeLong(long value) throws JMSException {
        write(value);
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        write(value);
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        write(value);
    }

    @Override
    public void writeString(String value) throws JMSException {
        write(value);
    }

    @Override
    public void writeBytes(byte[] value) throws JMSException {
        write(value == null ? null : value.clone());
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        byte[] part = new byte[length];
        System.arraycopy(value, offset, part, 0, length);
        write(part);
    }

    @Override
    public void writeObject(Object value) throws JMSException {
        if (!Conversions.isElement(value)) {
            throw JmsErrors.format("A StreamMessage cannot hold "
                    + value.getClass().getName() + ", only boxed primitive values, String and byte[].");
        }
        write(value instanceof byte[] bytes ? bytes.clone() : value);
    }

    private void write(Object value) throws JMSException {
        checkBodyWritable();
        elements.add(value);
    }

    private interface Conversion<T> {
        T of(Object value) throws JMSException;
    }
}
