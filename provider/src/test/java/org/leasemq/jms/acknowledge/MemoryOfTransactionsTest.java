package org.leasemq.jms.acknowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import jakarta.jms.XASession;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.jms.delivery.OnCompletion;
import org.leasemq.jms.xa.BranchId;

/** What a transaction keeps until it commits is counted: it is refused before the heap is full, and given back. */
class MemoryOfTransactionsTest {
    private static final int SIZE = 10_000;
    private static final int LIMIT = 16 << 20;
    /** What lasts may take three quarters. */
    private static final int MOST = LIMIT / 4 * 3 / SIZE;

    private LeaseMQXAConnectionFactory factory;
    private Connection connection;
    private int branches;

    @BeforeEach
    void open() throws JMSException {
        factory = new LeaseMQXAConnectionFactory("leasemq:mem:" + UUID.randomUUID() + "?memory-limit=16MB");
        connection = factory.createConnection();
    }

    @AfterEach
    void close() throws JMSException {
        connection.close();
        factory.close();
    }

    private Session transacted() throws JMSException {
        return connection.createSession(true, Session.SESSION_TRANSACTED);
    }

    /** Sends until there is no room; tells how many were taken. */
    private static int fill(Session session) throws JMSException {
        Queue queue = session.createQueue("orders");
        MessageProducer producer = session.createProducer(queue);
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[SIZE]);
        for (int count = 0; count < 2 * MOST; count++) {
            try {
                producer.send(message);
            } catch (ResourceAllocationException e) {
                assertEquals("LEASEMQ-NO-ROOM", e.getErrorCode());
                return count;
            }
        }
        throw new AssertionError("Nothing was refused");
    }

    @Test
    void aTransactionThatKeepsTooMuchIsRefused() throws JMSException {
        Session session = transacted();
        int first = fill(session);
        assertTrue(first > MOST / 2 && first <= MOST, first + " messages");
        session.rollback();
        assertEquals(first, fill(session), "messages after a rollback");
        session.close();
        assertEquals(first, fill(transacted()), "messages after the session was closed");
    }

    @Test
    void whatIsNotTooMuchCommitsAndIsCountedOnce() throws JMSException {
        Session session = transacted();
        int first = fill(session);
        session.rollback();
        MessageProducer producer = session.createProducer(session.createQueue("others"));
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[SIZE]);
        for (int i = 0; i < first / 4; i++) {
            producer.send(message);
        }
        session.commit();
        int left = fill(session);
        assertTrue(left < first && left > 0, left + " of " + first);
    }

    @Test
    void soIsAnotherTransactionOfTheEngine() throws JMSException {
        Session other = transacted();
        fill(other);
        Session session = transacted();
        assertEquals(0, fill(session));
        other.rollback();
        assertTrue(fill(session) > 0);
    }

    @Test
    void soIsABranchOfAGlobalTransaction() throws Exception {
        try (var xa = factory.createXAConnection()) {
            XASession session = xa.createXASession();
            XAResource resource = session.getXAResource();
            Xid xid = new BranchId(4711, "01", "ff");
            resource.start(xid, XAResource.TMNOFLAGS);
            int first = fill(session);
            assertTrue(first > MOST / 2, first + " messages");
            resource.end(xid, XAResource.TMFAIL);
            resource.rollback(xid);
            assertEquals(first, fill(transacted()));
        }
    }

    @Test
    void aSendWhoseListenerDoesNotReturnGoesOnBeingCounted() throws Exception {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createProducer(session.createQueue("orders")).send(session.createMessage());
        MessageProducer producer = session.createProducer(session.createTopic("nobody"));
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[SIZE]);
        var held = new CountDownLatch(1);
        assertThrows(ResourceAllocationException.class, () -> {
            for (int i = 0; i < 3 * MOST; i++) {
                producer.send(
                        message,
                        new OnCompletion(
                                sent -> {
                                    try {
                                        held.await();
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                },
                                e -> {
                                    throw new IllegalStateException(e);
                                }));
            }
        });
        try (Session other = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = other.createConsumer(session.createQueue("orders"))) {
            connection.start();
            assertNotNull(consumer.receiveNoWait(), "whoever receives is not refused");
        }
        held.countDown();
        session.close();
        assertTrue(fill(transacted()) > MOST / 2);
    }

    private void begin(XAResource resource, List<Xid> begun) throws XAException {
        Xid xid = new BranchId(4711, Integer.toHexString(0x10_0000 + branches++), "ff");
        resource.start(xid, XAResource.TMNOFLAGS);
        resource.end(xid, XAResource.TMSUCCESS);
        begun.add(xid);
    }

    @Test
    void branchesThatNobodyDecidesAreRefusedInTheEnd() throws Exception {
        try (var xa = factory.createXAConnection()) {
            XASession session = xa.createXASession();
            XAResource resource = session.getXAResource();
            List<Xid> begun = new ArrayList<>();
            XAException refused = assertThrows(XAException.class, () -> {
                while (begun.size() < LIMIT / 200) {
                    begin(resource, begun);
                }
            });
            assertEquals(XAException.XAER_RMERR, refused.errorCode, refused.getMessage());
            resource.rollback(begun.remove(0));
            begin(resource, begun);
            for (Xid xid : begun) {
                resource.rollback(xid);
            }
        }
        assertTrue(fill(transacted()) > MOST / 2);
    }
}
