package org.leasemq.jms.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.JmsTest;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.jms.error.JmsErrors;

class ConnectionConsumerTest extends JmsTest {
    private static final Queue ORDERS = new LeaseMQQueue("orders");

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void messagesGoToTheListenersOfThePoolsSessions() throws Exception {
        Pool pool = new Pool();
        pool.add(auto());
        pool.add(auto());
        ConnectionConsumer consumer = connection.createConnectionConsumer(ORDERS, null, pool, 3);
        assertSame(pool, consumer.getServerSessionPool());
        send("orders", "1", "2", "3", "4", "5", "6", "7");
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            all.add(take(heard));
        }
        assertEquals(Set.of("1", "2", "3", "4", "5", "6", "7"), all);
        consumer.close();
        consumer.close();
        assertThrows(IllegalStateException.class, consumer::getServerSessionPool);
        pool.awaitIdle(2);
        assertEquals(List.of(), drain("orders"));
        send("orders", "late");
        assertEquals(List.of("late"), drain("orders"));
    }

    @Test
    void theSessionsOwnModeDecidesWhatBecomesOfAMessage() throws Exception {
        Pool pool = new Pool();
        Session session = transacted();
        BlockingQueue<Boolean> redelivered = new LinkedBlockingQueue<>();
        session.setMessageListener(message -> {
            try {
                redelivered.add(message.getJMSRedelivered());
                if (message.getJMSRedelivered()) {
                    session.commit();
                } else {
                    session.rollback();
                }
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        pool.put(session);
        ConnectionConsumer consumer = connection.createConnectionConsumer(ORDERS, "", pool, 1);
        send("orders", "one");
        assertEquals(false, take(redelivered));
        assertEquals(true, take(redelivered));
        consumer.close();
        pool.awaitIdle(1);
        assertEquals(List.of(), drain("orders"));
    }

    @Test
    void aSessionOfThePoolThatIsClosedGivesBackWhatItHasNotHandedOver() throws Exception {
        Session session = auto();
        session.setMessageListener(message -> heard.add(text(message)));
        BlockingQueue<String> started = new LinkedBlockingQueue<>();
        BlockingQueue<ServerSession> one = new LinkedBlockingQueue<>();
        one.add(new ServerSession() {
            @Override
            public Session getSession() {
                return session;
            }

            @Override
            public void start() {
                started.add("started");
            }
        });
        ConnectionConsumer consumer = connection.createConnectionConsumer(ORDERS, null, () -> next(one), 1);
        send("orders", "one");
        take(started);
        session.close();
        session.run();
        assertNull(heard.peek());
        assertEquals(List.of("one"), drain("orders"));
        one.add(new Pool().of(auto()));
        consumer.close();
    }

    @Test
    void closingTheConnectionEndsItsConnectionConsumers() throws Exception {
        Pool pool = new Pool();
        pool.add(auto());
        ConnectionConsumer consumer = connection.createConnectionConsumer(ORDERS, null, pool, 1);
        connection.close();
        assertThrows(IllegalStateException.class, consumer::getServerSessionPool);
        consumer.close();
    }

    @Test
    void aSessionWithoutAListenerIsReported() throws Exception {
        BlockingQueue<JMSException> problems = new LinkedBlockingQueue<>();
        connection.setExceptionListener(problems::add);
        Session session = auto();
        assertNull(session.getMessageListener());
        session.run();
        assertInstanceOf(IllegalStateException.class, take(problems));
    }

    @Test
    void aSessionOfAnotherEngineIsRefusedAndTakesNothingAnywhere() throws Exception {
        BlockingQueue<JMSException> problems = new LinkedBlockingQueue<>();
        connection.setExceptionListener(problems::add);
        try (LeaseMQConnectionFactory elsewhere = new LeaseMQConnectionFactory("leasemq:mem:elsewhere", ENGINES);
                Connection other = elsewhere.createConnection()) {
            other.start();
            Session foreign = other.createSession();
            foreign.createProducer(ORDERS).send(foreign.createTextMessage("theirs"));
            send("orders", "ours");
            Pool pool = new Pool();
            pool.add(foreign);
            ConnectionConsumer consumer = connection.createConnectionConsumer(ORDERS, null, pool, 1);
            JMSException problem = take(problems);
            assertInstanceOf(IllegalStateException.class, problem);
            assertTrue(problem.getMessage().contains("of another engine"), problem.getMessage());
            consumer.close();
            pool.awaitIdle(1);
            assertNull(heard.peek());
            assertEquals("theirs", next(consumer(other.createSession(), "orders")));
            assertEquals(List.of("ours"), drain("orders"));
        }
    }

    @Test
    void whatCannotWorkIsRefusedAtOnce() {
        Pool pool = new Pool();
        assertThrows(
                InvalidDestinationException.class,
                () -> connection.createConnectionConsumer((Queue) null, null, pool, 1));
        assertThrows(JMSException.class, () -> connection.createConnectionConsumer(ORDERS, null, pool, 0));
        assertThrows(JMSException.class, () -> connection.createConnectionConsumer(ORDERS, null, null, 1));
    }

    private static ServerSession next(BlockingQueue<ServerSession> idle) throws JMSException {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            throw JmsErrors.failure("interrupted", "LEASEMQ-INTERRUPTED", e);
        }
    }

    /** As an application server has it: a session runs on a thread of the pool, and comes back afterwards. */
    private final class Pool implements ServerSessionPool {
        private final BlockingQueue<ServerSession> idle = new LinkedBlockingQueue<>();

        void add(Session session) throws JMSException {
            session.setMessageListener(message -> heard.add(text(message)));
            put(session);
        }

        void put(Session session) {
            idle.add(of(session));
        }

        ServerSession of(Session session) {
            return new ServerSession() {
                @Override
                public Session getSession() {
                    return session;
                }

                @Override
                public void start() {
                    new Thread(() -> {
                                session.run();
                                idle.add(this);
                            })
                            .start();
                }
            };
        }

        @Override
        public ServerSession getServerSession() throws JMSException {
            return next(idle);
        }

        /** Waits until so many sessions have nothing to do. */
        void awaitIdle(int count) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                take(idle);
            }
        }
    }
}
