package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 7 Sending messages, and 8.6 Receiving message bodies. */
class Chapter07SendingTest extends ConformanceTest {

    /** Does something when a message has been sent, and keeps what comes of it. */
    private static final class Completions implements CompletionListener {
        private final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
        private final Action action;

        Completions(Action action) {
            this.action = action;
        }

        @Override
        public void onCompletion(Message message) {
            try {
                outcomes.add(action.on(message));
            } catch (JMSException e) {
                outcomes.add(e);
            }
        }

        @Override
        public void onException(Message message, Exception failure) {
            outcomes.add(failure);
        }
    }

    private interface Action {
        Object on(Message message) throws JMSException;
    }

    @Section("7.1")
    @Test
    void aProducerWithoutADestinationIsToldItWithEachMessage() throws JMSException {
        try (MessageProducer anonymous = session.createProducer(null);
                MessageProducer identified = session.createProducer(queue)) {
            Message message = session.createTextMessage("one");
            assertThrows(UnsupportedOperationException.class, () -> anonymous.send(message));
            assertThrows(UnsupportedOperationException.class, () -> identified.send(topic, message));
            assertThrows(InvalidDestinationException.class, () -> anonymous.send(null, message));
            assertNull(anonymous.getDestination());
            anonymous.send(queue, message);
        }
        assertHolds("one");
    }

    @Section("7.2")
    @Test
    void thereHasToBeAMessage() throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            unlessDepartureIs("null as a message");
            assertThrows(MessageFormatException.class, () -> producer.send((Message) null));
        }
    }

    @Section("7.3.3")
    @Test
    void asynchronousSendsKeepTheirOrder() throws JMSException, InterruptedException {
        Completions completions = new Completions(ConformanceTest::text);
        try (MessageProducer producer = session.createProducer(queue)) {
            for (String text : new String[] {"1", "2", "3", "4", "5"}) {
                producer.send(session.createTextMessage(text), completions);
            }
            for (String text : new String[] {"1", "2", "3", "4", "5"}) {
                assertEquals(text, take(completions.outcomes));
            }
        }
        assertHolds("1", "2", "3", "4", "5");
    }

    @Section("7.3.4")
    @ParameterizedTest
    @ValueSource(strings = {"session", "connection", "producer", "commit", "rollback"})
    void aCompletionListenerMayNotCloseOrEndWhatItBelongsTo(String what) throws JMSException, InterruptedException {
        unlessDepartureIs("completion listener and " + what);
        Session own = transacted();
        MessageProducer producer = own.createProducer(queue);
        Completions completions = new Completions(message -> {
            switch (what) {
                case "session" -> own.close();
                case "connection" -> connection.close();
                case "producer" -> producer.close();
                case "commit" -> own.commit();
                default -> own.rollback();
            }
            return "done";
        });
        producer.send(own.createMessage(), completions);
        assertInstanceOf(IllegalStateException.class, take(completions.outcomes));
    }

    @Section("7.3")
    @Test
    void anAsynchronousSendNeedsAListener() throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            Message message = session.createMessage();
            assertThrows(IllegalArgumentException.class, () -> producer.send(message, null));
        }
    }

    @Section("7.7")
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3})
    void aDeliveryModeThatDoesNotExistIsRefused(int mode) throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            assertThrows(JMSException.class, () -> producer.setDeliveryMode(mode));
            assertEquals(DeliveryMode.PERSISTENT, producer.getDeliveryMode());
        }
    }

    @Section("7.4")
    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void aPriorityThatDoesNotExistIsRefused(int priority) throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            assertThrows(JMSException.class, () -> producer.setPriority(priority));
            assertEquals(4, producer.getPriority());
        }
    }

    @Section("7.8")
    @Test
    void aMessageThatHasExpiredIsNotDelivered() throws JMSException {
        Queue clock = session.createQueue(unique("clock"));
        try (MessageProducer producer = session.createProducer(null);
                MessageConsumer consumer = session.createConsumer(clock)) {
            producer.setTimeToLive(1);
            producer.send(queue, session.createTextMessage("short"));
            producer.setTimeToLive(0);
            producer.send(queue, session.createTextMessage("long"));
            // A successor that comes later than the first message expires: by then it is gone.
            producer.setDeliveryDelay(20);
            producer.send(clock, session.createTextMessage("late"));
            assertReceives(consumer, "late");
        }
        assertHolds("long");
    }

    @Section("7.9")
    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void aDelayedMessageIsNotDeliveredBeforeItsTime(int mode) throws JMSException {
        try (MessageConsumer ofQueue = session.createConsumer(queue);
                MessageConsumer ofTopic = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(null)) {
            producer.setDeliveryMode(mode);
            producer.setDeliveryDelay(300);
            producer.send(queue, session.createTextMessage("late"));
            producer.send(topic, session.createTextMessage("late"));
            send(queue, "early");
            assertReceives(ofQueue, "early", "late");
            assertReceives(ofTopic, "late");
        }
    }

    @Section("7.10")
    @Test
    void theMethodsOfAProducerCanBeChained() throws JMSException {
        try (JMSContext context = factory.createContext()) {
            JMSProducer producer = context.createProducer();
            assertSame(
                    producer,
                    producer.setPriority(7).setProperty("p", 1).setJMSType("t").setTimeToLive(600_000));
            producer.setJMSCorrelationID("c").send(queue, "text");
        }
        Message received = receive();
        assertEquals(7, received.getJMSPriority());
        assertEquals(1, received.getIntProperty("p"));
        assertEquals("t", received.getJMSType());
        assertEquals("c", received.getJMSCorrelationID());
    }

    @Section("7.5")
    @Test
    void aProducerKeepsItsPropertiesUntilTheyAreCleared() {
        try (JMSContext context = factory.createContext()) {
            JMSProducer producer = context.createProducer().setProperty("a", 1).setProperty("b", "2");
            assertEquals(Set.of("a", "b"), producer.getPropertyNames());
            assertEquals("1", producer.getStringProperty("a"));
            assertTrue(producer.propertyExists("b"));
            assertTrue(producer.clearProperties().getPropertyNames().isEmpty());
            assertThrows(IllegalArgumentException.class, () -> producer.setProperty("", 1));
            assertThrows(MessageFormatRuntimeException.class, () -> producer.setProperty("o", new Object()));
        }
    }

    @Section("8.6")
    @Test
    void bodiesAreReceivedAsWhatTheyAre() {
        try (JMSContext context = factory.createContext()) {
            var consumer = context.createConsumer(queue);
            context.createProducer()
                    .send(queue, "text")
                    .send(queue, Map.of("a", 1))
                    .send(queue, new byte[] {7})
                    .send(queue, Integer.valueOf(5));
            assertEquals("text", consumer.receiveBody(String.class, PATIENCE));
            assertEquals(Map.of("a", 1), consumer.receiveBody(Map.class, PATIENCE));
            assertEquals(7, consumer.receiveBody(byte[].class, PATIENCE)[0]);
            assertEquals(5, consumer.receiveBody(Integer.class, PATIENCE));
            assertNull(consumer.receiveBodyNoWait(String.class));
        }
    }

    @Section("8.6")
    @Test
    void aBodyOfAnotherTypeIsNotLost() {
        unlessDepartureIs("bodies of another type");
        try (JMSContext context = factory.createContext()) {
            var consumer = context.createConsumer(queue);
            context.createProducer().send(queue, "text");
            assertThrows(MessageFormatRuntimeException.class, () -> consumer.receiveBody(Integer.class, PATIENCE));
            assertEquals("text", consumer.receiveBody(String.class, PATIENCE));
        }
    }
}
