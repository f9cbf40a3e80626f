package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;

/** A started connection, an automatic session, and a queue and a topic that no other test has. */
@DisplayNameGeneration(SectionNames.class)
abstract class ConformanceTest {
    static final ProviderUnderTest PROVIDER = ProviderUnderTest.chosen();
    /** How long to wait for what will come; what should not come is not waited for. */
    static final long PATIENCE = 20_000;

    final ConnectionFactory factory = PROVIDER.connectionFactory();
    private final String name = getClass().getSimpleName() + "-" + UUID.randomUUID();
    private final List<Connection> opened = new ArrayList<>();

    Connection connection;
    Session session;
    Queue queue;
    Topic topic;

    @BeforeEach
    void connect() throws JMSException {
        connection = another();
        session = connection.createSession();
        queue = session.createQueue(name + "-queue");
        topic = session.createTopic(name + "-topic");
    }

    @AfterEach
    void disconnect() throws JMSException {
        for (Connection each : opened) {
            each.close();
        }
    }

    /** Another started connection, closed after the test. */
    final Connection another() throws JMSException {
        Connection made = keep(factory.createConnection());
        made.start();
        return made;
    }

    /** Another started connection with a client id. */
    final Connection client(String clientId) throws JMSException {
        Connection made = keep(factory.createConnection());
        made.setClientID(clientId);
        made.start();
        return made;
    }

    final Connection keep(Connection made) {
        opened.add(made);
        return made;
    }

    /** Skips the test if the provider is known to depart from the specification here. */
    static void unlessDepartureIs(String what) {
        assumeFalse(PROVIDER.departures().contains(what), "known departure of this provider: " + what);
    }

    /** A name that no other test uses. */
    final String unique(String suffix) {
        return name + "-" + suffix;
    }

    final Session transacted() throws JMSException {
        return connection.createSession(Session.SESSION_TRANSACTED);
    }

    final Session inMode(int mode) throws JMSException {
        return connection.createSession(mode);
    }

    final void send(Destination to, String... texts) throws JMSException {
        try (MessageProducer producer = session.createProducer(to)) {
            for (String text : texts) {
                producer.send(session.createTextMessage(text));
            }
        }
    }

    /** Sends a message and receives it from the queue. */
    @SuppressWarnings("unchecked") // a provider gives back the kind of message that was sent
    final <M extends Message> M exchange(M message) throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message);
        }
        return (M) receive();
    }

    /** The next message of the queue. */
    final Message receive() throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            return receive(consumer);
        }
    }

    static Message receive(MessageConsumer consumer) throws JMSException {
        Message received = consumer.receive(PATIENCE);
        assertNotNull(received, "nothing came");
        return received;
    }

    static void assertReceives(MessageConsumer consumer, String... texts) throws JMSException {
        for (String text : texts) {
            assertEquals(text, text(receive(consumer)));
        }
    }

    static void assertEmpty(MessageConsumer consumer) throws JMSException {
        assertNull(consumer.receiveNoWait());
    }

    /** The queue has these messages, in this order, and no others. */
    final void assertHolds(String... texts) throws JMSException {
        try (Connection fresh = factory.createConnection();
                Session reader = fresh.createSession();
                MessageConsumer consumer = reader.createConsumer(queue)) {
            fresh.start();
            assertReceives(consumer, texts);
            assertEmpty(consumer);
        }
    }

    static String text(Message message) throws JMSException {
        return ((TextMessage) message).getText();
    }

    static <T> T take(BlockingQueue<T> from) throws InterruptedException {
        T taken = from.poll(PATIENCE, TimeUnit.MILLISECONDS);
        assertNotNull(taken, "nothing came");
        return taken;
    }
}
