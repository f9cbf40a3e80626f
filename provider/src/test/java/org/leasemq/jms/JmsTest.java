package org.leasemq.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** An engine in memory, a started connection, and what tests of the JMS face need all the time. */
@Timeout(60)
abstract class JmsTest {
    final InstantSource clock = InstantSource.system();
    final EmbeddedEngines engines = new EmbeddedEngines(
            (place, options) -> new FakeStore(new Disk(), clock),
            task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            },
            clock);
    LeaseMQConnectionFactory factory;
    Connection connection;

    @BeforeEach
    void connect() throws JMSException {
        factory = new LeaseMQConnectionFactory(url(), engines);
        connection = factory.createConnection();
        connection.start();
    }

    @AfterEach
    void disconnect() throws JMSException {
        connection.close();
        factory.close();
    }

    String url() {
        return "leasemq:mem:test";
    }

    Session session(int mode) throws JMSException {
        return connection.createSession(mode);
    }

    Session auto() throws JMSException {
        return session(Session.AUTO_ACKNOWLEDGE);
    }

    Session transacted() throws JMSException {
        return session(Session.SESSION_TRANSACTED);
    }

    void send(String queue, String... texts) throws JMSException {
        try (Session session = auto()) {
            var producer = session.createProducer(session.createQueue(queue));
            for (String text : texts) {
                producer.send(session.createTextMessage(text));
            }
        }
    }

    void sendInGroup(String queue, String group, String... texts) throws JMSException {
        try (Session session = auto()) {
            var producer = session.createProducer(session.createQueue(queue));
            for (String text : texts) {
                Message message = session.createTextMessage(text);
                message.setStringProperty("JMSXGroupID", group);
                producer.send(message);
            }
        }
    }

    static MessageConsumer consumer(Session session, String queue) throws JMSException {
        Queue destination = session.createQueue(queue);
        return session.createConsumer(destination);
    }

    /** The text of the next message that is there, or null. */
    static String next(MessageConsumer consumer) throws JMSException {
        Message message = consumer.receiveNoWait();
        return message == null ? null : ((TextMessage) message).getText();
    }

    /** Takes all that is in a queue. */
    List<String> drain(String queue) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (Session session = auto()) {
            MessageConsumer consumer = consumer(session, queue);
            for (String text = next(consumer); text != null; text = next(consumer)) {
                texts.add(text);
            }
        }
        return texts;
    }

    static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(30, TimeUnit.SECONDS);
        if (taken == null) {
            throw new AssertionError("nothing came");
        }
        return taken;
    }

    static String text(Message message) {
        try {
            return ((TextMessage) message).getText();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }
}
