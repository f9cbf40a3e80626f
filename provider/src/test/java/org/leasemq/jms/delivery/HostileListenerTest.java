package org.leasemq.jms.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leasemq.jms.JmsTest;
import org.leasemq.jms.session.ConnectionServices;
import org.leasemq.log.CapturedLog;
import org.leasemq.log.Unprintable;

/** Listeners whose exceptions cannot be logged, and logging that throws: sessions go on, and end when they are closed. */
class HostileListenerTest extends JmsTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @EnumSource(Unprintable.class)
    void aCompletionListenerHoldsUpNeitherCommitNorClose(Unprintable kind) throws Exception {
        completesThough(kind::raise);
    }

    @ParameterizedTest
    @EnumSource(Unprintable.class)
    void aMessageThatAListenerThrewOnComesAgain(Unprintable kind) throws Exception {
        listensThough(kind::raise);
    }

    @Test
    void aLogThatThrowsHoldsUpNobody() throws Exception {
        try (FailingLog log = new FailingLog()) {
            completesThough(Unprintable.FAILING::raise);
            listensThough(Unprintable.FAILING::raise);
            assertEquals(4, log.lines().size()); // two by each session: the first exception, and how many were left out
        }
    }

    private void completesThough(Runnable trouble) throws JMSException {
        try (Connection own = factory.createConnection();
                Session session = own.createSession(Session.SESSION_TRANSACTED)) {
            MessageProducer producer = session.createProducer(session.createQueue("sent"));
            CompletionListener listener = new OnCompletion(
                    message -> {
                        heard.add(text(message));
                        trouble.run();
                    },
                    exception -> heard.add("" + exception));
            producer.send(session.createTextMessage("one"), listener);
            producer.send(session.createTextMessage("two"), listener);
            session.commit();
            assertEquals(List.of("one", "two"), List.copyOf(heard));
        }
        assertEquals(List.of("one", "two"), drain("sent"));
        heard.clear();
    }

    private void listensThough(Runnable trouble) throws Exception {
        send("orders", "one", "two");
        AtomicInteger calls = new AtomicInteger();
        try (Session session = auto()) {
            consumer(session, "orders").setMessageListener(message -> {
                heard.add(text(message));
                if (calls.incrementAndGet() < 3) {
                    trouble.run();
                }
            });
            assertEquals(
                    List.of("one", "one", "one", "two"), List.of(take(heard), take(heard), take(heard), take(heard)));
        }
        assertEquals(List.of(), drain("orders"));
    }

    @ParameterizedTest
    @EnumSource(Unprintable.class)
    void anExceptionListenerHoldsUpNobody(Unprintable kind) throws Exception {
        reportsThough(problem -> kind.raise());
    }

    @Test
    void anExceptionListenerMayThrowWhatItWasTold() throws Exception {
        reportsThough(HostileListenerTest::sneak);
    }

    /** A problem that nobody was told of, since the listener threw, is in the log. */
    private void reportsThough(ExceptionListener listener) throws JMSException {
        try (CapturedLog log = new CapturedLog(ConnectionServices.class.getName());
                Session session = auto()) {
            connection.setExceptionListener(listener);
            session.run(); // which there is no listener for
            assertEquals(2, log.lines().size(), () -> "" + log.lines());
            assertTrue(
                    log.lines().get(0).contains("no message listener"),
                    log.lines().get(0));
            assertTrue(
                    log.lines().get(1).contains("exception listener"),
                    log.lines().get(1));
        }
    }

    private static void sneak(Throwable thrown) {
        HostileListenerTest.<RuntimeException>raise(thrown);
    }

    @SuppressWarnings("unchecked") // so that a checked exception leaves where none is declared
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Lines about listeners cannot be written. */
    private static final class FailingLog extends CapturedLog {
        FailingLog() {
            super(ListenerNotices.class.getName());
        }

        @Override
        public void publish(LogRecord line) {
            super.publish(line);
            throw new AssertionError("a log that fails");
        }
    }
}
