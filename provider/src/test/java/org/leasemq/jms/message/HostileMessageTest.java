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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.jms.JmsTest;

/** Messages of senders who need not keep to what Jakarta Messaging writes, or want to do harm. */
class HostileMessageTest extends JmsTest {

    private void arrive(Map<String, String> attributes) {
        Map<String, Attribute> typed = new LinkedHashMap<>();
        attributes.forEach((name, value) -> typed.put(name, Attribute.string(value)));
        engine().createQueue("hostile", QueueAttributes.standardQueue()).await();
        engine().send(
                        "hostile",
                        List.of(org.leasemq.engine.model.Message.of(Body.text("body"))
                                .withAttributes(typed)))
                .await()
                .get(0)
                .get();
    }

    @ParameterizedTest
    @CsvSource({
        "?x,temporary-queue",
        "?x,temporary-topic",
        "?x,",
        "' ',temporary-queue",
        "' ',topic",
        "orders?delay=5m,",
        "orders?max-receive-count=x,temporary-queue",
        "'or\tders',temporary-queue",
        "'or\tders',"
    })
    void aReplyToThatCannotBeUsedIsLeftOut(String name, String kind) throws Exception {
        Map<String, String> attributes = new LinkedHashMap<>(Map.of("JMS_SQSReplyToQueueName", name));
        if (kind != null) {
            attributes.put("JMS_LeaseMQReplyToKind", kind);
        }
        arrive(attributes);
        arrive(attributes);
        try (Session session = auto()) {
            Enumeration<?> shown =
                    session.createBrowser(session.createQueue("hostile")).getEnumeration();
            assertEquals(2, Collections.list(shown).size());
            Message received = consumer(session, "hostile").receiveNoWait();
            assertNull(received.getJMSReplyTo());
            assertEquals("body", text(received));
        }
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        try (Session session = auto()) {
            consumer(session, "hostile").setMessageListener(heard::add);
            assertNull(take(heard).getJMSReplyTo());
            send("hostile", "and on");
            assertEquals("and on", text(take(heard)));
        }
    }

    @Test
    void aHeaderIsThereWithoutAnyOtherAttribute() throws JMSException {
        try (Session session = auto()) {
            arrive(Map.of("JMS_SQSCorrelationID", "seven"));
            assertEquals("seven", consumer(session, "hostile").receiveNoWait().getJMSCorrelationID());
            arrive(Map.of("JMS_SQSReplyToQueueName", "replies"));
            assertEquals(
                    session.createQueue("replies"),
                    consumer(session, "hostile").receiveNoWait().getJMSReplyTo());
            arrive(Map.of("JMS_LeaseMQType", "type"));
            assertEquals("type", consumer(session, "hostile").receiveNoWait().getJMSType());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS.",
                "AWS.Trace",
                "JMS_SQSMessageType",
                "JMS_SQSCorrelationID",
                "JMS_SQSReplyToQueueName",
                "JMS_LeaseMQReplyToKind",
                "JMS_LeaseMQType"
            })
    void aPropertyThatNobodyWouldGetIsRefused(String name) throws JMSException {
        Message message = auto().createMessage();
        JMSException refusal =
                assertThrows(MessageFormatException.class, () -> message.setObjectProperty(name, "value"));
        assertTrue(refusal.getMessage().contains(name), refusal.getMessage());
        assertThrows(MessageFormatException.class, () -> message.setIntProperty(name, 1));
        assertFalse(message.propertyExists(name));
    }
}
