package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 6.2 Sessions: acknowledgement, transactions, order, closing. */
class Chapter06SessionsTest extends ConformanceTest {

    @Section("6.2.7")
    @Test
    void whatIsSentInATransactionIsSeenAfterTheCommit() throws JMSException {
        try (Session sender = transacted();
                MessageConsumer consumer = session.createConsumer(queue)) {
            var producer = sender.createProducer(queue);
            producer.send(sender.createTextMessage("one"));
            producer.send(sender.createTextMessage("two"));
            assertEmpty(consumer);
            sender.commit();
            assertReceives(consumer, "one", "two");
        }
    }

    @Section("6.2.7")
    @Test
    void whatIsSentInATransactionThatIsRolledBackIsGone() throws JMSException {
        try (Session sender = transacted()) {
            sender.createProducer(queue).send(sender.createTextMessage("one"));
            sender.rollback();
            sender.commit();
        }
        assertHolds();
    }

    @Section("6.2.7")
    @Test
    void whatWasReceivedComesBackAfterARollbackInItsOldPlace() throws JMSException {
        send(queue, "one", "two", "three");
        try (Session reader = transacted();
                MessageConsumer consumer = reader.createConsumer(queue)) {
            assertReceives(consumer, "one", "two");
            reader.rollback();
            assertReceives(consumer, "one", "two", "three");
            assertEmpty(consumer);
            reader.commit();
        }
        assertHolds();
    }

    @Section("6.2.7")
    @Test
    void closingASessionOrAConnectionRollsBack() throws JMSException {
        send(queue, "one", "two");
        try (Session reader = transacted()) {
            assertReceives(reader.createConsumer(queue), "one");
            reader.createProducer(queue).send(reader.createTextMessage("never"));
        }
        try (var other = another()) {
            Session reader = other.createSession(Session.SESSION_TRANSACTED);
            assertReceives(reader.createConsumer(queue), "one");
        }
        assertHolds("one", "two");
    }

    @Section("6.2.7")
    @Test
    void commitAndRollbackNeedATransaction() throws JMSException {
        assertThrows(IllegalStateException.class, session::commit);
        assertThrows(IllegalStateException.class, session::rollback);
        try (Session transacted = transacted()) {
            assertThrows(IllegalStateException.class, transacted::recover);
            assertTrue(transacted.getTransacted());
            assertEquals(Session.SESSION_TRANSACTED, transacted.getAcknowledgeMode());
        }
    }

    @Section("6.2.10")
    @Test
    void anAutomaticSessionForgetsWhatAReceiveReturned() throws JMSException {
        send(queue, "one", "two");
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            assertReceives(consumer, "one");
            session.recover();
            assertReceives(consumer, "two");
        }
        assertHolds();
    }

    @Section("6.2.10")
    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void aListenerOfAnAutomaticSessionAcknowledgesByReturning(int mode) throws JMSException, InterruptedException {
        send(queue, "one", "two");
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        try (Session listening = inMode(mode)) {
            listening.createConsumer(queue).setMessageListener(message -> got.add(textOf(message)));
            assertEquals("one", take(got));
            assertEquals("two", take(got));
        }
        assertHolds();
    }

    @Section("6.2.10")
    @Test
    void acknowledgingOneMessageAcknowledgesAllOfTheSession() throws JMSException {
        send(queue, "one", "two", "three");
        try (Session client = inMode(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = client.createConsumer(queue)) {
            receive(consumer);
            Message second = receive(consumer);
            receive(consumer);
            second.acknowledge();
            client.recover();
            assertEmpty(consumer);
        }
        assertHolds();
    }

    @Section("6.2.10")
    @Test
    void recoverBringsBackWhatWasNotAcknowledgedInOrder() throws JMSException {
        send(queue, "one", "two", "three");
        try (Session client = inMode(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = client.createConsumer(queue)) {
            receive(consumer).acknowledge();
            assertReceives(consumer, "two", "three");
            client.recover();
            Message again = receive(consumer);
            assertEquals("two", text(again));
            assertTrue(again.getJMSRedelivered());
            assertReceives(consumer, "three");
        }
        assertHolds("two", "three");
    }

    @Section("6.2.10")
    @Test
    void recoverLosesNothingThatIsForOtherConsumersOfTheSession() throws JMSException {
        var other = session.createQueue(unique("other"));
        send(queue, "one", "two");
        send(other, "a", "b");
        try (Session client = inMode(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer first = client.createConsumer(queue);
                MessageConsumer second = client.createConsumer(other)) {
            assertReceives(first, "one");
            assertReceives(second, "a");
            client.recover();
            assertReceives(first, "one", "two");
            assertReceives(second, "a", "b");
        }
    }

    @Section("6.2.10")
    @Test
    void recoverInAListenerDeliversThatMessageAgainAndThenTheOthers() throws JMSException, InterruptedException {
        send(queue, "one", "two");
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        AtomicBoolean recovered = new AtomicBoolean();
        try (Session listening = inMode(Session.AUTO_ACKNOWLEDGE)) {
            listening.createConsumer(queue).setMessageListener(message -> {
                got.add(textOf(message));
                if (recovered.compareAndSet(false, true)) {
                    recover(listening);
                }
            });
            assertEquals(List.of("one", "one", "two"), List.of(take(got), take(got), take(got)));
        }
        assertHolds();
    }

    private static void recover(Session listening) {
        try {
            listening.recover();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    private static String textOf(Message message) {
        try {
            return text(message);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Section("6.2.10")
    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    void whatWasNotAcknowledgedComesBackWhenTheSessionCloses(int mode) throws JMSException {
        send(queue, "one", "two");
        try (Session reader = inMode(mode)) {
            assertReceives(reader.createConsumer(queue), "one");
        }
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            Message again = receive(consumer);
            assertEquals("one", text(again));
            assertTrue(again.getJMSRedelivered());
            assertReceives(consumer, "two");
        }
    }

    @Section("6.2.10")
    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void aSessionTellsItsMode(int mode) throws JMSException {
        assertEquals(mode, inMode(mode).getAcknowledgeMode());
        assertEquals(mode, connection.createSession(false, mode).getAcknowledgeMode());
        assertEquals(
                Session.SESSION_TRANSACTED, connection.createSession(true, mode).getAcknowledgeMode());
    }

    @Section("6.2.15")
    @Test
    void aMessageOfAClosedSessionCanBeReadAndNotAcknowledged() throws JMSException {
        send(queue, "one");
        Session client = inMode(Session.CLIENT_ACKNOWLEDGE);
        Message message = receive(client.createConsumer(queue));
        client.close();
        assertThrows(IllegalStateException.class, message::acknowledge);
        assertEquals("one", text(message));
    }

    @Section("6.2.9.1")
    @Test
    void messagesOfOneSessionArriveInTheOrderTheyWereSent() throws JMSException {
        send(queue, "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertHolds("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Section("6.2.13")
    @Test
    void aSessionRunsItsListenersOneAtATime() throws JMSException, InterruptedException {
        var other = session.createQueue(unique("other"));
        send(queue, "1", "2", "3", "4", "5");
        send(other, "1", "2", "3", "4", "5");
        List<Thread> inside = new CopyOnWriteArrayList<>();
        BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
        try (Session listening = inMode(Session.AUTO_ACKNOWLEDGE)) {
            for (var each : List.of(queue, other)) {
                listening.createConsumer(each).setMessageListener(message -> {
                    inside.add(Thread.currentThread());
                    seen.add(inside.size());
                    inside.remove(Thread.currentThread());
                });
            }
            for (int i = 0; i < 10; i++) {
                assertEquals(1, take(seen));
            }
        }
    }

    @Section("6.2.15")
    @Test
    void everythingOfAClosedSessionRefusesToWork() throws JMSException {
        Session closed = inMode(Session.AUTO_ACKNOWLEDGE);
        var consumer = closed.createConsumer(queue);
        var producer = closed.createProducer(queue);
        var message = closed.createMessage();
        closed.close();
        closed.close();
        assertThrows(IllegalStateException.class, closed::createMessage);
        assertThrows(IllegalStateException.class, closed::getTransacted);
        assertThrows(IllegalStateException.class, () -> closed.createConsumer(queue));
        assertThrows(IllegalStateException.class, consumer::receiveNoWait);
        assertThrows(IllegalStateException.class, consumer::getMessageSelector);
        assertThrows(IllegalStateException.class, () -> producer.send(message));
        assertThrows(IllegalStateException.class, producer::getPriority);
        consumer.close();
        producer.close();
    }

    @Section("6.2.15")
    @ParameterizedTest
    @ValueSource(strings = {"consumer", "session", "connection"})
    void aReceiveThatWaitsReturnsNullWhenItIsClosed(String what) throws Exception {
        var own = another();
        Session waiting = own.createSession();
        MessageConsumer consumer = waiting.createConsumer(queue);
        CompletableFuture<Message> received = new CompletableFuture<>();
        Thread receiver = new Thread(() -> {
            try {
                received.complete(consumer.receive());
            } catch (JMSException e) {
                received.completeExceptionally(e);
            }
        });
        receiver.start();
        while (receiver.getState() == Thread.State.NEW || receiver.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        switch (what) {
            case "consumer" -> consumer.close();
            case "session" -> waiting.close();
            default -> own.close();
        }
        assertNull(received.get(PATIENCE, TimeUnit.MILLISECONDS));
    }

    @Section("6.2.15")
    @Test
    void aListenerMayNotCloseItsSessionOrConnectionButItsConsumer() throws JMSException, InterruptedException {
        send(queue, "one");
        BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.setMessageListener(message -> {
            outcomes.add(outcome(session::close));
            outcomes.add(outcome(connection::stop));
            outcomes.add(outcome(connection::close));
            outcomes.add(outcome(consumer::close));
        });
        assertInstanceOf(IllegalStateException.class, take(outcomes));
        assertInstanceOf(IllegalStateException.class, take(outcomes));
        assertInstanceOf(IllegalStateException.class, take(outcomes));
        assertEquals("done", take(outcomes));
    }

    private interface Action {
        void run() throws JMSException;
    }

    private static Object outcome(Action action) {
        try {
            action.run();
            return "done";
        } catch (JMSException e) {
            return e;
        }
    }
}
