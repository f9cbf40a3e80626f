package org.leasemq.jms.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.CompletionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.JmsTest;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.jms.message.Messages;

class AsynchronousSendTest extends JmsTest {
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

    @Test
    void theListenerGetsTheMessageWithItsHeaders() throws Exception {
        try (Session session = auto()) {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            Message message = session.createTextMessage("one");
            long before = CLOCK.millis();
            producer.send(message, 1, 7, 60_000, listener(told::add));
            assertSame(message, take(told));
            assertTrue(message.getJMSMessageID().startsWith("ID:"));
            assertTrue(message.getJMSTimestamp() >= before && message.getJMSTimestamp() <= CLOCK.millis());
            assertEquals(message.getJMSTimestamp() + 60_000, message.getJMSExpiration());
            assertEquals(7, message.getJMSPriority());
            assertEquals(1, message.getJMSDeliveryMode());
        }
    }

    @Test
    void theOrderIsKeptAlsoBetweenSynchronousAndAsynchronousSends() throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> completed = new ArrayList<>();
        try (Session session = auto()) {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            for (int i = 0; i < 100; i++) {
                Message message = session.createTextMessage("" + i);
                expected.add("" + i);
                if (i % 10 == 9) {
                    producer.send(message);
                } else {
                    producer.send(message, listener(sent -> completed.add(text(sent))));
                }
            }
            producer.close();
        }
        assertEquals(expected, drain("orders"));
        assertEquals(expected.stream().filter(text -> !text.endsWith("9")).toList(), completed);
    }

    @Test
    void listenersRunOneAtATimeOnAThreadOfTheirOwn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        try (Session session = auto()) {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            producer.send(session.createTextMessage("one"), listener(sent -> {
                threads.add(Thread.currentThread());
                awaitQuietly(release);
                told.add("one");
            }));
            producer.send(session.createTextMessage("two"), listener(sent -> told.add("two")));
            assertNotSame(Thread.currentThread(), take(threads));
            assertEquals(0, told.size());
            release.countDown();
            assertEquals("one", take(told));
            assertEquals("two", take(told));
        }
    }

    @Test
    void closingWaitsForTheListeners() throws Exception {
        Session session = auto();
        MessageProducer producer = session.createProducer(null);
        for (int i = 0; i < 20; i++) {
            producer.send(session.createQueue("orders"), session.createTextMessage("" + i), listener(told::add));
        }
        session.close();
        assertEquals(20, told.size());
        assertThrows(
                IllegalStateException.class,
                () -> producer.send(new LeaseMQQueue("orders"), Messages.text("late"), listener(told::add)));
    }

    @Test
    void inATransactionASendIsCompleteWhenItIsAcceptedAndSentWithTheCommit() throws Exception {
        try (Session session = transacted()) {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            producer.send(session.createTextMessage("given up"), listener(told::add));
            take(told);
            session.rollback();
            producer.send(session.createTextMessage("one"), listener(told::add));
            producer.send(session.createTextMessage("two"), listener(told::add));
            session.commit();
            assertEquals(2, told.size());
        }
        assertEquals(List.of("one", "two"), drain("orders"));
    }

    @Test
    void whatWouldHaveToWaitForAListenerIsRefusedInIt() throws Exception {
        for (int mode : new int[] {Session.AUTO_ACKNOWLEDGE, Session.SESSION_TRANSACTED}) {
            Session session = session(mode);
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            producer.send(session.createTextMessage("one"), listener(sent -> {
                assertThrows(IllegalStateException.class, connection::close);
                assertThrows(IllegalStateException.class, session::close);
                assertThrows(IllegalStateException.class, producer::close);
                assertThrows(IllegalStateException.class, session::commit);
                assertThrows(IllegalStateException.class, session::rollback);
                told.add("refused");
            }));
            assertEquals("refused", take(told));
            producer.close();
            session.close();
        }
    }

    @Test
    void aSendThatFailsTellsTheListenerWhyOrTheCaller() throws Exception {
        try (Session session = auto()) {
            MessageProducer producer =
                    session.createProducer(session.createQueue("small?maximum-message-size=" + 1_024));
            Message large = session.createTextMessage("x".repeat(5_000));
            try {
                producer.send(large, listener(sent -> told.add("sent")));
            } catch (JMSException e) {
                told.add(e);
            }
            assertInstanceOf(MessageFormatException.class, take(told));
            Message small = session.createTextMessage("small");
            producer.send(small, listener(told::add));
            assertSame(small, take(told));
        }
        assertEquals(List.of("small"), drain("small"));
    }

    @Test
    void aListenerThatThrowsDoesNotKeepTheNextFromBeingCalled() throws Exception {
        try (Session session = auto()) {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            producer.send(session.createTextMessage("one"), listener(sent -> {
                throw new UnsupportedOperationException("on purpose");
            }));
            producer.send(session.createTextMessage("two"), listener(sent -> told.add(text(sent))));
            assertEquals("two", take(told));
        }
    }

    @Test
    void aNullListenerNullMessageOrNullDestinationIsRefused() throws JMSException {
        try (Session session = auto()) {
            MessageProducer anywhere = session.createProducer(null);
            MessageProducer bound = session.createProducer(session.createQueue("orders"));
            Message message = session.createMessage();
            assertThrows(IllegalArgumentException.class, () -> bound.send(message, null));
            assertThrows(IllegalArgumentException.class, () -> bound.send(message, 2, 4, 0, null));
            assertThrows(MessageFormatException.class, () -> bound.send((Message) null, listener(told::add)));
            assertThrows(InvalidDestinationException.class, () -> anywhere.send(null, message, listener(told::add)));
            assertThrows(UnsupportedOperationException.class, () -> anywhere.send(message, listener(told::add)));
        }
        assertEquals(0, told.size());
    }

    private CompletionListener listener(Consumer<Message> onCompletion) {
        return new OnCompletion(
                message -> {
                    try {
                        onCompletion.accept(message);
                    } catch (AssertionError e) {
                        told.add(e);
                    }
                },
                told::add);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
