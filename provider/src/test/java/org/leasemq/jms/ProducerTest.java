package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.message.ForeignMessage;

class ProducerTest extends JmsTest {

    @Test
    void theProducersHeadersWinOverThoseOfTheMessage() throws JMSException {
        Session session = auto();
        Queue queue = session.createQueue("orders");
        MessageProducer producer = session.createProducer(queue);
        producer.setPriority(7);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        producer.setTimeToLive(100_000);
        Message message = session.createTextMessage("one");
        message.setJMSPriority(1);
        message.setJMSMessageID("mine");
        message.setJMSTimestamp(1);
        message.setJMSExpiration(1);
        message.setJMSDeliveryMode(DeliveryMode.PERSISTENT);
        message.setJMSDestination(session.createQueue("elsewhere"));
        long before = CLOCK.millis();
        producer.send(message);
        long after = CLOCK.millis();
        Message received = consumer(session, "orders").receiveNoWait();
        for (Message each : List.of(message, received)) {
            assertTrue(each.getJMSMessageID().startsWith("ID:"), each.getJMSMessageID());
            assertTrue(each.getJMSTimestamp() >= before && each.getJMSTimestamp() <= after);
            assertEquals(each.getJMSTimestamp() + 100_000, each.getJMSExpiration());
            assertEquals(each.getJMSTimestamp(), each.getJMSDeliveryTime());
            assertEquals(7, each.getJMSPriority());
            assertEquals(DeliveryMode.NON_PERSISTENT, each.getJMSDeliveryMode());
            assertEquals(queue, each.getJMSDestination());
        }
        assertEquals(message.getJMSMessageID(), received.getJMSMessageID());
        assertEquals(message.getJMSTimestamp(), received.getJMSTimestamp());
    }

    @Test
    void aProducerForNoQueueSendsAnywhereAndOneForAQueueOnlyThere() throws JMSException {
        Session session = auto();
        Message message = session.createTextMessage("one");
        MessageProducer anywhere = session.createProducer(null);
        anywhere.send(session.createQueue("a"), message);
        anywhere.send(session.createQueue("b"), message);
        assertThrows(UnsupportedOperationException.class, () -> anywhere.send(message));
        assertThrows(InvalidDestinationException.class, () -> anywhere.send((Destination) null, message));
        MessageProducer bound = session.createProducer(session.createQueue("a"));
        assertThrows(UnsupportedOperationException.class, () -> bound.send(session.createQueue("b"), message));
        assertEquals(List.of("one"), drain("a"));
        assertEquals(List.of("one"), drain("b"));
    }

    @Test
    void nullMessagesAndImpossibleSettingsAreRefused() throws JMSException {
        Session session = auto();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        assertThrows(MessageFormatException.class, () -> producer.send(null));
        assertThrows(JMSException.class, () -> producer.setPriority(10));
        assertThrows(JMSException.class, () -> producer.setDeliveryMode(3));
        assertThrows(JMSException.class, () -> producer.setTimeToLive(-1));
        assertThrows(JMSException.class, () -> producer.setDeliveryDelay(-1));
        Message message = session.createMessage();
        assertThrows(JMSException.class, () -> producer.send(message, 2, -1, 0));
    }

    @Test
    void aHigherPriorityGoesFirstOnAStandardQueue() throws JMSException {
        Session session = auto();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        producer.send(session.createTextMessage("low"), DeliveryMode.PERSISTENT, 1, 0);
        producer.send(session.createTextMessage("high"), DeliveryMode.PERSISTENT, 9, 0);
        producer.send(session.createTextMessage("low too"), DeliveryMode.PERSISTENT, 1, 0);
        assertEquals(List.of("high", "low", "low too"), drain("orders"));
    }

    @Test
    void aDelayedMessageComesWhenItsTimeHasCome() throws JMSException {
        Session session = auto();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        producer.setDeliveryDelay(300);
        Message sent = session.createTextMessage("later");
        producer.send(sent);
        assertEquals(sent.getJMSTimestamp() + 300, sent.getJMSDeliveryTime());
        MessageConsumer consumer = consumer(session, "orders");
        Message received = consumer.receive();
        assertTrue(CLOCK.millis() >= received.getJMSDeliveryTime());
        assertEquals(sent.getJMSDeliveryTime(), received.getJMSDeliveryTime());
    }

    @Test
    void anExpiredMessageIsNotDelivered() throws JMSException {
        Session session = auto();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        producer.setTimeToLive(1);
        producer.send(session.createTextMessage("short-lived"));
        MessageProducer marker = session.createProducer(session.createQueue("marker"));
        marker.setDeliveryDelay(2);
        marker.send(session.createTextMessage("it is over"));
        assertEquals("it is over", text(consumer(session, "marker").receive()));
        assertNull(consumer(session, "orders").receiveNoWait());
    }

    @Test
    void aTimedReceiveEndsWithoutAMessage() throws JMSException {
        assertNull(consumer(auto(), "orders").receive(5));
        assertThrows(JMSException.class, () -> consumer(auto(), "orders").receive(-1));
    }

    @Test
    void anOversizedMessageIsRefusedWithItsSizeAndItsQueue() throws JMSException {
        Session session = auto();
        Queue small = session.createQueue("small?maximum-message-size=2KB");
        MessageProducer producer = session.createProducer(small);
        Message large = session.createTextMessage("x".repeat(3_000));
        JMSException refusal = assertThrows(JMSException.class, () -> producer.send(large));
        assertTrue(
                refusal.getMessage().contains("small") && refusal.getMessage().contains("2048"), refusal.toString());
        assertEquals("LEASEMQ-MESSAGE-TOO-LARGE", refusal.getErrorCode());
        assertNotNull(refusal.getCause());
        assertEquals(List.of(), drain("small"));
    }

    @Test
    void foreignMessagesOfEveryTypeAreConverted() throws JMSException {
        Session session = auto();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        for (Message foreign : ForeignMessage.oneOfEach()) {
            foreign.setStringProperty("colour", "red");
            foreign.setJMSCorrelationID("correlation");
            producer.send(foreign);
            Message received = consumer(session, "orders").receiveNoWait();
            assertEquals("red", received.getStringProperty("colour"));
            assertEquals("correlation", received.getJMSCorrelationID());
            assertEquals(received.getJMSMessageID(), foreign.getJMSMessageID());
            assertEquals(received.getJMSTimestamp(), foreign.getJMSTimestamp());
            assertEquals(received.getJMSDestination(), foreign.getJMSDestination());
            assertEquals(DeliveryMode.PERSISTENT, foreign.getJMSDeliveryMode());
            assertEquals(4, foreign.getJMSPriority());
            ForeignMessage.assertSameBody(received, foreign.getJMSType());
        }
    }
}
