package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
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
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 3.9 to 3.11: access to sent messages, and message bodies. */
class Chapter03BodiesTest extends ConformanceTest {
    private static final List<Object> VALUES =
            List.of(true, (byte) 1, (short) 2, 'c', 3, 4L, 5.5f, 6.5, "7", new byte[] {8, 9});

    /** What can be read as what, as the table of the section says. */
    private static final Map<String, Set<String>> READABLE = Map.of(
            "boolean", Set.of("Boolean", "String"),
            "byte", Set.of("Byte", "String"),
            "short", Set.of("Byte", "Short", "String"),
            "char", Set.of("Character"),
            "int", Set.of("Byte", "Short", "Integer", "String"),
            "long", Set.of("Byte", "Short", "Integer", "Long", "String"),
            "float", Set.of("Float", "String"),
            "double", Set.of("Float", "Double", "String"),
            "String", Set.of("Boolean", "Byte", "Short", "Character", "Integer", "Long", "Float", "Double", "String"),
            "bytes", Set.of("byte[]"));

    static Stream<Arguments> conversions() {
        return VALUES.stream()
                .flatMap(value -> new TreeSet<>(READABLE.keySet())
                        .stream().map(to -> Arguments.of(value.getClass().getSimpleName(), to, value)));
    }

    private static Object read(MapMessage map, String as) throws JMSException {
        return switch (as) {
            case "boolean" -> map.getBoolean("v");
            case "byte" -> map.getByte("v");
            case "short" -> map.getShort("v");
            case "char" -> map.getChar("v");
            case "int" -> map.getInt("v");
            case "long" -> map.getLong("v");
            case "float" -> map.getFloat("v");
            case "double" -> map.getDouble("v");
            case "String" -> map.getString("v");
            default -> map.getBytes("v");
        };
    }

    private static Object read(StreamMessage stream, String as) throws JMSException {
        return switch (as) {
            case "boolean" -> stream.readBoolean();
            case "byte" -> stream.readByte();
            case "short" -> stream.readShort();
            case "char" -> stream.readChar();
            case "int" -> stream.readInt();
            case "long" -> stream.readLong();
            case "float" -> stream.readFloat();
            case "double" -> stream.readDouble();
            case "String" -> stream.readString();
            default -> stream.readBytes(new byte[10]);
        };
    }

    @Section("3.11.3")
    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("conversions")
    void anEntryOfAMapIsConvertedAsTheTableSays(String from, String to, Object value) throws JMSException {
        MapMessage sent = session.createMapMessage();
        sent.setObject("v", value);
        MapMessage received = exchange(sent);
        if (READABLE.get(to).contains(from)) {
            check(to, value, () -> read(received, to));
        } else {
            assertThrows(MessageFormatException.class, () -> read(received, to));
        }
    }

    @Section("3.11.3")
    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("conversions")
    void anElementOfAStreamIsConvertedAsTheTableSays(String from, String to, Object value) throws JMSException {
        StreamMessage sent = session.createStreamMessage();
        sent.writeObject(value);
        StreamMessage received = exchange(sent);
        if (READABLE.get(to).contains(from)) {
            check(to, value, () -> read(received, to));
        } else {
            assertThrows(MessageFormatException.class, () -> read(received, to));
            received.reset();
            assertTrue(received.readObject() != null);
        }
    }

    private interface Read {
        Object get() throws JMSException;
    }

    private static void check(String to, Object value, Read read) throws JMSException {
        if (to.equals("bytes")) {
            Object got = read.get();
            assertTrue(got.equals(2) || got instanceof byte[] bytes && bytes.length == 2);
        } else if (to.equals("String")) {
            assertEquals(value.toString(), read.get());
        } else if (value instanceof String && to.equals("boolean")) {
            assertEquals(false, read.get());
        } else if (value instanceof Number || value instanceof String) {
            assertEquals(Double.parseDouble(value.toString()), ((Number) read.get()).doubleValue());
        } else {
            assertEquals(value, read.get());
        }
    }

    @Section("3.11")
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "text", "Grüße \uD83D\uDE00 \u0000"})
    void aTextArrives(String text) throws JMSException {
        TextMessage received = exchange(session.createTextMessage(text));
        assertEquals(text, received.getText());
        assertThrows(MessageNotWriteableException.class, () -> received.setText("other"));
        received.clearBody();
        assertNull(received.getText());
        received.setText("other");
        assertEquals("other", received.getText());
    }

    @Section("3.11")
    @Test
    void bytesArriveInTheOrderWritten() throws JMSException {
        BytesMessage sent = session.createBytesMessage();
        sent.writeBoolean(true);
        sent.writeByte((byte) -1);
        sent.writeShort((short) -2);
        sent.writeChar('c');
        sent.writeInt(3);
        sent.writeLong(4);
        sent.writeFloat(5.5f);
        sent.writeDouble(6.5);
        sent.writeUTF("sieben ü");
        sent.writeBytes(new byte[] {1, 2, 3}, 1, 2);
        assertThrows(MessageNotReadableException.class, sent::readByte);
        assertThrows(MessageNotReadableException.class, sent::getBodyLength);
        BytesMessage received = exchange(sent);
        assertTrue(received.readBoolean());
        assertEquals(255, received.readUnsignedByte());
        assertEquals(65534, received.readUnsignedShort());
        assertEquals('c', received.readChar());
        assertEquals(3, received.readInt());
        assertEquals(4, received.readLong());
        assertEquals(5.5f, received.readFloat());
        assertEquals(6.5, received.readDouble());
        assertEquals("sieben ü", received.readUTF());
        byte[] rest = new byte[5];
        assertEquals(2, received.readBytes(rest));
        assertEquals(-1, received.readBytes(rest));
        assertThrows(MessageEOFException.class, received::readByte);
        received.reset();
        assertTrue(received.readBoolean());
    }

    @Section("3.11")
    @Test
    void aBytesMessageTakesPrimitiveObjectsOnly() throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeObject(1);
        message.writeObject("text");
        message.writeObject(new byte[] {1});
        assertThrows(MessageFormatException.class, () -> message.writeObject(List.of()));
        assertThrows(NullPointerException.class, () -> message.writeObject(null));
    }

    @Section("3.11.2")
    @Test
    void bodiesOfReceivedMessagesAreReadOnlyUntilCleared() throws JMSException {
        BytesMessage bytes = exchange(session.createBytesMessage());
        assertThrows(MessageNotWriteableException.class, () -> bytes.writeInt(1));
        MapMessage map = exchange(session.createMapMessage());
        assertThrows(MessageNotWriteableException.class, () -> map.setInt("a", 1));
        StreamMessage stream = exchange(session.createStreamMessage());
        assertThrows(MessageNotWriteableException.class, () -> stream.writeInt(1));
        ObjectMessage object = exchange(session.createObjectMessage("a"));
        assertThrows(MessageNotWriteableException.class, () -> object.setObject("b"));
        bytes.clearBody();
        bytes.writeInt(1);
        map.clearBody();
        map.setInt("a", 1);
        stream.clearBody();
        stream.writeInt(1);
        object.clearBody();
        object.setObject("b");
        assertEquals("b", object.getObject());
    }

    @Section("3.11.1")
    @Test
    void clearingABodyLeavesHeadersAndProperties() throws JMSException {
        TextMessage sent = session.createTextMessage("text");
        sent.setIntProperty("p", 1);
        sent.setJMSCorrelationID("c");
        TextMessage received = exchange(sent);
        received.clearBody();
        assertEquals(1, received.getIntProperty("p"));
        assertEquals("c", received.getJMSCorrelationID());
        assertThrows(MessageNotWriteableException.class, () -> received.setIntProperty("p", 2));
    }

    @Section("3.11")
    @Test
    void aMapArrivesWithAllItsEntries() throws JMSException {
        MapMessage sent = session.createMapMessage();
        sent.setString("a", null);
        sent.setBytes("b", new byte[] {1, 2, 3}, 1, 2);
        sent.setChar("c", 'c');
        MapMessage received = exchange(sent);
        assertEquals(Set.of("a", "b", "c"), Set.copyOf(Collections.list((Enumeration<?>) received.getMapNames())));
        assertTrue(received.itemExists("a"));
        assertFalse(received.itemExists("d"));
        assertNull(received.getString("a"));
        assertArrayEquals(new byte[] {2, 3}, received.getBytes("b"));
        assertNull(received.getObject("d"));
        assertThrows(NumberFormatException.class, () -> received.getInt("d"));
        assertFalse(received.getBoolean("d"));
    }

    @Section("3.11")
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void anEntryOfAMapNeedsAName(String empty) throws JMSException {
        MapMessage map = session.createMapMessage();
        assertThrows(IllegalArgumentException.class, () -> map.setInt(empty, 1));
        assertThrows(IllegalArgumentException.class, () -> map.setString(empty, ""));
        assertThrows(IllegalArgumentException.class, () -> map.setObject(empty, 1));
        assertThrows(IllegalArgumentException.class, () -> map.setBytes(empty, new byte[0]));
    }

    @Section("3.11")
    @Test
    void aStreamThatIsReadWronglyStaysWhereItIs() throws JMSException {
        unlessDepartureIs("position in a stream");
        StreamMessage sent = session.createStreamMessage();
        sent.writeString("word");
        sent.writeInt(5);
        assertThrows(MessageFormatException.class, () -> sent.writeObject(List.of()));
        StreamMessage received = exchange(sent);
        assertThrows(NumberFormatException.class, received::readInt);
        assertEquals("word", received.readString());
        assertThrows(MessageFormatException.class, received::readBoolean);
        assertEquals(5, received.readInt());
        assertThrows(MessageEOFException.class, received::readInt);
    }

    @Section("3.11")
    @Test
    void bytesInAStreamAreReadInPieces() throws JMSException {
        unlessDepartureIs("position in a stream");
        StreamMessage sent = session.createStreamMessage();
        sent.writeBytes(new byte[] {1, 2, 3});
        sent.writeInt(4);
        StreamMessage received = exchange(sent);
        byte[] piece = new byte[2];
        assertEquals(2, received.readBytes(piece));
        assertThrows(MessageFormatException.class, received::readInt);
        assertEquals(1, received.readBytes(piece));
        assertEquals(3, piece[0]);
        assertEquals(4, received.readInt());
    }

    @Section("3.11")
    @Test
    void anObjectIsCopiedWhenItIsSet() throws JMSException {
        ArrayList<String> list = new ArrayList<>(List.of("a"));
        ObjectMessage sent = session.createObjectMessage(list);
        list.add("b");
        ObjectMessage received = exchange(sent);
        assertEquals(List.of("a"), received.getObject());
        assertNotSame(list, received.getObject());
        ObjectMessage empty = exchange(session.createObjectMessage());
        assertNull(empty.getObject());
    }

    @Section("3.9")
    @Test
    void aSentMessageCanBeChangedAndSentAgain() throws JMSException {
        TextMessage message = session.createTextMessage("one");
        try (var producer = session.createProducer(queue)) {
            producer.send(message);
            message.setText("two");
            message.setIntProperty("p", 2);
            producer.send(message);
        }
        assertHolds("one", "two");
    }

    @Section("3.10")
    @Test
    void aReceivedMessageCanBeSentOn() throws JMSException {
        TextMessage sent = session.createTextMessage("text");
        sent.setIntProperty("p", 1);
        TextMessage received = exchange(sent);
        TextMessage again = exchange(received);
        assertEquals("text", again.getText());
        assertEquals(1, again.getIntProperty("p"));
    }

    @Section("3.11")
    @Test
    void getBodyGivesTheBodyAsTheTypesOfTheMessageAllow() throws JMSException {
        Message text = exchange(session.createTextMessage("t"));
        assertTrue(text.isBodyAssignableTo(String.class));
        assertTrue(text.isBodyAssignableTo(Object.class));
        assertFalse(text.isBodyAssignableTo(byte[].class));
        assertEquals("t", text.getBody(String.class));
        assertThrows(MessageFormatException.class, () -> text.getBody(Integer.class));
        MapMessage sentMap = session.createMapMessage();
        sentMap.setInt("a", 1);
        Message map = exchange(sentMap);
        assertEquals(Map.of("a", 1), map.getBody(Map.class));
        assertThrows(MessageFormatException.class, () -> map.getBody(HashMap.class));
        BytesMessage sentBytes = session.createBytesMessage();
        sentBytes.writeBytes(new byte[] {1, 2});
        assertArrayEquals(new byte[] {1, 2}, exchange(sentBytes).getBody(byte[].class));
        Message object = exchange(session.createObjectMessage(5));
        assertEquals(5, object.getBody(Integer.class));
        assertThrows(MessageFormatException.class, () -> object.getBody(String.class));
    }

    @Section("3.11")
    @Test
    void aStreamHasNoBodyToGetAndAPlainMessageNone() throws JMSException {
        StreamMessage sent = session.createStreamMessage();
        sent.writeInt(1);
        Message stream = exchange(sent);
        assertFalse(stream.isBodyAssignableTo(Object.class));
        assertThrows(MessageFormatException.class, () -> stream.getBody(Object.class));
        unlessDepartureIs("body of a plain message");
        Message plain = exchange(session.createMessage());
        assertTrue(plain.isBodyAssignableTo(String.class));
        assertNull(plain.getBody(String.class));
    }
}
