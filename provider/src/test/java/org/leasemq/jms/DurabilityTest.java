package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;

/** What the JMS face promises when its database is on disk. */
@Timeout(60)
class DurabilityTest {
    @TempDir
    Path directory;

    private final EmbeddedEngines engines = JmsTest.newEngines();

    private LeaseMQConnectionFactory factory(String options) {
        return new LeaseMQConnectionFactory("leasemq:derby:" + directory.resolve("queues") + options, engines);
    }

    interface Work {
        void in(Session session) throws JMSException;
    }

    private void inTransactedSession(Work work) throws JMSException {
        try (LeaseMQConnectionFactory factory = factory("");
                Connection connection = factory.createConnection();
                Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
            connection.start();
            work.in(session);
        }
        assertTrue(engines.places().isEmpty());
    }

    @Test
    void whatWasCommittedIsThereAfterARestartAndNothingElse() throws JMSException {
        inTransactedSession(session -> {
            MessageProducer producer = session.createProducer(session.createQueue("orders.fifo"));
            for (String text : new String[] {"one", "two"}) {
                Message message = session.createTextMessage(text);
                message.setStringProperty("JMSXGroupID", "group");
                message.setIntProperty("number", 7);
                producer.send(message);
            }
            session.commit();
            producer.send(session.createTextMessage("never committed"));
        });
        inTransactedSession(session -> {
            MessageConsumer consumer = session.createConsumer(session.createQueue("orders.fifo"));
            Message first = consumer.receiveNoWait();
            assertEquals("one", JmsTest.text(first));
            assertEquals(7, first.getIntProperty("number"));
            session.commit();
            assertEquals("two", JmsTest.text(consumer.receiveNoWait()));
        });
        inTransactedSession(session -> {
            MessageConsumer consumer = session.createConsumer(session.createQueue("orders.fifo"));
            Message again = consumer.receiveNoWait();
            assertEquals("two", JmsTest.text(again));
            assertTrue(again.getJMSRedelivered());
            assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
            assertEquals("group", again.getStringProperty("JMSXGroupID"));
            assertEquals(null, consumer.receiveNoWait());
        });
    }

    @Test
    void nonPersistentMessagesEndWithTheProcess() throws JMSException {
        inTransactedSession(session -> {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            producer.send(session.createTextMessage("stays"));
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.send(session.createTextMessage("goes"));
            session.commit();
        });
        inTransactedSession(session -> {
            MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
            assertEquals("stays", JmsTest.text(consumer.receiveNoWait()));
            assertEquals(null, consumer.receiveNoWait());
        });
    }

    @Test
    void oneDirectoryHasOneEngineHoweverItsPathIsWritten() throws Exception {
        Files.createDirectories(directory.resolve("queues"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("queues"));
        try (LeaseMQConnectionFactory one = factory("");
                LeaseMQConnectionFactory other = new LeaseMQConnectionFactory("leasemq:derby:" + link + "/.", engines);
                Connection first = one.createConnection();
                Connection second = other.createConnection()) {
            assertEquals(1, engines.places().size());
            assertFalse(first.equals(second));
        }
    }

    @Test
    void aMissingDatabaseIsRefusedIfItIsNotToBeCreated() {
        JMSException refusal =
                assertThrows(JMSException.class, () -> factory("?create=false").createConnection());
        assertTrue(refusal.getMessage().contains("queues"), refusal.getMessage());
        assertFalse(Files.exists(directory.resolve("queues")));
        assertTrue(engines.places().isEmpty());
    }

    @Test
    void aDirectoryOfSomebodyElseIsRefusedAndLeftAlone() throws IOException {
        Path file = directory.resolve("queues").resolve("letter.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "mine");
        assertThrows(JMSException.class, () -> factory("").createConnection());
        assertEquals("mine", Files.readString(file));
        assertTrue(engines.places().isEmpty());
    }
}
