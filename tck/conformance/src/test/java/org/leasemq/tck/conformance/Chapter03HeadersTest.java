package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 3.4 Message header fields. */
class Chapter03HeadersTest extends ConformanceTest {

    @Section("3.4.1")
    @Test
    void theDestinationIsThatOfTheSend() throws JMSException {
        Message sent = session.createMessage();
        Message received = exchange(sent);
        assertEquals(queue.getQueueName(), ((Queue) received.getJMSDestination()).getQueueName());
        assertEquals(queue.getQueueName(), ((Queue) sent.getJMSDestination()).getQueueName());
    }

    @Section("3.4.2")
    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void theDeliveryModeIsThatOfTheProducer(int mode) throws JMSException {
        Message sent = session.createMessage();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryMode(mode);
            producer.send(sent);
        }
        assertEquals(mode, sent.getJMSDeliveryMode());
        assertEquals(mode, receive().getJMSDeliveryMode());
    }

    @Section("3.4.3")
    @Test
    void messageIdsBeginWithIdAndDiffer() throws JMSException {
        Message sent = session.createMessage();
        Message first = exchange(sent);
        String firstId = sent.getJMSMessageID();
        Message second = exchange(sent);
        assertTrue(firstId.startsWith("ID:"), firstId);
        assertEquals(firstId, first.getJMSMessageID());
        assertEquals(sent.getJMSMessageID(), second.getJMSMessageID());
        assertNotEquals(firstId, second.getJMSMessageID());
    }

    @Section("3.4.3")
    @Test
    void anIdThatIsNotWantedIsNullOrUnique() throws JMSException {
        Message sent = session.createMessage();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDisableMessageID(true);
            assertTrue(producer.getDisableMessageID());
            producer.send(sent);
        }
        String id = receive().getJMSMessageID();
        assertTrue(id == null || id.startsWith("ID:"), id);
    }

    @Section("3.4.4")
    @Test
    void theTimestampIsOneTimeForSenderAndReceiver() throws JMSException {
        Message sent = session.createMessage();
        Message received = exchange(sent);
        assertTrue(sent.getJMSTimestamp() > 0);
        assertEquals(sent.getJMSTimestamp(), received.getJMSTimestamp());
    }

    @Section("3.4.5")
    @Test
    void theCorrelationIdArrives() throws JMSException {
        Message sent = session.createMessage();
        sent.setJMSCorrelationID("order 7");
        assertEquals("order 7", exchange(sent).getJMSCorrelationID());
        assertNull(exchange(session.createMessage()).getJMSCorrelationID());
    }

    @Section("3.4.5")
    @Test
    void theCorrelationIdAsBytesArrives() throws JMSException {
        Message sent = session.createMessage();
        byte[] id = {1, -2, 3, 0, 100};
        sent.setJMSCorrelationIDAsBytes(id);
        assertArrayEquals(id, exchange(sent).getJMSCorrelationIDAsBytes());
    }

    @Section("3.4.6")
    @Test
    void theReplyDestinationArrivesAsWhatItIs() throws JMSException {
        Message sent = session.createMessage();
        assertNull(exchange(sent).getJMSReplyTo());
        sent.setJMSReplyTo(queue);
        assertEquals(queue.getQueueName(), ((Queue) exchange(sent).getJMSReplyTo()).getQueueName());
        sent.setJMSReplyTo(topic);
        assertEquals(topic.getTopicName(), ((Topic) exchange(sent).getJMSReplyTo()).getTopicName());
        TemporaryQueue temporaryQueue = session.createTemporaryQueue();
        sent.setJMSReplyTo(temporaryQueue);
        assertEquals(
                temporaryQueue.getQueueName(), ((TemporaryQueue) exchange(sent).getJMSReplyTo()).getQueueName());
        TemporaryTopic temporaryTopic = session.createTemporaryTopic();
        sent.setJMSReplyTo(temporaryTopic);
        assertEquals(
                temporaryTopic.getTopicName(), ((TemporaryTopic) exchange(sent).getJMSReplyTo()).getTopicName());
    }

    @Section("3.4.7")
    @Test
    void aFirstDeliveryIsNoRedelivery() throws JMSException {
        assertFalse(exchange(session.createMessage()).getJMSRedelivered());
    }

    @Section("3.4.8")
    @Test
    void theTypeArrives() throws JMSException {
        Message sent = session.createMessage();
        sent.setJMSType("invoice");
        assertEquals("invoice", exchange(sent).getJMSType());
    }

    @Section("3.4.9")
    @Test
    void aMessageThatLivesForeverHasExpirationZero() throws JMSException {
        Message sent = session.createMessage();
        assertEquals(0, exchange(sent).getJMSExpiration());
        assertEquals(0, sent.getJMSExpiration());
    }

    @Section("3.4.9")
    @Test
    void theExpirationIsTheTimeOfTheSendPlusTheTimeToLive() throws JMSException {
        Message sent = session.createMessage();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setTimeToLive(600_000);
            producer.send(sent);
        }
        long life = sent.getJMSExpiration() - sent.getJMSTimestamp();
        assertTrue(life >= 600_000 && life < 660_000, "lives " + life + " ms");
        assertEquals(sent.getJMSExpiration(), receive().getJMSExpiration());
    }

    @Section("3.4.10")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void thePriorityIsThatOfTheProducer(int priority) throws JMSException {
        Message sent = session.createMessage();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setPriority(priority);
            producer.send(sent);
        }
        assertEquals(priority, sent.getJMSPriority());
        assertEquals(priority, receive().getJMSPriority());
    }

    @Section("3.4.11")
    @Test
    void headersThatTheProducerSetsOverwriteThoseOfTheClient() throws JMSException {
        Message sent = session.createMessage();
        sent.setJMSPriority(9);
        sent.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
        sent.setJMSExpiration(1);
        sent.setJMSMessageID("ID:mine");
        sent.setJMSTimestamp(1);
        sent.setJMSDestination(topic);
        Message received = exchange(sent);
        assertEquals(Message.DEFAULT_PRIORITY, received.getJMSPriority());
        assertEquals(DeliveryMode.PERSISTENT, received.getJMSDeliveryMode());
        assertEquals(0, received.getJMSExpiration());
        assertNotEquals("ID:mine", received.getJMSMessageID());
        assertTrue(received.getJMSTimestamp() > 1);
        assertTrue(received.getJMSDestination() instanceof Queue);
    }

    @Section("3.4.13")
    @Test
    void theDeliveryTimeIsTheTimeOfTheSendPlusTheDelay() throws JMSException {
        Message sent = session.createMessage();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(600_000);
            producer.send(sent);
        }
        long delay = sent.getJMSDeliveryTime() - sent.getJMSTimestamp();
        assertTrue(delay >= 600_000 && delay < 660_000, "delayed " + delay + " ms");
    }

    @Section("3.4.13")
    @Test
    void withoutADelayTheDeliveryTimeIsTheTimeOfTheSend() throws JMSException {
        unlessDepartureIs("delivery time of the client");
        Message sent = session.createMessage();
        sent.setJMSDeliveryTime(Long.MAX_VALUE);
        Message received = exchange(sent);
        assertTrue(Math.abs(sent.getJMSDeliveryTime() - sent.getJMSTimestamp()) < 60_000);
        assertEquals(sent.getJMSDeliveryTime(), received.getJMSDeliveryTime());
    }
}
