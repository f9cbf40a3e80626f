package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.process.QueueServer;

/** Two servers of one PostgreSQL database: one has the queues, the other takes them over. */
class TakeoverTest {
    private static final int MESSAGES = 200;

    @TempDir
    private Path directory;

    private EmbeddedPostgres database;
    private QueueServer first;
    private QueueServer second;
    private CompletableFuture<Void> standby;

    @BeforeEach
    void start() throws IOException {
        database = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        String data = "postgresql://localhost:" + database.getPort() + "/postgres?database-user=postgres&term=1s";
        first = server("first", data).start();
        second = server("second", data);
        standby = CompletableFuture.runAsync(second::start);
    }

    private QueueServer server(String name, String data) throws IOException {
        return new QueueServer(Files.createDirectory(directory.resolve(name)), "--data", data);
    }

    @AfterEach
    void end() throws IOException {
        first.close();
        standby.handle((started, error) -> null).join();
        second.close();
        database.close();
    }

    private LeaseMQConnectionFactory factory() throws JMSException {
        return new LeaseMQConnectionFactory("leasemq:tcp://127.0.0.1:" + first.port() + ",127.0.0.1:" + second.port());
    }

    /** Sends and transactions under way when the server is killed have one outcome; who sends and receives notices nothing. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void whoIsConnectedGoesOnAtTheOneThatTakesOver() throws JMSException {
        List<String> got = new ArrayList<>();
        try (LeaseMQConnectionFactory factory = factory();
                Connection connection = factory.createConnection()) {
            connection.start();
            Session session = connection.createSession();
            Queue queue = session.createQueue("orders.fifo");
            MessageProducer producer = session.createProducer(queue);
            for (int i = 0; i < MESSAGES; i++) {
                if (i == MESSAGES / 2) {
                    first.kill();
                }
                TextMessage message = session.createTextMessage("order " + i);
                message.setStringProperty("JMSXGroupID", "customer");
                producer.send(message);
            }
            standby.join();
            MessageConsumer consumer = session.createConsumer(queue);
            for (int i = 0; i < MESSAGES; i++) {
                got.add(((TextMessage) consumer.receive()).getText());
            }
            assertNull(consumer.receiveNoWait());
        }
        for (int i = 0; i < MESSAGES; i++) {
            assertEquals("order " + i, got.get(i));
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theOneThatEndsInOrderHandsOver() throws JMSException {
        try (LeaseMQConnectionFactory factory = factory();
                Connection connection = factory.createConnection()) {
            connection.start();
            Session session = connection.createSession();
            Queue queue = session.createQueue("orders");
            session.createProducer(queue).send(session.createTextMessage("two coffees"));
            assertFalse(standby.isDone());
            first.end();
            standby.join();
            assertEquals(
                    "two coffees", ((TextMessage) session.createConsumer(queue).receive()).getText());
        }
    }
}
