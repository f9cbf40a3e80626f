package org.leasemq.jms.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.jms.JmsTest;

class ListenerTest extends JmsTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void aListenerGetsWhatIsThereAndWhatComesLaterInOrder(int mode) throws Exception {
        send("orders", "one", "two");
        try (Session session = session(mode)) {
            consumer(session, "orders").setMessageListener(message -> heard.add(text(message)));
            assertEquals("one", take(heard));
            assertEquals("two", take(heard));
            send("orders", "three");
            assertEquals("three", take(heard));
        }
        assertEquals(List.of(), drain("orders"));
    }

    @Test
    void thousandsOfMessagesReachAListenerInOrder() throws Exception {
        int count = 5_000;
        try (Session session = auto()) {
            consumer(session, "orders").setMessageListener(message -> heard.add(text(message)));
            try (Session sending = transacted()) {
                var producer = sending.createProducer(sending.createQueue("orders"));
                for (int i = 0; i < count; i++) {
                    producer.send(sending.createTextMessage("" + i));
                    if (i % 100 == 99) {
                        sending.commit();
                    }
                }
            }
            for (int i = 0; i < count; i++) {
                assertEquals("" + i, take(heard));
            }
        }
        assertEquals(List.of(), drain("orders"));
    }

    @Test
    void aListenerThatThrowsGetsTheMessageAgainAndThenTheNext() throws Exception {
        send("orders", "one", "two");
        AtomicInteger calls = new AtomicInteger();
        try (Session session = auto()) {
            consumer(session, "orders").setMessageListener(message -> {
                heard.add(text(message));
                if (calls.incrementAndGet() == 1) {
                    throw new java.lang.IllegalStateException("first attempt fails");
                }
            });
            assertEquals("one", take(heard));
            assertEquals("one", take(heard));
            assertEquals("two", take(heard));
        }
        assertEquals(List.of(), drain("orders"));
    }

    @Test
    void recoverInsideAListenerDeliversThatMessageAgainAndGoesOn() throws Exception {
        send("orders", "one", "two");
        AtomicInteger calls = new AtomicInteger();
        try (Session session = auto()) {
            consumer(session, "orders").setMessageListener(message -> {
                heard.add(text(message));
                if (calls.incrementAndGet() == 1) {
                    unchecked(session::recover);
                }
            });
            assertEquals(List.of("one", "one", "two"), List.of(take(heard), take(heard), take(heard)));
        }
        assertEquals(List.of(), drain("orders"));
    }

    @Test
    void aTransactedListenerCommitsAndRollsBack() throws Exception {
        send("orders", "one", "two");
        AtomicInteger calls = new AtomicInteger();
        try (Session session = transacted()) {
            consumer(session, "orders")
                    .setMessageListener(message -> unchecked(() -> {
                        if (calls.incrementAndGet() == 1) {
                            session.rollback();
                        } else {
                            session.commit();
                        }
                        heard.add(text(message));
                    }));
            assertEquals(List.of("one", "one", "two"), List.of(take(heard), take(heard), take(heard)));
        }
        assertEquals(List.of(), drain("orders"));
    }

    @Test
    void oneSessionRunsItsListenersOneAtATime() throws Exception {
        AtomicInteger running = new AtomicInteger();
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        try (Session session = auto()) {
            for (String queue : List.of("a", "b", "c")) {
                consumer(session, queue).setMessageListener(message -> {
                    seen.add(running.incrementAndGet());
                    running.decrementAndGet();
                    heard.add(text(message));
                });
            }
            for (int i = 0; i < 50; i++) {
                send("a", "a");
                send("b", "b");
                send("c", "c");
            }
            for (int i = 0; i < 150; i++) {
                take(heard);
            }
        }
        assertEquals(Collections.nCopies(150, 1), seen);
    }

    @Test
    void fromAListenerItsOwnSessionAndConnectionCannotBeStoppedOrClosedButItsConsumerCan() throws Exception {
        send("orders", "one", "two");
        BlockingQueue<Object> outcome = new LinkedBlockingQueue<>();
        try (Session session = auto()) {
            MessageConsumer consumer = consumer(session, "orders");
            consumer.setMessageListener(message -> {
                try {
                    assertThrows(IllegalStateException.class, connection::stop);
                    assertThrows(IllegalStateException.class, connection::close);
                    assertThrows(IllegalStateException.class, session::close);
                    consumer.close();
                    outcome.add("fine");
                } catch (Throwable e) {
                    outcome.add(e);
                }
            });
            assertEquals("fine", take(outcome));
        }
        assertEquals(List.of("two"), drain("orders"));
    }

    @Test
    void stopWaitsForTheListenerAndThenNothingIsDelivered() throws Exception {
        send("orders", "one", "two");
        CountDownLatch go = new CountDownLatch(1);
        try (Session session = auto()) {
            consumer(session, "orders").setMessageListener(message -> {
                heard.add(text(message));
                unchecked(go::await);
                heard.add("done with " + text(message));
            });
            assertEquals("one", take(heard));
            Thread stopper = new Thread(() -> unchecked(connection::stop));
            stopper.start();
            go.countDown();
            stopper.join();
            List<String> before = new ArrayList<>();
            heard.drainTo(before);
            assertFalse(before.isEmpty());
            assertTrue(before.get(before.size() - 1).startsWith("done"), before.toString());
            send("orders", "three");
            assertNull(heard.poll());
            connection.start();
        }
    }

    @Test
    void anExceptionListenerHearsThatTheQueueIsGone() throws Exception {
        BlockingQueue<JMSException> errors = new LinkedBlockingQueue<>();
        send("orders", "one");
        factory.setAutoCreateQueues(false);
        try (var other = factory.createConnection()) {
            other.setExceptionListener(errors::add);
            other.start();
            Session session = other.createSession();
            consumer(session, "orders").setMessageListener(message -> heard.add(text(message)));
            take(heard);
            engine().deleteQueue("orders").await();
            assertTrue(take(errors).getMessage().contains("orders"));
        }
    }

    /** What is told has happened after the listener returned, which closing waits for. */
    @Test
    void anExceptionListenerMayStopAndCloseItsConnection() throws Exception {
        send("orders", "one");
        MessageConsumer thief = consumer(session(Session.CLIENT_ACKNOWLEDGE), "orders");
        factory.setBlockingAcknowledge(true);
        factory.setOption("lease-limit", "1ms"); // after which the thief has the message, and it cannot be acknowledged
        try (Connection own = factory.createConnection()) {
            own.setExceptionListener(problem -> {
                try {
                    own.stop();
                    own.close();
                    heard.add("closed");
                } catch (JMSException e) {
                    heard.add(e.getMessage());
                }
            });
            own.start();
            consumer(own.createSession(), "orders").setMessageListener(message -> unchecked(thief::receive));
            assertEquals("closed", take(heard));
            assertThrows(IllegalStateException.class, own::createSession);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTopicsConsumerThatClosesItselfIsNoError(boolean blocking) throws Exception {
        factory.setBlockingAcknowledge(blocking);
        try (Connection own = factory.createConnection()) {
            own.setExceptionListener(problem -> heard.add(problem.getMessage()));
            own.start();
            Session session = own.createSession();
            Topic prices = session.createTopic("prices");
            MessageConsumer once = session.createConsumer(prices);
            once.setMessageListener(message -> unchecked(once::close));
            consumer(session, "orders").setMessageListener(message -> heard.add(text(message)));
            try (Session publisher = auto()) {
                publisher.createProducer(prices).send(publisher.createTextMessage("price"));
                while (engine().queues().size() > 1) {
                    Thread.onSpinWait(); // until the subscription has gone
                }
                send("orders", "next"); // which the session's one thread deals with after that
            }
            assertEquals("next", take(heard));
        }
    }

    @Test
    void clientAcknowledgementWorksInAListener() throws Exception {
        send("orders", "one", "two");
        try (Session session = session(Session.CLIENT_ACKNOWLEDGE)) {
            consumer(session, "orders")
                    .setMessageListener(message -> unchecked(() -> {
                        if (text(message).equals("two")) {
                            message.acknowledge();
                        }
                        heard.add(text(message));
                    }));
            take(heard);
            take(heard);
        }
        assertEquals(List.of(), drain("orders"));
    }

    interface Action {
        void run() throws Exception;
    }

    private static void unchecked(Action action) {
        try {
            action.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
