package org.leasemq.jms.acknowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.jms.JmsTest;

class TransactionTest extends JmsTest {

    @Test
    void theReceiverSeesTheTimeOfTheSendAsTheSenderDoes() throws JMSException {
        try (Session session = transacted()) {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            Message sent = session.createTextMessage("one");
            producer.send(sent, 2, 4, 600_000);
            session.commit();
            Message received = consumer(auto(), "orders").receive();
            assertEquals(sent.getJMSTimestamp(), received.getJMSTimestamp());
            assertEquals(sent.getJMSExpiration(), received.getJMSExpiration());
            assertEquals(sent.getJMSDeliveryTime(), received.getJMSDeliveryTime());
        }
    }

    @Test
    void sendsAndReceivesHappenTogetherWhenTheyAreCommitted() throws JMSException {
        send("in", "order");
        try (Session session = transacted()) {
            assertEquals("order", next(consumer(session, "in")));
            session.createProducer(session.createQueue("out")).send(session.createTextMessage("bill"));
            assertEquals(List.of(), drain("out"));
            session.commit();
        }
        assertEquals(List.of(), drain("in"));
        assertEquals(List.of("bill"), drain("out"));
    }

    @Test
    void aRolledBackMessageComesBackAtOnceAtItsOldPlace() throws JMSException {
        send("in", "one", "two", "three");
        try (Session session = transacted()) {
            MessageConsumer consumer = consumer(session, "in");
            assertEquals("one", next(consumer));
            assertEquals("two", next(consumer));
            session.createProducer(session.createQueue("out")).send(session.createTextMessage("never"));
            session.rollback();
            Message again = consumer.receiveNoWait();
            assertEquals("one", text(again));
            assertTrue(again.getJMSRedelivered());
            assertEquals("two", next(consumer));
            assertEquals("three", next(consumer));
            session.commit();
        }
        assertEquals(List.of(), drain("in"));
        assertEquals(List.of(), drain("out"));
    }

    @Test
    void closingTheSessionRollsBack() throws JMSException {
        send("in", "one");
        try (Session session = transacted()) {
            assertEquals("one", next(consumer(session, "in")));
            session.createProducer(session.createQueue("out")).send(session.createTextMessage("never"));
        }
        assertEquals(List.of("one"), drain("in"));
        assertEquals(List.of(), drain("out"));
    }

    @Test
    void theMessageIdIsKnownBeforeTheCommitAndStaysTheSame() throws JMSException {
        try (Session session = transacted()) {
            Message sent = session.createTextMessage("one");
            session.createProducer(session.createQueue("out")).send(sent);
            session.commit();
            Message received = consumer(session, "out").receiveNoWait();
            assertTrue(sent.getJMSMessageID().startsWith("ID:"), sent.getJMSMessageID());
            assertEquals(sent.getJMSMessageID(), received.getJMSMessageID());
        }
    }

    @Test
    void aMessageChangedAfterItWasSentIsCommittedAsItWas() throws JMSException {
        try (Session session = transacted()) {
            var message = session.createTextMessage("as sent");
            message.setStringProperty("colour", "red");
            MessageProducer producer = session.createProducer(session.createQueue("out"));
            producer.send(message);
            message.setText("changed");
            message.setStringProperty("colour", "green");
            session.commit();
            Message received = consumer(session, "out").receiveNoWait();
            assertEquals("as sent", text(received));
            assertEquals("red", received.getStringProperty("colour"));
        }
    }

    @Test
    void aTransactionThatCannotBeCommittedIsRolledBackAsAWhole() throws JMSException {
        send("in", "one");
        try (Session session = transacted()) {
            MessageConsumer consumer = consumer(session, "in");
            assertEquals("one", next(consumer));
            MessageProducer producer = session.createProducer(null);
            producer.send(session.createQueue("out"), session.createTextMessage("never"));
            producer.send(session.createQueue("small"), session.createTextMessage("x".repeat(2_000)));
            AttributeChange.apply(engine(), "small", attributes -> attributes.withMaximumMessageSize(1024));
            JMSException refusal = assertThrows(TransactionRolledBackException.class, session::commit);
            assertTrue(refusal.getMessage().contains("2028"), refusal.getMessage());
            assertEquals(refusal.getCause(), refusal.getLinkedException());
            assertEquals("one", next(consumer));
        }
        assertEquals(List.of(), drain("out"));
        assertEquals(List.of(), drain("small"));
    }

    @Test
    void whatIsNotCommittedIsSeenByNobody() throws JMSException {
        try (Session sender = transacted();
                Session receiver = auto()) {
            sender.createProducer(sender.createQueue("out")).send(sender.createTextMessage("one"));
            assertNull(consumer(receiver, "out").receiveNoWait());
            sender.commit();
            assertEquals("one", next(consumer(receiver, "out")));
        }
    }

    @Test
    void aMessageThatIsRolledBackTooOftenGoesToTheDeadLetterQueue() throws JMSException {
        send("orders.fifo?max-receive-count=3&dead-letter-queue=dead", "one");
        try (Session session = transacted()) {
            MessageConsumer consumer = consumer(session, "orders.fifo");
            for (int attempt = 1; attempt <= 3; attempt++) {
                assertEquals(attempt, consumer.receiveNoWait().getIntProperty("JMSXDeliveryCount"));
                session.rollback();
            }
            assertNull(consumer.receiveNoWait());
        }
        try (Session session = auto()) {
            assertEquals("one", text(consumer(session, "dead.fifo").receive()));
        }
    }
}
