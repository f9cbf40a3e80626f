package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.JmsTest;

class MessageBodyTest extends JmsTest {

    record Invoice(String number) implements Serializable {}

    @SuppressWarnings("unchecked") // the caller knows what it sends
    private <M extends Message> M passed(M message) throws JMSException {
        try (Session session = auto()) {
            session.createProducer(session.createQueue("bodies")).send(message);
            return (M) consumer(session, "bodies").receiveNoWait();
        }
    }

    @Test
    void textsArriveAsTheyAreAlsoEmptyOnesAndNone() throws JMSException {
        Session session = auto();
        for (String text : new String[] {"Grüße, 世界 🌍", "", null, "x".repeat(300_000)}) {
            TextMessage received = passed(session.createTextMessage(text));
            assertEquals(text, received.getText());
            assertEquals(text, received.getBody(String.class));
        }
    }

    @Test
    void receivedBodiesAndPropertiesAreReadOnlyUntilClearedEachOnItsOwn() throws JMSException {
        TextMessage message = auto().createTextMessage("text");
        message.setIntProperty("number", 1);
        TextMessage received = passed(message);
        assertThrows(MessageNotWriteableException.class, () -> received.setText("other"));
        assertThrows(MessageNotWriteableException.class, () -> received.setIntProperty("number", 2));
        received.clearBody();
        assertNull(received.getText());
        received.setText("other");
        assertEquals(1, received.getIntProperty("number"));
        assertThrows(MessageNotWriteableException.class, () -> received.setIntProperty("number", 2));
        received.clearProperties();
        received.setIntProperty("number", 2);
        assertEquals("other", received.getText());
    }

    @Test
    void aReceivedMessageCanBeSentOn() throws JMSException {
        TextMessage message = auto().createTextMessage("text");
        message.setIntProperty("number", 1);
        message.setJMSCorrelationID("c");
        TextMessage again = passed(passed(message));
        assertEquals("text", again.getText());
        assertEquals(1, again.getIntProperty("number"));
        assertEquals(1, again.getIntProperty("JMSXDeliveryCount"));
        assertEquals("c", again.getJMSCorrelationID());
    }

    @Test
    void bytesAreReadAsTheyWereWritten() throws JMSException {
        BytesMessage message = auto().createBytesMessage();
        message.writeBoolean(true);
        message.writeByte((byte) -3);
        message.writeChar('ß');
        message.writeDouble(1.5);
        message.writeFloat(2.5f);
        message.writeInt(Integer.MIN_VALUE);
        message.writeLong(Long.MAX_VALUE);
        message.writeShort((short) -1);
        message.writeUTF("Grüße");
        message.writeBytes(new byte[] {1, 2, 3, 4}, 1, 2);
        message.writeObject(7);
        assertThrows(MessageNotReadableException.class, message::readByte);
        assertThrows(NullPointerException.class, () -> message.writeObject(null));
        assertThrows(MessageFormatException.class, () -> message.writeObject(List.of()));
        BytesMessage received = passed(message);
        assertEquals(45, received.getBodyLength());
        assertTrue(received.readBoolean());
        assertEquals(253, received.readUnsignedByte());
        assertEquals('ß', received.readChar());
        assertEquals(1.5, received.readDouble());
        assertEquals(2.5f, received.readFloat());
        assertEquals(Integer.MIN_VALUE, received.readInt());
        assertEquals(Long.MAX_VALUE, received.readLong());
        assertEquals(65535, received.readUnsignedShort());
        assertEquals("Grüße", received.readUTF());
        byte[] two = new byte[2];
        assertEquals(2, received.readBytes(two));
        assertArrayEquals(new byte[] {2, 3}, two);
        assertThrows(MessageEOFException.class, received::readLong);
        assertEquals(7, received.readInt());
        assertEquals(-1, received.readBytes(two));
        assertThrows(MessageEOFException.class, received::readByte);
        assertThrows(MessageNotWriteableException.class, () -> received.writeByte((byte) 1));
        assertEquals(45, received.getBody(byte[].class).length);
        assertThrows(MessageFormatException.class, () -> received.getBody(String.class));
    }

    @Test
    void streamsKeepTheirPlaceWhenAValueIsReadAsTheWrongType() throws JMSException {
        StreamMessage message = auto().createStreamMessage();
        message.writeInt(42);
        message.writeString("no number");
        message.writeObject(null);
        message.writeChar('c');
        StreamMessage received = passed(message);
        assertThrows(MessageFormatException.class, received::readByte);
        assertThrows(MessageFormatException.class, received::readBoolean);
        assertEquals(42L, received.readLong());
        assertThrows(NumberFormatException.class, received::readInt);
        assertEquals("no number", received.readString());
        assertThrows(NullPointerException.class, received::readChar);
        assertThrows(NumberFormatException.class, received::readShort);
        assertNull(received.readObject());
        assertThrows(MessageFormatException.class, received::readInt);
        assertEquals("c", received.readString());
        assertThrows(MessageEOFException.class, received::readString);
        assertThrows(MessageNotWriteableException.class, () -> received.writeInt(1));
        assertFalse(received.isBodyAssignableTo(Object.class));
        assertThrows(MessageFormatException.class, () -> received.getBody(Object.class));
        received.reset();
        assertEquals("42", received.readString());
    }

    @Test
    void byteArraysInStreamsAreReadInParts() throws JMSException {
        StreamMessage message = auto().createStreamMessage();
        message.writeBytes(new byte[] {1, 2, 3, 4, 5});
        message.writeBytes(new byte[0]);
        message.writeInt(9);
        StreamMessage received = passed(message);
        byte[] buffer = new byte[2];
        assertEquals(2, received.readBytes(buffer));
        assertThrows(MessageFormatException.class, received::readInt);
        assertEquals(2, received.readBytes(buffer));
        assertEquals(1, received.readBytes(buffer));
        assertEquals(5, buffer[0]);
        assertEquals(0, received.readBytes(buffer));
        assertThrows(MessageFormatException.class, () -> received.readBytes(buffer));
        assertEquals(9, received.readInt());
    }

    @Test
    void aByteArrayThatFillsTheBufferExactlyEndsWithMinusOne() throws JMSException {
        StreamMessage message = auto().createStreamMessage();
        message.writeBytes(new byte[] {1, 2});
        message.writeString("next");
        StreamMessage received = passed(message);
        byte[] buffer = new byte[2];
        assertEquals(2, received.readBytes(buffer));
        assertEquals(-1, received.readBytes(buffer));
        assertEquals("next", received.readString());
    }

    @Test
    void mapsHoldEveryType() throws JMSException {
        MapMessage message = auto().createMapMessage();
        message.setBoolean("boolean", true);
        message.setByte("byte", (byte) 1);
        message.setBytes("bytes", new byte[] {1, 2});
        message.setChar("char", 'c');
        message.setDouble("double", Double.NaN);
        message.setFloat("float", 1.5f);
        message.setInt("int", 3);
        message.setLong("long", 4L);
        message.setShort("short", (short) 5);
        message.setString("string", "text");
        message.setObject("null", null);
        assertThrows(IllegalArgumentException.class, () -> message.setInt("", 1));
        assertThrows(IllegalArgumentException.class, () -> message.setInt(null, 1));
        assertThrows(MessageFormatException.class, () -> message.setObject("list", List.of()));
        MapMessage received = passed(message);
        assertEquals(
                11, Collections.list((Enumeration<?>) received.getMapNames()).size());
        assertTrue(received.getBoolean("boolean"));
        assertEquals(1L, received.getLong("byte"));
        assertArrayEquals(new byte[] {1, 2}, received.getBytes("bytes"));
        assertEquals('c', received.getChar("char"));
        assertEquals("c", received.getString("char"));
        assertTrue(Double.isNaN(received.getDouble("double")));
        assertEquals(1.5, received.getDouble("float"));
        assertEquals("3", received.getString("int"));
        assertEquals(5, received.getInt("short"));
        assertTrue(received.itemExists("null"));
        assertFalse(received.itemExists("absent"));
        assertThrows(NullPointerException.class, () -> received.getChar("absent"));
        assertThrows(NumberFormatException.class, () -> received.getInt("absent"));
        assertThrows(MessageFormatException.class, () -> received.getString("bytes"));
        assertThrows(MessageNotWriteableException.class, () -> received.setInt("int", 1));
        assertEquals(3, received.getBody(Map.class).get("int"));
    }

    @Test
    void objectsAreCopiedWhenTheyAreSet() throws JMSException {
        ArrayList<String> list = new ArrayList<>(List.of("one"));
        ObjectMessage message = auto().createObjectMessage(list);
        list.add("two");
        assertEquals(List.of("one"), message.getObject());
        assertEquals(List.of("one"), passed(message).getObject());
    }

    @Test
    void objectsOfBasicClassesAreReadAndOthersAreNotUntilTheirPackageIsTrusted() throws JMSException {
        Session session = auto();
        var basics = new ArrayList<Object>(List.of(LocalDate.of(2026, 1, 1), new BigDecimal("1.5"), Map.of("a", 1)));
        assertEquals(basics, passed(session.createObjectMessage(basics)).getObject());
        ObjectMessage untrusted = passed(session.createObjectMessage(new Invoice("1")));
        JMSException refusal = assertThrows(MessageFormatException.class, untrusted::getObject);
        assertTrue(refusal.getMessage().contains("trusted-packages"), refusal.getMessage());
        assertThrows(MessageFormatException.class, () -> untrusted.getBody(Invoice.class));

        factory.setTrustedPackages(List.of("org.leasemq.jms.message"));
        session.createProducer(session.createQueue("bodies")).send(session.createObjectMessage(new Invoice("2")));
        try (var trusting = factory.createConnection()) {
            trusting.start();
            Message received = consumer(trusting.createSession(), "bodies").receiveNoWait();
            assertEquals(new Invoice("2"), received.getBody(Invoice.class));
            assertTrue(received.isBodyAssignableTo(Serializable.class));
            assertFalse(received.isBodyAssignableTo(String.class));
        }
    }

    @Test
    void aMessageWithoutABodyIsAssignableToAnything() throws JMSException {
        Message received = passed(auto().createMessage());
        assertTrue(received.isBodyAssignableTo(Integer.class));
        assertNull(received.getBody(Integer.class));
        assertFalse(received instanceof TextMessage);
    }

    @Test
    void theWrongTypeIsRefusedAndTheMessageIsNotLost() throws JMSException {
        TextMessage received = passed(auto().createTextMessage("text"));
        assertThrows(MessageFormatException.class, () -> received.getBody(Integer.class));
        assertTrue(received.isBodyAssignableTo(CharSequence.class));
        assertEquals("text", received.getBody(Object.class));
    }
}
