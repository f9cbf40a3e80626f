package org.leasemq.store.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.UsualStores;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.thread.DaemonThreads;

/** Jakarta Messaging on queues that another process takes over. */
class MovedQueuesTest {
    private final String url = TestDatabase.url(TestDatabase.settings());

    /** As of another process. */
    private LeaseMQConnectionFactory process() throws JMSException {
        return new LeaseMQConnectionFactory(
                url,
                new EmbeddedEngines(new UsualStores(), new DaemonThreads("process"), EmbeddedEngines.systemClock()));
    }

    @Test
    void whoEndsGivesTheQueuesToTheNext() throws JMSException {
        try (LeaseMQConnectionFactory first = process();
                Connection connection = first.createConnection();
                Session session = connection.createSession()) {
            Queue queue = session.createQueue("orders.fifo?max-receive-count=3");
            session.createProducer(queue).send(session.createTextMessage("two coffees"));
        }
        try (LeaseMQConnectionFactory second = process();
                Connection connection = second.createConnection();
                Session session = connection.createSession()) {
            connection.start();
            MessageConsumer consumer = session.createConsumer(session.createQueue("orders.fifo"));
            assertEquals("two coffees", ((TextMessage) consumer.receive()).getText());
            assertNull(consumer.receiveNoWait());
        }
    }

    /** Taken over from, and still running. */
    @Test
    void whoHasLostTheQueuesDeliversNothingAndIsTold() throws JMSException, SQLException {
        try (LeaseMQConnectionFactory first = process();
                Connection connection = first.createConnection();
                Session session = connection.createSession()) {
            Queue queue = session.createQueue("orders");
            session.createProducer(queue).send(session.createTextMessage("two coffees"));
            connection.start();
            MessageConsumer consumer = session.createConsumer(queue);

            takeOver();

            JMSException refusal = assertThrows(
                    JMSException.class, () -> session.createProducer(queue).send(session.createTextMessage("late")));
            assertTrue(refusal.getMessage().contains("moved"), refusal.getMessage());
            assertThrows(JMSException.class, consumer::receive);
        }
        try (LeaseMQConnectionFactory second = process();
                Connection connection = second.createConnection();
                Session session = connection.createSession()) {
            connection.start();
            MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
            assertEquals("two coffees", ((TextMessage) consumer.receive()).getText());
            assertNull(consumer.receiveNoWait());
        }
    }

    /** By writing the next row, as who takes over does when the owner is not heard of. */
    private void takeOver() throws SQLException {
        PostgresSettings settings = TestDatabase.settings(url.replaceAll(".*/postgres/([a-z0-9_]+)\\?.*", "$1"));
        try (java.sql.Connection connection = TestDatabase.connect(settings)) {
            boolean taken = false;
            while (!taken) {
                LogTables.Tail tail = LogTables.tail(connection);
                taken = Takeover.fence(connection, "another", tail) != null;
            }
        }
    }
}
