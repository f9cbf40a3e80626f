package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 11.2 Concurrent processing of a subscription's messages, as an application server does it. */
class Chapter11ConnectionConsumersTest extends ConformanceTest {
    private final Pool pool = new Pool();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private Connection server;

    @BeforeEach
    void connectServer() throws JMSException {
        unlessDepartureIs("connection consumers");
        server = another();
    }

    /** Sessions that each run on a thread of their own while they have work, and come back afterwards. */
    private static final class Pool implements ServerSessionPool {
        private final BlockingQueue<ServerSession> idle = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

        void add(Session session) {
            idle.add(new ServerSession() {
                @Override
                public Session getSession() {
                    return session;
                }

                @Override
                public void start() {
                    new Thread(() -> {
                                session.run();
                                ran.add("ran");
                                idle.add(this);
                            })
                            .start();
                }
            });
        }

        @Override
        public ServerSession getServerSession() throws JMSException {
            try {
                return idle.take();
            } catch (InterruptedException e) {
                throw (JMSException) new JMSException("interrupted").initCause(e);
            }
        }

        void awaitIdle(int count) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                take(idle);
            }
        }
    }

    private Session listening(int mode, MessageListener listener) throws JMSException {
        Session made = server.createSession(mode);
        made.setMessageListener(listener);
        return made;
    }

    private Session hearing() throws JMSException {
        return listening(Session.AUTO_ACKNOWLEDGE, message -> heard.add(textOf(message)));
    }

    private static Object textOf(Message message) {
        try {
            return text(message);
        } catch (JMSException e) {
            return e;
        }
    }

    private Set<Object> hear(int count) throws InterruptedException {
        Set<Object> all = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            assertTrue(all.add(take(heard)), "nothing is heard twice");
        }
        return all;
    }

    @Section("11.2.5")
    @Test
    void eachMessageGoesToTheListenerOfOneSessionOfThePool() throws Exception {
        pool.add(hearing());
        pool.add(hearing());
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, pool, 2);
        send(queue, "1", "2", "3", "4", "5");
        assertEquals(Set.of("1", "2", "3", "4", "5"), hear(5));
        consumer.close();
        pool.awaitIdle(2);
        assertHolds();
    }

    @Section("11.2.4")
    @Test
    void aConnectionConsumerTellsItsPool() throws Exception {
        pool.add(hearing());
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, pool, 1);
        assertSame(pool, consumer.getServerSessionPool());
        consumer.close();
        consumer.close();
        assertThrows(JMSException.class, consumer::getServerSessionPool);
    }

    @Section("11.2.4")
    @Test
    void aConnectionConsumerObeysItsSelector() throws Exception {
        pool.add(hearing());
        send(queue, "other");
        Message chosen = session.createTextMessage("chosen");
        chosen.setIntProperty("p", 1);
        session.createProducer(queue).send(chosen);
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, "p = 1", pool, 5);
        assertEquals("chosen", take(heard));
        consumer.close();
        pool.awaitIdle(1);
        assertHolds("other");
    }

    @Section("11.2.4")
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aSessionIsNotLoadedWithMoreThanTheMaximum(int maximum) throws Exception {
        List<Object> ofOneRun = new ArrayList<>();
        BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
        Session counting = listening(Session.AUTO_ACKNOWLEDGE, message -> {
            ofOneRun.add(textOf(message));
            heard.add(textOf(message));
        });
        send(queue, "1", "2", "3", "4", "5", "6", "7");
        ServerSession serverSession = new ServerSession() {
            @Override
            public Session getSession() {
                return counting;
            }

            @Override
            public void start() {
                counting.run();
                sizes.add(ofOneRun.size());
                ofOneRun.clear();
            }
        };
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, () -> serverSession, maximum);
        assertEquals(Set.of("1", "2", "3", "4", "5", "6", "7"), hear(7));
        consumer.close();
        assertTrue(sizes.stream().allMatch(size -> size <= maximum), sizes.toString());
    }

    @Section("11.2.1")
    @Test
    void aSessionOfThePoolProcessesItsMessagesInOrderAndThenReturns() throws Exception {
        send(queue, "1", "2", "3", "4", "5");
        pool.add(hearing());
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, pool, 10);
        for (String each : new String[] {"1", "2", "3", "4", "5"}) {
            assertEquals(each, take(heard));
        }
        assertEquals("ran", take(pool.ran));
        consumer.close();
    }

    @Section("11.2.1")
    @Test
    void theListenerOfASessionIsTheOneThatWasSet() throws JMSException {
        Session own = server.createSession();
        assertNull(own.getMessageListener());
        MessageListener listener = message -> heard.add(textOf(message));
        own.setMessageListener(listener);
        assertSame(listener, own.getMessageListener());
    }

    @Section("11.2.3")
    @Test
    void messagesWaitWhileThePoolIsEmpty() throws Exception {
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, pool, 1);
        send(queue, "one");
        assertNull(heard.peek());
        pool.add(hearing());
        assertEquals("one", take(heard));
        consumer.close();
    }

    @Section("11.2.7")
    @Test
    void anAutomaticSessionAcknowledgesWhatItsListenerReturnsFrom() throws Exception {
        pool.add(hearing());
        send(queue, "one");
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, pool, 1);
        assertEquals("one", take(heard));
        consumer.close();
        pool.awaitIdle(1);
        server.close();
        assertHolds();
    }

    @Section("11.2.7")
    @Test
    void whatATransactedSessionRollsBackIsDeliveredAgain() throws Exception {
        Session transacted = server.createSession(Session.SESSION_TRANSACTED);
        transacted.setMessageListener(message -> heard.add(decide(transacted, message)));
        pool.add(transacted);
        send(queue, "one");
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, pool, 1);
        assertEquals("rolled back 1", take(heard));
        assertEquals("committed 2", take(heard));
        consumer.close();
        pool.awaitIdle(1);
        assertHolds();
    }

    private static Object decide(Session transacted, Message message) {
        try {
            int count = message.getIntProperty("JMSXDeliveryCount");
            if (message.getJMSRedelivered()) {
                transacted.commit();
                return "committed " + count;
            }
            transacted.rollback();
            return "rolled back " + count;
        } catch (JMSException e) {
            return e;
        }
    }

    @Section("11.2.4")
    @Test
    void aTopicsMessagesAreProcessedToo() throws Exception {
        pool.add(hearing());
        ConnectionConsumer consumer = server.createConnectionConsumer(topic, null, pool, 1);
        send(topic, "one");
        assertEquals("one", take(heard));
        consumer.close();
    }

    @Section("11.2.4")
    @Test
    void theMessagesOfASharedSubscriptionAreProcessedOnce() throws Exception {
        pool.add(hearing());
        pool.add(hearing());
        String name = unique("s");
        ConnectionConsumer first = server.createSharedConnectionConsumer(topic, name, null, pool, 1);
        ConnectionConsumer second = server.createSharedConnectionConsumer(topic, name, null, pool, 1);
        send(topic, "1", "2", "3", "4");
        assertEquals(Set.of("1", "2", "3", "4"), hear(4));
        first.close();
        second.close();
        assertNull(heard.peek());
    }

    @Section("11.2.4")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDurableSubscriptionKeepsMessagesForItsNextConnectionConsumer(boolean shared) throws Exception {
        Connection client = client(unique("client"));
        Session own = client.createSession();
        if (shared) {
            own.createSharedDurableConsumer(topic, "d").close();
        } else {
            own.createDurableConsumer(topic, "d").close();
        }
        send(topic, "one");
        Session hearing = client.createSession();
        hearing.setMessageListener(message -> heard.add(textOf(message)));
        pool.add(hearing);
        ConnectionConsumer consumer = shared
                ? client.createSharedDurableConnectionConsumer(topic, "d", null, pool, 1)
                : client.createDurableConnectionConsumer(topic, "d", null, pool, 1);
        assertEquals("one", take(heard));
        consumer.close();
        pool.awaitIdle(1);
        own.unsubscribe("d");
    }

    @Section("11.2.4")
    @Test
    void aStoppedConnectionGivesItsConnectionConsumersNothing() throws Exception {
        server.stop();
        pool.add(hearing());
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, pool, 1);
        send(queue, "one");
        assertNull(heard.peek());
        server.start();
        assertEquals("one", take(heard));
        consumer.close();
    }

    @Section("10.3")
    @Test
    void aConnectionConsumerNeedsADestinationAndARightSelector() {
        assertThrows(
                InvalidDestinationException.class, () -> server.createConnectionConsumer((Queue) null, null, pool, 1));
        assertThrows(InvalidSelectorException.class, () -> server.createConnectionConsumer(queue, "= wrong", pool, 1));
    }
}
