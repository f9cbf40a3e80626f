package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Session;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.JmsTest;

class PropertiesTest extends JmsTest {
    private static final Map<String, Object> ONE_OF_EACH = Map.of(
            "boolean", true, "byte", (byte) 1, "short", (short) 2, "int", 3, "long", 4L, "float", 5.5f, "double", 6.5,
            "String", "7");
    /** Section 3.5.4 of the specification: what each type can be read as. */
    private static final Map<String, Set<String>> READABLE_AS = new TreeMap<>(Map.of(
            "boolean", Set.of("boolean", "String"),
            "byte", Set.of("byte", "short", "int", "long", "String"),
            "short", Set.of("short", "int", "long", "String"),
            "int", Set.of("int", "long", "String"),
            "long", Set.of("long", "String"),
            "float", Set.of("float", "double", "String"),
            "double", Set.of("double", "String"),
            "String", Set.of("boolean", "byte", "short", "int", "long", "float", "double", "String")));

    private Message passed(Message message) throws JMSException {
        try (Session session = auto()) {
            session.createProducer(session.createQueue("properties")).send(message);
            return consumer(session, "properties").receiveNoWait();
        }
    }

    private Message withOneOfEach() throws JMSException {
        Message message = auto().createMessage();
        for (Map.Entry<String, Object> property : ONE_OF_EACH.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        return message;
    }

    @Test
    void everyTypeIsReadAsTheTableSaysBeforeAndAfterTheJourney() throws JMSException {
        Message sent = withOneOfEach();
        checkTable(sent);
        Message received = passed(sent);
        checkTable(received);
        for (Map.Entry<String, Object> property : ONE_OF_EACH.entrySet()) {
            assertEquals(property.getValue(), received.getObjectProperty(property.getKey()));
        }
    }

    private static void checkTable(Message message) {
        READABLE_AS.forEach((stored, readable) -> {
            for (String wanted : READABLE_AS.keySet()) {
                String what = stored + " as " + wanted;
                if (readable.contains(wanted)) {
                    org.junit.jupiter.api.Assertions.assertDoesNotThrow(() -> read(message, stored, wanted), what);
                } else {
                    assertThrows(MessageFormatException.class, () -> read(message, stored, wanted), what);
                }
            }
        });
    }

    private static Object read(Message message, String name, String type) throws JMSException {
        return switch (type) {
            case "boolean" -> message.getBooleanProperty(name);
            case "byte" -> message.getByteProperty(name);
            case "short" -> message.getShortProperty(name);
            case "int" -> message.getIntProperty(name);
            case "long" -> message.getLongProperty(name);
            case "float" -> message.getFloatProperty(name);
            case "double" -> message.getDoubleProperty(name);
            default -> message.getStringProperty(name);
        };
    }

    @Test
    void aMissingPropertyBehavesAsNullDoes() throws JMSException {
        Message message = auto().createMessage();
        assertFalse(message.getBooleanProperty("absent"));
        for (String type : List.of("byte", "short", "int", "long")) {
            assertThrows(NumberFormatException.class, () -> read(message, "absent", type), type);
        }
        for (String type : List.of("float", "double")) {
            assertThrows(NullPointerException.class, () -> read(message, "absent", type), type);
        }
        assertNull(message.getStringProperty("absent"));
        assertNull(message.getObjectProperty("absent"));
        assertFalse(message.propertyExists("absent"));
    }

    @Test
    void impossibleNamesAndValuesAreRefused() throws JMSException {
        Message message = auto().createMessage();
        assertThrows(IllegalArgumentException.class, () -> message.setIntProperty("", 1));
        assertThrows(IllegalArgumentException.class, () -> message.setStringProperty(null, "x"));
        assertThrows(MessageFormatException.class, () -> message.setObjectProperty("list", List.of()));
        assertThrows(MessageFormatException.class, () -> message.setObjectProperty("char", 'c'));
    }

    /** Section 3.5.1 wants identifiers; SQS has names such as these, and messages with them can be sent on. */
    @Test
    void namesThatSelectorsCannotSayAreTaken() throws JMSException {
        Message message = auto().createMessage();
        for (String name : List.of("trace.parent-id", "1st", "NOT")) {
            message.setStringProperty(name, name);
        }
        Message again = passed(passed(message));
        for (String name : List.of("trace.parent-id", "1st", "NOT")) {
            assertEquals(name, again.getStringProperty(name));
        }
    }

    @Test
    void namesOfPropertiesHideHeaders() throws JMSException {
        Message message = withOneOfEach();
        message.setJMSCorrelationID("correlation");
        message.setJMSType("type");
        Message received = passed(message);
        Set<Object> expected = new TreeSet<>(ONE_OF_EACH.keySet());
        expected.add("JMSXDeliveryCount");
        assertEquals(expected, new TreeSet<Object>(Collections.list((Enumeration<?>) received.getPropertyNames())));
    }

    @Test
    void groupPropertiesOfTheClientSurvive() throws JMSException {
        Message message = auto().createMessage();
        message.setStringProperty("JMSXGroupID", "FRA");
        message.setIntProperty("JMSXGroupSeq", 17);
        Message received = passed(message);
        assertEquals("FRA", received.getStringProperty("JMSXGroupID"));
        assertEquals(17, received.getIntProperty("JMSXGroupSeq"));
    }

    @Test
    void headersArrive() throws JMSException {
        Session session = auto();
        Message message = session.createMessage();
        message.setJMSCorrelationID("correlation");
        message.setJMSReplyTo(session.createQueue("replies"));
        message.setJMSType("type");
        Message received = passed(message);
        assertEquals("correlation", received.getJMSCorrelationID());
        assertEquals(session.createQueue("replies"), received.getJMSReplyTo());
        assertEquals("type", received.getJMSType());
        assertEquals(session.createQueue("properties"), received.getJMSDestination());
    }

    @Test
    void aCorrelationIdGivenAsBytesArrivesAsThoseBytes() throws JMSException {
        byte[] id = {0, 1, (byte) 0xff, 'x'};
        Message message = auto().createMessage();
        message.setJMSCorrelationIDAsBytes(id);
        org.junit.jupiter.api.Assertions.assertArrayEquals(id, passed(message).getJMSCorrelationIDAsBytes());
        assertTrue(passed(message).getJMSCorrelationID() != null);
    }
}
