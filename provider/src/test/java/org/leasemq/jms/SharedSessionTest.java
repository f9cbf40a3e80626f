package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.jms.delivery.OnCompletion;

/** A transacted session is for one thread at a time: others are told, rather than committing what is not theirs. */
class SharedSessionTest extends JmsTest {

    private Thread other;

    private CompletableFuture<Object> elsewhere(Executable action) {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        other = new Thread(() -> {
            try {
                action.execute();
                outcome.complete("done");
            } catch (Throwable e) {
                outcome.complete(e);
            }
        });
        other.start();
        return outcome;
    }

    /** Until the other thread waits for a message. */
    private void awaitWaiting() {
        while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatASecondThreadAsksOfATransactedSessionIsRefused() throws Exception {
        Session session = transacted();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        MessageConsumer consumer = consumer(session, "orders");
        MessageConsumer another = consumer(session, "others");
        producer.send(session.createTextMessage("mine"));
        CompletableFuture<Object> receiving = elsewhere(() -> assertEquals("sent", text(consumer.receive())));
        Message message = session.createTextMessage("second");
        awaitWaiting();
        for (Executable use : new Executable[] {
            session::commit, session::rollback, () -> producer.send(message), another::receiveNoWait
        }) {
            String refusal = assertThrows(IllegalStateException.class, use).getMessage();
            assertTrue(refusal.contains("one thread at a time"), refusal);
        }
        send("orders", "sent");
        assertEquals("done", receiving.get());
        session.commit();
        assertEquals("[mine]", drain("orders").toString());
    }

    @Test
    void aSessionThatIsInUseCanBeClosedByAnyThread() throws Exception {
        Session session = transacted();
        MessageConsumer consumer = consumer(session, "orders");
        CompletableFuture<Object> receiving = elsewhere(() -> assertNull(consumer.receive()));
        awaitWaiting();
        session.close();
        assertEquals("done", receiving.get());
    }

    @Test
    void threadsThatTakeTurnsAreNoMatter() throws Exception {
        Session session = transacted();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        for (int i = 0; i < 3; i++) {
            Message message = session.createTextMessage("m" + i);
            assertEquals("done", elsewhere(() -> producer.send(message)).get());
        }
        assertEquals("done", elsewhere(session::commit).get());
        assertEquals("[m0, m1, m2]", drain("orders").toString());
    }

    @Test
    void aListenerCommitsWhatItConsumesAndSends() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Session session = transacted();
        MessageProducer producer = session.createProducer(session.createQueue("results"));
        consumer(session, "orders").setMessageListener(message -> {
            try {
                producer.send(message);
                session.commit();
                heard.add(text(message));
            } catch (JMSException e) {
                heard.add(e.toString());
            }
        });
        send("orders", "one", "two");
        assertEquals("one", take(heard));
        assertEquals("two", take(heard));
        session.close();
        assertEquals("[one, two]", drain("results").toString());
    }

    @Test
    void whoDisturbsAListenerIsTold() throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        Session session = transacted();
        MessageProducer producer = session.createProducer(session.createQueue("results"));
        consumer(session, "orders").setMessageListener(message -> {
            try {
                producer.send(message);
                for (Executable use :
                        new Executable[] {session::rollback, session::commit, () -> producer.send(message)}) {
                    heard.add(elsewhere(use).join());
                }
                session.commit();
                heard.add(text(message));
            } catch (JMSException e) {
                heard.add(e);
            }
        });
        send("orders", "one");
        for (int i = 0; i < 3; i++) {
            Object told = take(heard);
            assertTrue(told instanceof IllegalStateException, told::toString);
        }
        assertEquals("one", take(heard));
        session.close();
        assertEquals("[one]", drain("results").toString());
    }

    @Test
    void completionListenersRunBesideTheThreadThatUsesTheSession() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Session session = transacted();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        producer.send(
                session.createTextMessage("first"),
                new OnCompletion(
                        message -> {
                            try {
                                producer.send(session.createTextMessage("second"));
                                told.add("sent");
                            } catch (JMSException e) {
                                told.add(e.toString());
                            }
                        },
                        exception -> told.add(exception.toString())));
        session.commit();
        assertEquals("sent", take(told));
        session.commit();
        assertEquals(2, drain("orders").size());
    }
}
