package org.leasemq.jms.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.leasemq.jms.JmsTest;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.log.Unprintable;

/** Pools of application servers that throw: their connection consumers go on. */
class HostilePoolTest extends JmsTest {
    private static final LeaseMQQueue ORDERS = new LeaseMQQueue("orders");

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<JMSException> problems = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> asked = new LinkedBlockingQueue<>();

    /** A pool of one session that throws what it is told to, once each. */
    private final class Pool implements ServerSessionPool, ServerSession {
        private final Queue<Throwable> failures;
        private final String method;
        private final Session session;

        Pool(String method, Throwable... failures) throws JMSException {
            this.method = method;
            this.session = auto();
            this.failures = new ConcurrentLinkedQueue<>(List.of(failures));
            session.setMessageListener(message -> heard.add(text(message)));
        }

        private void in(String called) throws JMSException {
            Throwable failure = called.equals(method) ? failures.poll() : null;
            if (failure instanceof JMSException exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (RuntimeException) failure;
            }
        }

        @Override
        public ServerSession getServerSession() throws JMSException {
            asked.add(CLOCK.elapsedMillis());
            in("getServerSession");
            return this;
        }

        @Override
        public Session getSession() throws JMSException {
            in("getSession");
            return session;
        }

        @Override
        public void start() throws JMSException {
            in("start");
            session.run();
        }
    }

    static Stream<Throwable> whatAPoolThrows() {
        return Stream.of(
                new AssertionError("pool"),
                new IllegalStateException("pool"),
                new JMSException("pool"),
                Unprintable.FAILING.make());
    }

    @BeforeEach
    void listen() throws JMSException {
        connection.setExceptionListener(problems::add);
    }

    @ParameterizedTest
    @MethodSource("whatAPoolThrows")
    void itsExceptionIsToldAndItIsAskedAgainAfterAWhile(Throwable thrown) throws Exception {
        goesOnAfter("getServerSession", thrown);
        long first = take(asked);
        assertTrue(take(asked) - first > 900, "it was not asked at once again");
    }

    @ParameterizedTest
    @MethodSource("whatAPoolThrows")
    void aSessionThatDoesNotStartGivesBackWhatItHas(Throwable thrown) throws Exception {
        goesOnAfter("start", thrown);
    }

    @ParameterizedTest
    @MethodSource("whatAPoolThrows")
    void aServerSessionWithoutASessionIsNotTheLast(Throwable thrown) throws Exception {
        goesOnAfter("getSession", thrown);
    }

    /** It is told once while it lasts. */
    private void goesOnAfter(String method, Throwable thrown) throws JMSException, InterruptedException {
        ConnectionConsumer consumer =
                connection.createConnectionConsumer(ORDERS, null, new Pool(method, thrown, thrown), 1);
        send("orders", "one");
        assertEquals("one", take(heard));
        send("orders", "two");
        assertEquals("two", take(heard));
        consumer.close();
        JMSException problem = take(problems);
        assertNull(problems.poll());
        assertEquals("LEASEMQ-SERVER-SESSION", problem.getErrorCode());
        assertTrue(problem.getMessage().contains("threw on " + method), problem.getMessage());
        assertSame(thrown, problem.getCause());
        assertEquals(List.of(), drain("orders"));
    }
}
