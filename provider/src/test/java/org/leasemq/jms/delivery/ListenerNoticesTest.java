package org.leasemq.jms.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.SettableClock;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.log.CapturedLog;
import org.leasemq.thread.DaemonThreads;

/** Listeners that throw always are no reason to fill the log. */
@Timeout(60)
class ListenerNoticesTest {
    private final SettableClock clock = new SettableClock();
    private final CapturedLog log = new CapturedLog(ListenerNotices.class.getName());

    @AfterEach
    void release() {
        log.close();
    }

    @Test
    void theFirstIsToldAtOnceAndThoseThatFollowAreCounted() {
        ListenerNotices notices = new ListenerNotices(clock);
        for (int i = 0; i < 5; i++) {
            notices.threw("message " + i, new IllegalStateException());
        }
        assertEquals(List.of("WARNING message 0"), log.lines());
        clock.advance(Duration.ofSeconds(10));
        notices.threw("message 5", new IllegalStateException());
        notices.threw("message 6", new IllegalStateException());
        assertEquals(
                "WARNING message 5 (and 4 more since the last such line)",
                log.lines().get(1));
        notices.tellAll();
        notices.tellAll();
        assertEquals(3, log.lines().size());
        assertTrue(
                log.lines().get(2).contains(" 1 exceptions more"), log.lines().get(2));
    }

    @Test
    void aListenerThatAlwaysThrowsFillsNoLog() throws Exception {
        EmbeddedEngines engines = new EmbeddedEngines(new DerbyStores(), new DaemonThreads("test"), clock);
        CountDownLatch calls = new CountDownLatch(50);
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:throwing", engines);
                Connection connection = factory.createConnection()) {
            connection.start();
            try (Session session = connection.createSession();
                    Session sender = connection.createSession()) {
                session.createConsumer(session.createQueue("orders")).setMessageListener(message -> {
                    calls.countDown();
                    throw new IllegalStateException("always");
                });
                sender.createProducer(sender.createQueue("orders")).send(sender.createMessage());
                assertTrue(calls.await(30, TimeUnit.SECONDS));
            }
        }
        assertEquals(2, log.lines().size(), () -> "" + log.lines());
        assertTrue(
                log.lines().get(0).contains("The listener for 'orders'"),
                log.lines().get(0));
    }

    @Test
    void norDoesACompletionListener() throws Exception {
        EmbeddedEngines engines = new EmbeddedEngines(new DerbyStores(), new DaemonThreads("test"), clock);
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:throwing-too", engines);
                Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            for (int i = 0; i < 10; i++) {
                producer.send(
                        session.createMessage(),
                        new OnCompletion(
                                message -> {
                                    throw new IllegalStateException("always");
                                },
                                exception -> {}));
            }
        }
        assertEquals(2, log.lines().size(), () -> "" + log.lines());
        assertTrue(
                log.lines().get(1).contains(" 9 exceptions more"), log.lines().get(1));
    }
}
