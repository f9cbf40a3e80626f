package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** 3.5 Message properties. */
class Chapter03PropertiesTest extends ConformanceTest {
    private static final List<Object> VALUES = List.of(true, (byte) 1, (short) 2, 3, 4L, 5.5f, 6.5, "seven");

    /** What each type can be read as, in the order of {@link Reading}. */
    private static final Map<Class<?>, List<Reading>> ALLOWED = Map.of(
            Boolean.class, List.of(Reading.BOOLEAN, Reading.STRING),
            Byte.class, List.of(Reading.BYTE, Reading.SHORT, Reading.INT, Reading.LONG, Reading.STRING),
            Short.class, List.of(Reading.SHORT, Reading.INT, Reading.LONG, Reading.STRING),
            Integer.class, List.of(Reading.INT, Reading.LONG, Reading.STRING),
            Long.class, List.of(Reading.LONG, Reading.STRING),
            Float.class, List.of(Reading.FLOAT, Reading.DOUBLE, Reading.STRING),
            Double.class, List.of(Reading.DOUBLE, Reading.STRING),
            String.class, List.of(Reading.BOOLEAN, Reading.STRING));

    /** The ways to read a property. */
    enum Reading {
        BOOLEAN(Message::getBooleanProperty),
        BYTE(Message::getByteProperty),
        SHORT(Message::getShortProperty),
        INT(Message::getIntProperty),
        LONG(Message::getLongProperty),
        FLOAT(Message::getFloatProperty),
        DOUBLE(Message::getDoubleProperty),
        STRING(Message::getStringProperty);

        private final Getter getter;

        Reading(Getter getter) {
            this.getter = getter;
        }

        Object of(Message message, String name) throws JMSException {
            return getter.get(message, name);
        }
    }

    private interface Getter {
        Object get(Message message, String name) throws JMSException;
    }

    static Stream<Arguments> conversions() {
        return VALUES.stream()
                .flatMap(value -> Stream.of(Reading.values())
                        .filter(reading ->
                                !(value instanceof String) || reading == Reading.STRING || reading == Reading.BOOLEAN)
                        .map(reading -> Arguments.of(value.getClass().getSimpleName(), reading, value)));
    }

    @Section("3.5.4")
    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("conversions")
    void aPropertyIsConvertedAsTheTableSays(String type, Reading reading, Object value) throws JMSException {
        Message message = session.createMessage();
        message.setObjectProperty("p", value);
        Message received = exchange(message);
        if (!ALLOWED.get(value.getClass()).contains(reading)) {
            assertThrows(MessageFormatException.class, () -> reading.of(received, "p"));
        } else if (reading == Reading.STRING) {
            assertEquals(value.toString(), reading.of(received, "p"));
        } else if (reading == Reading.BOOLEAN) {
            assertEquals(value.equals(true), reading.of(received, "p"));
        } else {
            assertEquals(((Number) value).doubleValue(), ((Number) reading.of(received, "p")).doubleValue());
        }
    }

    static Stream<Arguments> numbersInStrings() {
        return Stream.of(
                Arguments.of(Reading.BYTE, (byte) 12),
                Arguments.of(Reading.SHORT, (short) 12),
                Arguments.of(Reading.INT, 12),
                Arguments.of(Reading.LONG, 12L),
                Arguments.of(Reading.FLOAT, 12f),
                Arguments.of(Reading.DOUBLE, 12d));
    }

    @Section("3.5.4")
    @ParameterizedTest(name = "{0}")
    @MethodSource("numbersInStrings")
    void aStringIsReadAsTheNumberInIt(Reading reading, Object expected) throws JMSException {
        Message message = session.createMessage();
        message.setStringProperty("p", "12");
        message.setStringProperty("wrong", "twelve");
        Message received = exchange(message);
        assertEquals(expected, reading.of(received, "p"));
        assertThrows(NumberFormatException.class, () -> reading.of(received, "wrong"));
    }

    @Section("3.5.5")
    @Test
    void aPropertyReadAsAnObjectHasTheTypeItWasSetWith() throws JMSException {
        Message message = session.createMessage();
        for (Object value : VALUES) {
            message.setObjectProperty("p" + value.getClass().getSimpleName(), value);
        }
        Message received = exchange(message);
        for (Object value : VALUES) {
            assertEquals(
                    value, received.getObjectProperty("p" + value.getClass().getSimpleName()));
        }
    }

    @Section("3.5.5")
    @Test
    void anObjectThatIsNoPrimitiveAndNoStringIsRefused() throws JMSException {
        Message message = session.createMessage();
        assertThrows(MessageFormatException.class, () -> message.setObjectProperty("p", List.of()));
        assertThrows(MessageFormatException.class, () -> message.setObjectProperty("p", new Object()));
        unlessDepartureIs("bytes as a property");
        assertThrows(MessageFormatException.class, () -> message.setObjectProperty("p", new byte[1]));
    }

    @Section("3.5.1")
    @ParameterizedTest
    @NullAndEmptySource
    void aPropertyNeedsAName(String empty) throws JMSException {
        Message message = session.createMessage();
        assertThrows(IllegalArgumentException.class, () -> message.setBooleanProperty(empty, true));
        assertThrows(IllegalArgumentException.class, () -> message.setByteProperty(empty, (byte) 1));
        assertThrows(IllegalArgumentException.class, () -> message.setShortProperty(empty, (short) 1));
        assertThrows(IllegalArgumentException.class, () -> message.setIntProperty(empty, 1));
        assertThrows(IllegalArgumentException.class, () -> message.setLongProperty(empty, 1));
        assertThrows(IllegalArgumentException.class, () -> message.setFloatProperty(empty, 1));
        assertThrows(IllegalArgumentException.class, () -> message.setDoubleProperty(empty, 1));
        assertThrows(IllegalArgumentException.class, () -> message.setStringProperty(empty, ""));
        assertThrows(IllegalArgumentException.class, () -> message.setObjectProperty(empty, 1));
    }

    @Section("3.5.1")
    @ParameterizedTest
    @ValueSource(strings = {"NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE", "1a"})
    void aNameObeysTheRulesOfSelectorIdentifiers(String wrong) throws JMSException {
        Message message = session.createMessage();
        unlessDepartureIs("any name for a property");
        assertThrows(Exception.class, () -> message.setIntProperty(wrong, 1));
    }

    @Section("3.5.8")
    @Test
    void whatWasNotSetIsNullAndConvertedLikeNull() throws JMSException {
        Message message = exchange(session.createMessage());
        assertNull(message.getStringProperty("p"));
        assertNull(message.getObjectProperty("p"));
        assertFalse(message.getBooleanProperty("p"));
        assertThrows(NumberFormatException.class, () -> message.getByteProperty("p"));
        assertThrows(NumberFormatException.class, () -> message.getShortProperty("p"));
        assertThrows(NumberFormatException.class, () -> message.getIntProperty("p"));
        assertThrows(NumberFormatException.class, () -> message.getLongProperty("p"));
        assertThrows(NullPointerException.class, () -> message.getFloatProperty("p"));
        assertThrows(NullPointerException.class, () -> message.getDoubleProperty("p"));
        assertFalse(message.propertyExists("p"));
    }

    @Section("3.5.3")
    @Test
    void propertiesOfAReceivedMessageAreReadOnlyUntilCleared() throws JMSException {
        Message sent = session.createTextMessage("body");
        sent.setIntProperty("p", 1);
        Message received = exchange(sent);
        assertThrows(MessageNotWriteableException.class, () -> received.setIntProperty("p", 2));
        assertThrows(MessageNotWriteableException.class, () -> received.setStringProperty("q", "x"));
        assertThrows(MessageNotWriteableException.class, () -> received.setObjectProperty("q", 1L));
        received.clearProperties();
        received.setIntProperty("p", 3);
        assertEquals(3, received.getIntProperty("p"));
    }

    @Section("3.5.7")
    @Test
    void clearingPropertiesLeavesTheBody() throws JMSException {
        Message sent = session.createTextMessage("body");
        sent.setIntProperty("p", 1);
        Message received = exchange(sent);
        received.clearProperties();
        assertFalse(received.propertyExists("p"));
        assertEquals("body", text(received));
    }

    @Section("3.5.6")
    @Test
    void theNamesOfPropertiesAreThoseThatWereSetAndNoHeaders() throws JMSException {
        Message sent = session.createMessage();
        sent.setIntProperty("a", 1);
        sent.setStringProperty("b", null);
        sent.setJMSType("type");
        List<?> names = Collections.list((Enumeration<?>) exchange(sent).getPropertyNames());
        assertTrue(names.contains("a"));
        assertTrue(
                names.stream()
                        .noneMatch(name -> name.toString().startsWith("JMS")
                                && !name.toString().startsWith("JMSX")),
                names.toString());
    }

    @Section("3.5.9")
    @Test
    void groupPropertiesSetByTheSenderArrive() throws JMSException {
        Message sent = session.createMessage();
        sent.setStringProperty("JMSXGroupID", "g");
        sent.setIntProperty("JMSXGroupSeq", 3);
        Message received = exchange(sent);
        assertEquals("g", received.getStringProperty("JMSXGroupID"));
        assertEquals(3, received.getIntProperty("JMSXGroupSeq"));
    }

    @Section("3.5.11")
    @Test
    void theDeliveryCountIsOneAtFirstAndGrowsWithEachDelivery() throws JMSException {
        send(queue, "one");
        try (var reader = transacted();
                var consumer = reader.createConsumer(queue)) {
            for (int count = 1; count <= 3; count++) {
                Message received = receive(consumer);
                assertEquals(count, received.getIntProperty("JMSXDeliveryCount"));
                assertEquals(count > 1, received.getJMSRedelivered());
                reader.rollback();
            }
        }
    }
}
