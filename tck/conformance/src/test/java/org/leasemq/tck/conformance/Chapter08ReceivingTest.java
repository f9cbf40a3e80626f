package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueReceiver;
import jakarta.jms.Session;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicSubscriber;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 8 Receiving messages: consumers, listeners, and how they end. */
class Chapter08ReceivingTest extends ConformanceTest {
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    private interface Action {
        void run() throws JMSException;
    }

    private void note(String event, Action action) {
        try {
            action.run();
            events.add(event);
        } catch (JMSException e) {
            events.add(e);
        }
    }

    @Section("8.2")
    @Test
    void aConsumerOfAQueueNeedsAQueue() {
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null));
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null, "a = 1"));
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null, "a = 1", true));
    }

    @Section("8.2")
    @Test
    void aQueueReceiverTellsItsQueueAndReceives() throws JMSException {
        send(queue, "one");
        try (QueueConnection own = ((QueueConnectionFactory) factory).createQueueConnection()) {
            own.start();
            QueueReceiver receiver =
                    own.createQueueSession(false, Session.AUTO_ACKNOWLEDGE).createReceiver(queue, "p IS NULL");
            assertEquals(queue.getQueueName(), receiver.getQueue().getQueueName());
            assertEquals("p IS NULL", receiver.getMessageSelector());
            assertReceives(receiver, "one");
        }
    }

    @Section("8.3.1")
    @Test
    void aTopicSubscriberTellsItsTopicAndWhetherItLeavesOutItsOwn() throws JMSException {
        try (TopicConnection own = ((TopicConnectionFactory) factory).createTopicConnection()) {
            own.start();
            var ownSession = own.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
            TopicSubscriber subscriber = ownSession.createSubscriber(topic, null, true);
            assertEquals(topic.getTopicName(), subscriber.getTopic().getTopicName());
            assertTrue(subscriber.getNoLocal());
            assertFalse(ownSession.createSubscriber(topic).getNoLocal());
            ownSession.createPublisher(topic).publish(ownSession.createTextMessage("own"));
            send(topic, "other");
            assertReceives(subscriber, "other");
        }
    }

    @Section("8.5")
    @Test
    void aReceiveGivesTheNextMessageOrNothing() throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            assertNull(consumer.receiveNoWait());
            assertNull(consumer.receive(1));
            send(queue, "one", "two", "three");
            assertEquals("one", text(consumer.receive()));
            assertEquals("two", text(consumer.receive(PATIENCE)));
            assertEquals("three", text(consumer.receiveNoWait()));
            assertNull(consumer.receiveNoWait());
        }
    }

    @Section("8.5")
    @Test
    void aTimeoutOfZeroMeansToWait() throws JMSException {
        send(queue, "one");
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            assertEquals("one", text(consumer.receive(0)));
        }
    }

    @Section("6.1.5")
    @Test
    void aReceiveOnAStoppedConnectionRunsOutOfTime() throws JMSException {
        send(queue, "one");
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            connection.stop();
            assertNull(consumer.receive(1));
            connection.start();
            assertReceives(consumer, "one");
        }
    }

    @Section("8.6")
    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void aBodyOfAWrongTypeIsNotCountedAsDelivered(int mode) throws JMSException {
        unlessDepartureIs("bodies of another type");
        send(queue, "one", "two");
        try (JMSContext context = factory.createContext(mode)) {
            JMSConsumer consumer = context.createConsumer(queue);
            assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(Integer.class, PATIENCE));
            Message one = consumer.receive(PATIENCE);
            assertEquals("one", text(one));
            assertFalse(one.getJMSRedelivered());
            assertEquals(1, one.getIntProperty("JMSXDeliveryCount"));
            assertEquals("two", consumer.receiveBody(String.class, PATIENCE));
        }
        assertHolds();
    }

    @Section("8.6")
    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    void aBodyOfAWrongTypeIsDeliveredIfTheSessionDecides(int mode) throws JMSException {
        unlessDepartureIs("bodies of another type");
        send(queue, "one", "two");
        try (JMSContext context = factory.createContext(mode)) {
            JMSConsumer consumer = context.createConsumer(queue);
            assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(Integer.class, PATIENCE));
            assertEquals("two", consumer.receiveBody(String.class, PATIENCE));
            if (mode == Session.SESSION_TRANSACTED) {
                context.rollback();
            } else {
                context.recover();
            }
            Message again = consumer.receive(PATIENCE);
            assertEquals("one", text(again));
            assertTrue(again.getJMSRedelivered());
            assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
        }
    }

    @Section("8.6")
    @Test
    void aStreamAndAMessageWithoutABodyHaveNoBodyToReceive() {
        unlessDepartureIs("bodies of another type");
        try (JMSContext context = factory.createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
            context.createProducer().send(queue, context.createStreamMessage()).send(queue, context.createMessage());
            JMSConsumer consumer = context.createConsumer(queue);
            assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(Object.class, PATIENCE));
            assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(Object.class, PATIENCE));
        }
    }

    @Section("8.7")
    @Test
    void aListenerCanBeReplacedAndTakenAway() throws JMSException, InterruptedException {
        connection.stop();
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            assertNull(consumer.getMessageListener());
            MessageListener listener = message -> events.add("heard");
            consumer.setMessageListener(message -> events.add("replaced"));
            consumer.setMessageListener(listener);
            assertSame(listener, consumer.getMessageListener());
            send(queue, "one");
            connection.start();
            assertEquals("heard", take(events));
        }
    }

    @Section("8.7")
    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    void afterAListenerThrewItHearsTheNextIfTheSessionDecides(int mode) throws JMSException, InterruptedException {
        send(queue, "one", "two");
        try (Session own = inMode(mode)) {
            own.createConsumer(queue).setMessageListener(message -> {
                String text = textOf(message);
                events.add(text);
                if (text.equals("one")) {
                    throw new IllegalArgumentException("thrown by the test's listener");
                }
            });
            assertEquals("one", take(events));
            assertEquals("two", take(events));
        }
        assertHolds("one", "two");
    }

    private static String textOf(Message message) {
        try {
            return text(message);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Section("8.8")
    @ParameterizedTest
    @ValueSource(strings = {"consumer", "session", "connection", "stop"})
    void closingWaitsForTheListenerThatRunsAndLetsItWork(String what) throws Exception {
        var own = another();
        Session listening = own.createSession();
        MessageConsumer consumer = listening.createConsumer(queue);
        var other = session.createQueue(unique("other"));
        CountDownLatch release = new CountDownLatch(1);
        consumer.setMessageListener(message -> {
            events.add("begun");
            awaitQuietly(release);
            note("ended", () -> work(own, listening, other));
        });
        send(queue, "one");
        assertEquals("begun", take(events));
        Thread closer = new Thread(() -> note("closed", () -> close(what, consumer, listening, own)));
        closer.start();
        while (closer.getState() == Thread.State.NEW || closer.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        release.countDown();
        assertEquals("ended", take(events));
        assertEquals("closed", take(events));
        assertHolds();
        try (MessageConsumer ofOther = session.createConsumer(other)) {
            assertReceives(ofOther, "from the listener");
        }
    }

    private static void work(Connection own, Session listening, Queue to) throws JMSException {
        assertNotNull(own.getMetaData());
        listening.createProducer(to).send(listening.createTextMessage("from the listener"));
    }

    private static void close(String what, MessageConsumer consumer, Session listening, Connection own)
            throws JMSException {
        switch (what) {
            case "consumer" -> consumer.close();
            case "session" -> listening.close();
            case "connection" -> own.close();
            default -> own.stop();
        }
    }

    private void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE, TimeUnit.MILLISECONDS)) {
                events.add("was not released");
            }
        } catch (InterruptedException e) {
            events.add(e);
        }
    }

    @Section("8.8")
    @Test
    void aListenerThatClosesItsConsumerEndsNormally() throws JMSException, InterruptedException {
        unlessDepartureIs("acknowledgement by a listener that closes its consumer");
        send(queue, "one", "two");
        try (Session own = inMode(Session.AUTO_ACKNOWLEDGE)) {
            MessageConsumer consumer = own.createConsumer(queue);
            consumer.setMessageListener(message -> note("closed after " + textOf(message), consumer::close));
            assertEquals("closed after one", take(events));
        }
        assertHolds("two");
    }

    @Section("8.8")
    @Test
    void aClosedConsumerRefusesToWorkAndCanBeClosedAgain() throws JMSException {
        MessageConsumer consumer = session.createConsumer(queue, "a = 1");
        consumer.close();
        consumer.close();
        assertThrows(IllegalStateException.class, consumer::receive);
        assertThrows(IllegalStateException.class, consumer::receiveNoWait);
        assertThrows(IllegalStateException.class, () -> consumer.receive(1));
        assertThrows(IllegalStateException.class, consumer::getMessageSelector);
        assertThrows(IllegalStateException.class, consumer::getMessageListener);
        assertThrows(IllegalStateException.class, () -> consumer.setMessageListener(message -> {}));
    }

    @Section("8.8")
    @Test
    void aReceivedMessageOutlivesItsConsumerSessionAndConnection() throws JMSException {
        send(queue, "one");
        var own = another();
        Message received;
        try (MessageConsumer consumer = own.createSession().createConsumer(queue)) {
            received = receive(consumer);
        }
        own.close();
        assertEquals("one", text(received));
        assertInstanceOf(String.class, received.getJMSMessageID());
        received.clearProperties();
        received.setStringProperty("p", "v");
        assertEquals("v", received.getStringProperty("p"));
    }
}
