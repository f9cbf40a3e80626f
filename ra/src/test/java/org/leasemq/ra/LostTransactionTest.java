package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TransactionInProgressException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that the server rolls back behind the application's back, as it does when they take too long. */
class LostTransactionTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private LeaseMQPooledConnectionFactory factory;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(directory, "leasemq:derby:" + directory.resolve("data"));
        factory = server.factory();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String left() {
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("orders"))) {
            return consumer.receiveBodyNoWait(String.class);
        }
    }

    private void send(String text) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("orders"), text);
        }
    }

    /** On another thread, as a transaction manager does it. */
    private void loseTransaction() throws Exception {
        Transaction present = server.transactions.getTransaction();
        Thread reaper = new Thread(() -> {
            try {
                present.rollback();
            } catch (SystemException e) {
                throw new java.lang.IllegalStateException(e);
            }
        });
        reaper.start();
        reaper.join();
    }

    @Test
    void nothingIsDoneWithoutTheTransactionThatWasLost() throws Exception {
        send("kept");
        server.transactions.begin();
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            connection.start();
            Queue orders = session.createQueue("orders");
            MessageProducer producer = session.createProducer(orders);
            MessageConsumer consumer = session.createConsumer(orders);
            producer.send(session.createTextMessage("undone"));
            loseTransaction();
            IllegalStateException refusal =
                    assertThrows(IllegalStateException.class, () -> producer.send(session.createTextMessage("late")));
            assertTrue(refusal.getMessage().contains("rolled back"), refusal.getMessage());
            assertThrows(IllegalStateException.class, consumer::receiveNoWait);
            assertThrows(IllegalStateException.class, session::recover);
            assertThrows(TransactionInProgressException.class, session::commit);
            assertTrue(session.getTransacted());
            assertEquals(Session.SESSION_TRANSACTED, session.getAcknowledgeMode());
        }
        server.transactions.suspend();
        assertEquals("kept", left());
        assertNull(left());
    }

    @Test
    void aConnectionThatIsKeptWorksAgainInTheNextTransaction() throws Exception {
        try (JMSContext kept = factory.createContext()) {
            JMSProducer producer = kept.createProducer();
            Queue orders = kept.createQueue("orders");
            server.transactions.begin();
            producer.send(orders, "undone");
            loseTransaction();
            assertThrows(jakarta.jms.IllegalStateRuntimeException.class, () -> producer.send(orders, "late"));
            server.transactions.suspend();
            server.transactions.begin();
            producer.send(orders, "in the next");
            server.transactions.commit();
        }
        assertEquals("in the next", left());
        assertNull(left());
    }

    /** Such as one that tells others of the failure. */
    @Test
    void aConnectionThatIsMadeAfterwardsHasNothingToDoWithIt() throws Exception {
        server.transactions.begin();
        send("undone");
        loseTransaction();
        send("it has failed");
        server.transactions.suspend();
        assertEquals("it has failed", left());
        assertNull(left());
    }
}
