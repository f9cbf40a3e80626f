package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueRequestor;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicRequestor;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 2.16, 4, 6.2.2, 6.2.3 and 7.9: requests, names, temporary destinations; what portable applications rely on. */
class Chapter04FacilitiesTest extends ConformanceTest {
    private final BlockingQueue<Object> problems = new LinkedBlockingQueue<>();

    /** Answers a request with its text twice. */
    private void answer(Session answering, Message request) {
        try (MessageProducer producer = answering.createProducer(request.getJMSReplyTo())) {
            Message reply = answering.createTextMessage(text(request) + text(request));
            reply.setJMSCorrelationID(request.getJMSMessageID());
            producer.send(reply);
        } catch (JMSException e) {
            problems.add(e);
        }
    }

    @Section("4.1.7")
    @Test
    void aQueueRequestorSendsARequestAndWaitsForItsReply() throws JMSException {
        Session answering = another().createSession();
        answering.createConsumer(queue).setMessageListener(request -> answer(answering, request));
        try (QueueConnection own = ((QueueConnectionFactory) factory).createQueueConnection()) {
            own.start();
            QueueRequestor requestor =
                    new QueueRequestor(own.createQueueSession(false, Session.AUTO_ACKNOWLEDGE), queue);
            assertEquals("oneone", text(requestor.request(session.createTextMessage("one"))));
            assertEquals("twotwo", text(requestor.request(session.createTextMessage("two"))));
            requestor.close();
        }
        assertNull(problems.peek());
    }

    @Section("4.2.10")
    @Test
    void aTopicRequestorPublishesARequestAndWaitsForItsReply() throws JMSException {
        Session answering = another().createSession();
        answering.createConsumer(topic).setMessageListener(request -> answer(answering, request));
        try (TopicConnection own = ((TopicConnectionFactory) factory).createTopicConnection()) {
            own.start();
            TopicRequestor requestor =
                    new TopicRequestor(own.createTopicSession(false, Session.AUTO_ACKNOWLEDGE), topic);
            assertEquals("oneone", text(requestor.request(session.createTextMessage("one"))));
            requestor.close();
        }
        assertNull(problems.peek());
    }

    @Section("2.16")
    @Test
    void aReplyIsFoundByItsCorrelationId() throws JMSException {
        Session answering = another().createSession();
        answering.createConsumer(queue).setMessageListener(request -> answer(answering, request));
        TemporaryQueue replies = session.createTemporaryQueue();
        Message first = session.createTextMessage("one");
        Message second = session.createTextMessage("two");
        for (Message request : new Message[] {first, second}) {
            request.setJMSReplyTo(replies);
            session.createProducer(queue).send(request);
        }
        for (Message request : new Message[] {second, first}) {
            String selector = "JMSCorrelationID = '" + request.getJMSMessageID() + "'";
            try (MessageConsumer consumer = session.createConsumer(replies, selector)) {
                assertReceives(consumer, text(request) + text(request));
            }
        }
        assertNull(problems.peek());
    }

    @Section("4.1.2")
    @Test
    void eachMessageOfAQueueGoesToOneOfItsReceivers() throws JMSException {
        send(queue, "1", "2", "3", "4");
        int received = 0;
        try (Session one = another().createSession(Session.CLIENT_ACKNOWLEDGE);
                Session two = another().createSession(Session.CLIENT_ACKNOWLEDGE)) {
            MessageConsumer[] consumers = {one.createConsumer(queue, "TRUE"), two.createConsumer(queue, "TRUE")};
            for (MessageConsumer consumer : consumers) {
                for (Message m = consumer.receiveNoWait(); m != null; m = consumer.receiveNoWait()) {
                    assertFalse(m.getJMSRedelivered());
                    received++;
                }
            }
            assertEquals(4, received);
        }
    }

    @Section("4.1.6")
    @Test
    void aBrowserShowsNothingBeforeItsDeliveryTime() throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(600_000);
            producer.send(session.createTextMessage("late"));
        }
        send(queue, "early");
        try (QueueBrowser browser = session.createBrowser(queue)) {
            var shown = browser.getEnumeration();
            assertEquals("early", text((Message) shown.nextElement()));
            assertFalse(shown.hasMoreElements());
        }
    }

    @Section("4.2.4")
    @ParameterizedTest
    @ValueSource(strings = {"letters", "Größe", "digits0123456789", "under_score", "dot.dot", "minus-minus", "long"})
    void aSubscriptionMayHaveAnyPortableName(String kind) throws JMSException {
        String name = kind.equals("long") ? "n".repeat(128) : kind;
        Connection client = client(unique("client"));
        Session own = client.createSession();
        own.createDurableConsumer(topic, name).close();
        send(topic, "one");
        try (MessageConsumer durable = own.createDurableConsumer(topic, name);
                MessageConsumer shared = own.createSharedConsumer(topic, name)) {
            assertReceives(durable, "one");
            send(topic, "two");
            assertReceives(durable, "two");
            assertReceives(shared, "two");
        }
        own.unsubscribe(name);
    }

    @Section("6.2.2")
    @Test
    void everySessionOfAConnectionConsumesItsTemporaryDestinations() throws JMSException {
        TemporaryQueue first = session.createTemporaryQueue();
        TemporaryQueue second = session.createTemporaryQueue();
        assertNotEquals(first.getQueueName(), second.getQueueName());
        try (Session other = connection.createSession();
                MessageConsumer consumer = other.createConsumer(first)) {
            send(first, "one");
            assertReceives(consumer, "one");
        }
    }

    @Section("6.2.3")
    @Test
    void theNameOfADestinationMakesTheSameDestinationAgain() throws JMSException {
        send(session.createQueue(queue.getQueueName()), "one");
        try (Session other = another().createSession();
                MessageConsumer ofQueue = other.createConsumer(other.createQueue(queue.getQueueName()));
                MessageConsumer ofTopic = other.createConsumer(other.createTopic(topic.getTopicName()))) {
            assertReceives(ofQueue, "one");
            send(topic, "two");
            assertReceives(ofTopic, "two");
        }
    }

    @Section("7.9")
    @Test
    void aDelayedMessageIsForThoseWhoSubscribedBeforeItWasSent() throws JMSException {
        try (MessageConsumer before = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            producer.setDeliveryDelay(200);
            producer.send(session.createTextMessage("late"));
            try (MessageConsumer after = session.createConsumer(topic)) {
                assertReceives(before, "late");
                assertEmpty(after);
            }
        }
    }

    @Section("7.9")
    @Test
    void theDelayOfATransactionRunsFromTheSend() throws JMSException {
        try (Session sender = transacted()) {
            MessageProducer producer = sender.createProducer(queue);
            producer.setDeliveryDelay(600_000);
            Message sent = sender.createTextMessage("late");
            producer.send(sent);
            sender.commit();
            long delay = sent.getJMSDeliveryTime() - sent.getJMSTimestamp();
            assertEquals(600_000, delay, 60_000);
        }
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            assertEmpty(consumer);
        }
    }

    @Section("7.6")
    @Test
    void aContextsProducerSetsTheHeadersOfWhatItSends() throws JMSException {
        try (JMSContext context = factory.createContext()) {
            context.createProducer()
                    .setJMSCorrelationID("order 7")
                    .setJMSType("invoice")
                    .setJMSReplyTo(topic)
                    .send(queue, "text");
            JMSConsumer consumer = context.createConsumer(queue);
            Message received = consumer.receive(PATIENCE);
            assertEquals("order 7", received.getJMSCorrelationID());
            assertEquals("invoice", received.getJMSType());
            assertEquals(topic, received.getJMSReplyTo());
        }
    }

    @Section("7.5")
    @Test
    void propertiesOfAContextsProducerOverrideThoseOfTheMessage() throws JMSException {
        try (JMSContext context = factory.createContext()) {
            Message message = context.createMessage();
            message.setIntProperty("both", 1);
            message.setIntProperty("own", 1);
            context.createProducer().setProperty("both", 2).send(queue, message);
        }
        Message received = receive();
        assertEquals(2, received.getIntProperty("both"));
        assertEquals(1, received.getIntProperty("own"));
    }

    @Section("7.7")
    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void aMessageIsDeliveredOnce(int mode) throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryMode(mode);
            producer.send(session.createTextMessage("one"));
        }
        assertHolds("one");
        assertHolds();
    }
}
