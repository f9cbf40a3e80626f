package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine in memory keeps its database in the heap, which is counted: filling it ends with a refusal. */
class MemoryOfStoreTest {
    private static final int SIZE = 10_000;
    private static final int LIMIT = 16 << 20;
    private static final int MOST = LIMIT / 4 * 3 / SIZE;

    private final LeaseMQConnectionFactory factory =
            new LeaseMQConnectionFactory("leasemq:mem:" + UUID.randomUUID() + "?memory-limit=16MB");

    private static BytesMessage message(Session session) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[SIZE]);
        return message;
    }

    /** Sends until there is no room; tells how many were taken. */
    private static int fill(Session session, Queue queue) throws JMSException {
        MessageProducer producer = session.createProducer(queue);
        for (int count = 0; count < 2 * MOST; count++) {
            try {
                producer.send(message(session));
            } catch (ResourceAllocationException e) {
                assertEquals("LEASEMQ-NO-ROOM", e.getErrorCode());
                return count;
            }
        }
        throw new AssertionError("Nothing was refused");
    }

    private static int drain(Session session, Queue queue) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            int count = 0;
            while (consumer.receiveNoWait() != null) {
                count++;
            }
            return count;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "some.fifo"})
    void whatFillsItIsRefusedAndCanBeTakenOut(String name) throws JMSException {
        try (factory;
                Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            Queue queue = session.createQueue(name);
            for (int round = 0; round < 3; ) {
                int sent = fill(session, queue);
                assertEquals(sent, drain(session, queue));
                round += sent > MOST / 5 ? 1 : 0; // else the space of the last round is still being given back
            }
        }
    }

    @Test
    void whatPassesThroughLeavesNothingBehind() throws JMSException {
        try (factory;
                Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            Queue queue = session.createQueue("plain");
            MessageProducer producer = session.createProducer(queue);
            MessageConsumer consumer = session.createConsumer(queue);
            for (int i = 0; i < 3 * MOST; i++) {
                producer.send(message(session));
                assertTrue(consumer.receive() != null);
            }
        }
    }
}
