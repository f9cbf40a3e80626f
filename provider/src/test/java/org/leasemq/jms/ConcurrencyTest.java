package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Many sessions at the same queue: each message is processed once, in the order of its group. */
class ConcurrencyTest extends JmsTest {
    private static final int GROUPS = 7;
    private static final int MESSAGES = 60;

    private final Map<String, List<Integer>> processed = new ConcurrentHashMap<>();
    private final CountDownLatch left = new CountDownLatch(GROUPS * MESSAGES);

    @Test
    void allSessionsAgreeOnWhichOfStartAndStopCameLast() throws Exception {
        try (Session old = auto();
                MessageConsumer seen = consumer(old, "orders")) {
            for (int i = 0; i < 100; i++) {
                FutureTask<Void> stopping = new FutureTask<>(() -> {
                    connection.stop();
                    return null;
                });
                Thread thread = new Thread(stopping);
                thread.start();
                connection.start();
                stopping.get();
                send("orders", "a", "b");
                boolean passes = next(seen) != null;
                try (Session fresh = auto();
                        MessageConsumer consumer = consumer(fresh, "orders")) {
                    assertEquals(passes, next(consumer) != null);
                }
                connection.start();
                drain("orders");
            }
        }
    }

    private void fill(String queue) throws JMSException {
        try (Session session = transacted()) {
            MessageProducer producer = session.createProducer(session.createQueue(queue));
            for (int number = 0; number < MESSAGES; number++) {
                for (int group = 0; group < GROUPS; group++) {
                    Message message = session.createTextMessage("m");
                    message.setStringProperty("JMSXGroupID", "g" + group);
                    message.setIntProperty("number", number);
                    producer.send(message);
                }
            }
            session.commit();
        }
    }

    private void note(Message message) throws JMSException {
        processed
                .computeIfAbsent(
                        message.getStringProperty("JMSXGroupID"),
                        group -> Collections.synchronizedList(new ArrayList<>()))
                .add(message.getIntProperty("number"));
        left.countDown();
    }

    private void check() {
        Map<String, List<Integer>> expected = new LinkedHashMap<>();
        List<Integer> all = new ArrayList<>();
        for (int number = 0; number < MESSAGES; number++) {
            all.add(number);
        }
        for (int group = 0; group < GROUPS; group++) {
            expected.put("g" + group, all);
        }
        assertEquals(expected, processed);
    }

    @Test
    void transactedListenersThatRollBackNowAndThenKeepTheOrderOfEachGroup() throws Exception {
        fill("flights.fifo");
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SplittableRandom random = new SplittableRandom(i);
            Session session = transacted();
            sessions.add(session);
            consumer(session, "flights.fifo").setMessageListener(message -> {
                try {
                    if (random.nextInt(5) == 0) {
                        session.rollback();
                    } else {
                        note(message);
                        session.commit();
                    }
                } catch (JMSException e) {
                    throw new AssertionError(e);
                }
            });
        }
        left.await();
        for (Session session : sessions) {
            session.close();
        }
        check();
    }

    @Test
    void listenersOnAStandardQueueKeepTheOrderOfEachGroupWhenTheyThrow() throws Exception {
        fill("flights");
        List<Session> sessions = new ArrayList<>();
        for (int mode : new int[] {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE, Session.AUTO_ACKNOWLEDGE}) {
            SplittableRandom random = new SplittableRandom(mode);
            Session session = session(mode);
            sessions.add(session);
            consumer(session, "flights").setMessageListener(message -> {
                if (random.nextInt(40) == 0) {
                    throw new IllegalStateException("now and then");
                }
                try {
                    note(message);
                } catch (JMSException e) {
                    throw new AssertionError(e);
                }
            });
        }
        left.await();
        for (Session session : sessions) {
            session.close();
        }
        check();
    }

    @Test
    void sessionsThatComeAndGoLoseNothing() throws Exception {
        fill("flights.fifo");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SplittableRandom random = new SplittableRandom(i);
            Thread thread = new Thread(() -> comeAndGo(random));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        check();
    }

    private void comeAndGo(SplittableRandom random) {
        try {
            while (left.getCount() > 0) {
                try (Session session = transacted()) {
                    MessageConsumer consumer = consumer(session, "flights.fifo");
                    work(session, consumer, random.nextInt(10));
                }
            }
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    private void work(Session session, MessageConsumer consumer, int messages) throws JMSException {
        for (int i = 0; i < messages; i++) {
            Message message = consumer.receive(50);
            if (message == null) {
                return;
            }
            note(message);
            session.commit();
        }
        consumer.receiveNoWait();
    }
}
