package org.leasemq.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.carried.CarriedEngines;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.OptionValues;
import org.leasemq.thread.DaemonThreads;

/**
 * An engine in memory, a started connection, and what tests of the JMS face need all the time. The engine is shared by all
 * tests, since opening a database takes long; its queues are deleted after each.
 */
@Timeout(60)
public abstract class JmsTest {
    public static final Memory PLACE = new Memory("jms-tests");
    public static final TimeSource CLOCK = ThreadedEnvironment.systemClock();
    public static final EmbeddedEngines ENGINES = newEngines();
    private static final EngineHandle KEPT_OPEN = ENGINES.open(PLACE, OptionValues.defaults());

    protected LeaseMQConnectionFactory factory;
    protected Connection connection;

    public static EmbeddedEngines newEngines() {
        return CarriedEngines.ifWanted(new EmbeddedEngines(new DerbyStores(), new DaemonThreads("test"), CLOCK));
    }

    @BeforeEach
    protected void connect() throws JMSException {
        factory = new LeaseMQConnectionFactory(PLACE.toString(), ENGINES);
        connection = factory.createConnection();
        connection.start();
    }

    @AfterEach
    protected void disconnect() throws JMSException {
        connection.close();
        factory.close();
        engine().queues().forEach(queue -> engine().deleteQueue(queue.name()).await());
    }

    public static LeaseEngine engine() {
        return KEPT_OPEN.engine();
    }

    protected Session session(int mode) throws JMSException {
        return connection.createSession(mode);
    }

    protected Session auto() throws JMSException {
        return session(Session.AUTO_ACKNOWLEDGE);
    }

    protected Session transacted() throws JMSException {
        return session(Session.SESSION_TRANSACTED);
    }

    protected void send(String queue, String... texts) throws JMSException {
        try (Session session = auto()) {
            var producer = session.createProducer(session.createQueue(queue));
            for (String text : texts) {
                producer.send(session.createTextMessage(text));
            }
        }
    }

    protected void sendInGroup(String queue, String group, String... texts) throws JMSException {
        try (Session session = auto()) {
            var producer = session.createProducer(session.createQueue(queue));
            for (String text : texts) {
                Message message = session.createTextMessage(text);
                message.setStringProperty("JMSXGroupID", group);
                producer.send(message);
            }
        }
    }

    public static MessageConsumer consumer(Session session, String queue) throws JMSException {
        Queue destination = session.createQueue(queue);
        return session.createConsumer(destination);
    }

    /** The text of the next message that is there, or null. */
    public static String next(MessageConsumer consumer) throws JMSException {
        Message message = consumer.receiveNoWait();
        return message == null ? null : ((TextMessage) message).getText();
    }

    /** Takes all that is in a queue. */
    protected List<String> drain(String queue) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (Session session = auto()) {
            MessageConsumer consumer = consumer(session, queue);
            for (String text = next(consumer); text != null; text = next(consumer)) {
                texts.add(text);
            }
        }
        return texts;
    }

    public static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(30, TimeUnit.SECONDS);
        if (taken == null) {
            throw new AssertionError("nothing came");
        }
        return taken;
    }

    public static String text(Message message) {
        try {
            return ((TextMessage) message).getText();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    /** What waits on a thread of its own by now. */
    public static FutureTask<Message> blocked(Callable<Message> action) throws InterruptedException {
        FutureTask<Message> task = new FutureTask<>(action);
        Thread thread = new Thread(task);
        thread.start();
        awaitWaiting(thread);
        return task;
    }

    public static void awaitWaiting(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            thread.join(1);
        }
    }
}
