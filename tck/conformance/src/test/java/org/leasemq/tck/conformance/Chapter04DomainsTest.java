package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 4 Messaging domains. */
class Chapter04DomainsTest extends ConformanceTest {

    @Section("4.1.2")
    @Test
    void aMessageOfAQueueIsForOneReceiver() throws JMSException {
        send(queue, "one");
        try (MessageConsumer first = session.createConsumer(queue)) {
            assertReceives(first, "one");
        }
        assertHolds();
    }

    @Section("4.1.2")
    @Test
    void whatASelectorLeavesStaysInTheQueue() throws JMSException {
        send(queue, "one", "two");
        try (MessageConsumer none = session.createConsumer(queue, "missing = 1")) {
            assertEmpty(none);
        }
        assertHolds("one", "two");
    }

    @Section("4.1.5")
    @Test
    void aTemporaryQueueIsConsumedByItsConnectionAndFilledByAny() throws JMSException {
        TemporaryQueue temporary = session.createTemporaryQueue();
        try (Session other = another().createSession();
                MessageConsumer consumer = session.createConsumer(temporary)) {
            assertThrows(JMSException.class, () -> other.createConsumer(temporary));
            other.createProducer(temporary).send(other.createTextMessage("one"));
            assertReceives(consumer, "one");
            assertThrows(JMSException.class, temporary::delete);
        }
        temporary.delete();
        assertThrows(JMSException.class, () -> session.createConsumer(temporary));
    }

    @Section("4.1.5")
    @Test
    void aTemporaryQueueGoesWithItsConnection() throws JMSException {
        unlessDepartureIs("end of a temporary queue");
        Connection owner = another();
        TemporaryQueue temporary = owner.createSession().createTemporaryQueue();
        owner.close();
        assertThrows(JMSException.class, () -> session.createProducer(temporary).send(session.createMessage()));
    }

    @Section("4.2.7")
    @Test
    void aTemporaryTopicIsConsumedByItsConnectionAndFilledByAny() throws JMSException {
        TemporaryTopic temporary = session.createTemporaryTopic();
        try (Session other = another().createSession();
                MessageConsumer consumer = session.createConsumer(temporary)) {
            assertThrows(JMSException.class, () -> other.createConsumer(temporary));
            other.createProducer(temporary).send(other.createTextMessage("one"));
            assertReceives(consumer, "one");
            assertThrows(JMSException.class, temporary::delete);
        }
        temporary.delete();
    }

    @Section("4.1.6")
    @Test
    void aBrowserShowsMessagesInOrderAndTakesNone() throws JMSException {
        send(queue, "one", "two");
        try (QueueBrowser browser = session.createBrowser(queue)) {
            assertEquals(List.of("one", "two"), shown(browser));
            assertEquals(List.of("one", "two"), shown(browser));
            assertEquals(queue.getQueueName(), browser.getQueue().getQueueName());
        }
        assertHolds("one", "two");
    }

    @Section("4.1.6")
    @Test
    void aBrowserObeysItsSelector() throws JMSException {
        send(queue, "none");
        Message chosen = session.createTextMessage("chosen");
        chosen.setIntProperty("p", 1);
        session.createProducer(queue).send(chosen);
        try (QueueBrowser browser = session.createBrowser(queue, "p = 1")) {
            assertEquals(List.of("chosen"), shown(browser));
            assertEquals("p = 1", browser.getMessageSelector());
        }
    }

    private static List<String> shown(QueueBrowser browser) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
            texts.add(text((Message) message));
        }
        return texts;
    }

    @Section("9.2")
    @Test
    void aQueueSessionKnowsNoTopics() throws JMSException {
        try (var connection = ((QueueConnectionFactory) factory).createQueueConnection();
                QueueSession only = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE)) {
            assertThrows(IllegalStateException.class, () -> only.createTopic("t"));
            assertThrows(IllegalStateException.class, only::createTemporaryTopic);
            assertThrows(IllegalStateException.class, () -> only.createDurableSubscriber(topic, "d"));
            assertThrows(IllegalStateException.class, () -> only.createDurableConsumer(topic, "d"));
            assertThrows(IllegalStateException.class, () -> only.createSharedConsumer(topic, "d"));
            assertThrows(IllegalStateException.class, () -> only.unsubscribe("d"));
            assertThrows(
                    IllegalStateException.class,
                    () -> connection.createDurableConnectionConsumer(topic, "d", null, null, 1));
        }
    }

    @Section("9.2")
    @Test
    void aTopicSessionKnowsNoQueues() throws JMSException {
        try (var connection = ((TopicConnectionFactory) factory).createTopicConnection();
                TopicSession only = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE)) {
            assertThrows(IllegalStateException.class, () -> only.createQueue("q"));
            assertThrows(IllegalStateException.class, only::createTemporaryQueue);
            assertThrows(IllegalStateException.class, () -> only.createBrowser(queue));
            assertThrows(IllegalStateException.class, () -> only.createBrowser(queue, "a = 1"));
        }
    }
}
