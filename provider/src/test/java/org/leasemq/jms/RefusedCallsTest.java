package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.EngineException;
import org.leasemq.thread.DaemonThreads;

/** An engine elsewhere cannot be asked any more, in the middle of something: applications get exceptions of Jakarta Messaging only. */
@Timeout(60)
class RefusedCallsTest {
    private static final TimeSource CLOCK = ThreadedEnvironment.systemClock();

    private final EmbeddedEngines engines =
            new EmbeddedEngines(new DerbyStores(), new DaemonThreads("test"), CLOCK).behind(this::refusing);
    private final LeaseMQConnectionFactory factory =
            new LeaseMQConnectionFactory("leasemq:mem:" + UUID.randomUUID(), engines);
    /** Somebody waits for a message of the second queue, and has been told of one. */
    private final CountDownLatch waitedFor = new CountDownLatch(1);

    private final CountDownLatch told = new CountDownLatch(1);
    /** How often somebody has asked whether a queue is there. */
    private final AtomicInteger looked = new AtomicInteger();

    private volatile Set<String> refused = Set.of();
    private Connection connection;

    @BeforeEach
    void connect() throws JMSException {
        connection = factory.createConnection();
        connection.start();
    }

    @AfterEach
    void close() throws JMSException {
        refused = Set.of();
        connection.close();
        factory.close();
    }

    private LeaseEngine refusing(LeaseEngine engine) {
        return proxy(LeaseEngine.class, engine, (method, arguments, answer) -> {
            looked.addAndGet(method.equals("findQueue") ? 1 : 0);
            if (refused.contains(method)) {
                throw new EngineException.Unknown("The server is gone", null);
            }
            boolean isSecond = method.equals("receive")
                    && ((ReceiveRequest) arguments[0]).queue().equals("second");
            return isSecond ? tellingOf((Completion<?>) answer.get()) : answer.get();
        });
    }

    private Completion<?> tellingOf(Completion<?> completion) {
        return proxy(Completion.class, completion, (method, arguments, answer) -> {
            if (method.equals("whenDone")) {
                @SuppressWarnings("unchecked")
                BiConsumer<Object, EngineException> listener = (BiConsumer<Object, EngineException>) arguments[0];
                completion.whenDone((value, error) -> {
                    listener.accept(value, error);
                    told.countDown();
                });
                waitedFor.countDown();
                return null;
            }
            return answer.get();
        });
    }

    private interface Answer {
        Object get() throws Throwable;
    }

    private interface Between {
        Object call(String method, Object[] arguments, Answer answer) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T inner, Between between) {
        return type.cast(Proxy.newProxyInstance(
                RefusedCallsTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> between.call(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }

    private MessageConsumer consumerOfOne(Session session, String queue) throws JMSException {
        session.createProducer(session.createQueue(queue)).send(session.createTextMessage("one"));
        return session.createConsumer(session.createQueue(queue));
    }

    @Test
    void aReceiveWhoseAcknowledgementIsRefusedSaysSoAlthoughNothingCanBeReleased() throws JMSException {
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            refused = Set.of();
            MessageConsumer consumer = consumerOfOne(connection.createSession(mode), "orders" + mode);
            refused = Set.of("delete", "release");
            JMSException refusal = assertThrows(JMSException.class, consumer::receiveNoWait);
            assertEquals("LEASEMQ-UNKNOWN", refusal.getErrorCode());
        }
    }

    @Test
    void anAcknowledgementThatIsRefusedSaysSoAlthoughNothingCanBeReleased() throws JMSException {
        MessageConsumer consumer = consumerOfOne(connection.createSession(Session.CLIENT_ACKNOWLEDGE), "orders");
        Message message = consumer.receiveNoWait();
        assertNotNull(message);
        refused = Set.of("delete", "release");
        JMSException refusal = assertThrows(JMSException.class, message::acknowledge);
        assertEquals("LEASEMQ-NOT-ACKNOWLEDGED", refusal.getErrorCode());
    }

    @Test
    void aConsumerIsClosedAlthoughWhatItHasNotSeenCannotBeGivenBack() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (Session session = connection.createSession();
                Session other = connection.createSession()) {
            session.createConsumer(session.createQueue("first")).setMessageListener(message -> {
                running.countDown();
                awaitUninterruptibly(finish);
            });
            MessageConsumer busy = session.createConsumer(session.createQueue("second"));
            busy.setMessageListener(message -> {});
            waitedFor.await();
            consumerOfOne(other, "first").close();
            running.await();
            consumerOfOne(other, "second").close();
            told.await();
            refused = Set.of("giveBack");
            busy.close();
            refused = Set.of();
            finish.countDown();
        } finally {
            finish.countDown();
        }
    }

    @Test
    void whoSendsToATemporaryDestinationIsToldThatNobodyKnowsWhetherItIsThere() throws JMSException {
        try (Session session = connection.createSession()) {
            TemporaryTopic topic = session.createTemporaryTopic();
            TemporaryQueue queue = session.createTemporaryQueue();
            MessageProducer producer = session.createProducer(null);
            Message message = session.createMessage();
            refused = Set.of("findQueue", "send");
            for (Destination to : List.of(topic, queue)) {
                JMSException refusal = assertThrows(JMSException.class, () -> producer.send(to, message));
                assertEquals("LEASEMQ-UNKNOWN", refusal.getErrorCode());
            }
        }
    }

    @Test
    void repliesToTemporaryDestinationsAskOnceWhetherTheyAreThere() throws JMSException {
        try (Session session = connection.createSession()) {
            TemporaryQueue queue = session.createTemporaryQueue();
            MessageProducer producer = session.createProducer(null);
            Topic topic = session.createTemporaryTopic();
            int before = looked.get();
            for (int i = 0; i < 3; i++) {
                producer.send(queue, session.createMessage());
                producer.send(topic, session.createMessage());
            }
            assertEquals(1, looked.get() - before);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
