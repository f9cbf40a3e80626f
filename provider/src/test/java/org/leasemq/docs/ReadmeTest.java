package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** The code in the README. */
class ReadmeTest {
    private static final Path DATABASE = Path.of("target", "orders");

    @BeforeEach
    void removeWhatAnEarlierRunLeft() throws IOException {
        if (Files.exists(DATABASE)) {
            try (Stream<Path> files = Files.walk(DATABASE)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void aMessageIsSentAndReceived() throws JMSException {
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:derby:target/orders");
                Connection connection = factory.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            Queue orders = session.createQueue("orders?max-receive-count=3");
            session.createProducer(orders).send(session.createTextMessage("two coffees"));
            session.commit(); // durable now

            connection.start();
            Message message = session.createConsumer(orders).receive();
            System.out.println(message.getBody(String.class));
            session.commit(); // done; rollback() would bring it back, to be delivered three times at most
        }
        assertNull(next("orders"));
        assertNull(next("orders-dlq"));
    }

    private static Message next(String queue) throws JMSException {
        try (LeaseMQConnectionFactory factory =
                        new LeaseMQConnectionFactory("leasemq:derby:target/orders?create=false");
                Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            connection.start();
            return session.createConsumer(session.createQueue(queue)).receiveNoWait();
        }
    }
}
