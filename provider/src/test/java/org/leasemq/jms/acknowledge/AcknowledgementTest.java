package org.leasemq.jms.acknowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.jms.JmsTest;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.jms.destination.Source;

class AcknowledgementTest extends JmsTest {

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void aReceivedMessageIsGoneWhenReceiveHasReturned(int mode) throws JMSException {
        send("orders", "one", "two");
        try (Session session = session(mode)) {
            assertEquals("one", next(consumer(session, "orders")));
            session.recover();
        }
        assertEquals(List.of("two"), drain("orders"));
    }

    @Test
    void acknowledgingOneMessageAcknowledgesAllTheSessionHasConsumed() throws JMSException {
        send("orders", "one", "two", "three", "four");
        try (Session session = session(Session.CLIENT_ACKNOWLEDGE)) {
            MessageConsumer consumer = consumer(session, "orders");
            consumer.receiveNoWait();
            Message second = consumer.receiveNoWait();
            consumer.receiveNoWait();
            second.acknowledge();
        }
        assertEquals(List.of("four"), drain("orders"));
    }

    @Test
    void messagesThatWereNotAcknowledgedComeBackAtTheirOldPlaceWhenTheSessionCloses() throws JMSException {
        send("orders", "one", "two", "three");
        try (Session session = session(Session.CLIENT_ACKNOWLEDGE)) {
            MessageConsumer consumer = consumer(session, "orders");
            assertEquals("one", next(consumer));
            assertEquals("two", next(consumer));
            assertEquals(List.of("three"), drain("orders"));
            send("orders", "later");
        }
        assertEquals(List.of("one", "two", "later"), drain("orders"));
    }

    @Test
    void recoverDeliversAgainWhatWasNotAcknowledgedInTheOriginalOrder() throws JMSException {
        send("orders", "one", "two", "three");
        try (Session session = session(Session.CLIENT_ACKNOWLEDGE)) {
            MessageConsumer consumer = consumer(session, "orders");
            Message first = consumer.receiveNoWait();
            assertFalse(first.getJMSRedelivered());
            assertEquals(1, first.getIntProperty("JMSXDeliveryCount"));
            consumer.receiveNoWait();
            session.recover();
            Message again = consumer.receiveNoWait();
            assertEquals("one", ((TextMessage) again).getText());
            assertTrue(again.getJMSRedelivered());
            assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
            assertEquals(first.getJMSMessageID(), again.getJMSMessageID());
            assertEquals("two", next(consumer));
            assertEquals("three", next(consumer));
        }
    }

    @Test
    void recoverOnASessionWithTwoConsumersLosesNothing() throws JMSException {
        send("orders", "o1", "o2");
        send("bills", "b1", "b2");
        try (Session session = session(Session.CLIENT_ACKNOWLEDGE)) {
            MessageConsumer orders = consumer(session, "orders");
            MessageConsumer bills = consumer(session, "bills");
            assertEquals("o1", next(orders));
            assertEquals("b1", next(bills));
            session.recover();
            assertEquals("o1", next(orders));
            assertEquals("o2", next(orders));
            assertEquals("b1", next(bills));
            Message last = bills.receiveNoWait();
            last.acknowledge();
        }
        assertEquals(List.of(), drain("orders"));
        assertEquals(List.of(), drain("bills"));
    }

    @Test
    void acknowledgingAfterCloseIsRefusedWhileTheBodyStaysReadable() throws JMSException {
        send("orders", "one");
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        TextMessage message = (TextMessage) consumer(session, "orders").receiveNoWait();
        session.close();
        assertThrows(IllegalStateException.class, message::acknowledge);
        assertEquals("one", message.getText());
    }

    @Test
    void whileASessionHoldsAMessageNobodyElseGetsIt() throws JMSException {
        send("orders", "one");
        try (Session holder = session(Session.CLIENT_ACKNOWLEDGE);
                Session other = auto()) {
            assertNotNull(consumer(holder, "orders").receiveNoWait());
            assertNull(consumer(other, "orders").receiveNoWait());
        }
    }

    @Test
    void transactionMethodsAreRefusedOnOtherSessionsAndRecoverOnTransactedOnes() throws JMSException {
        try (Session session = auto();
                Session transacted = transacted()) {
            assertThrows(IllegalStateException.class, session::commit);
            assertThrows(IllegalStateException.class, session::rollback);
            assertThrows(IllegalStateException.class, transacted::recover);
        }
    }

    @Test
    void withBlockingAcknowledgeTheMessageIsGoneAsWell() throws JMSException {
        factory.setBlockingAcknowledge(true);
        send("orders", "one", "two");
        try (var blocking = factory.createConnection();
                Session session = blocking.createSession(Session.AUTO_ACKNOWLEDGE);
                Session gathering = blocking.createSession(Session.DUPS_OK_ACKNOWLEDGE)) {
            blocking.start();
            assertEquals("one", next(consumer(session, "orders")));
            assertEquals("two", next(consumer(gathering, "orders")));
        }
        assertEquals(List.of(), drain("orders"));
    }

    @Test
    void aDeletedQueueDoesNotHoldUpWhatIsAcknowledgedInOthers() throws Exception {
        send("gone", "one");
        send("kept", "two");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Session session = session(Session.DUPS_OK_ACKNOWLEDGE);
        consumer(session, "gone").setMessageListener(message -> {
            engine().deleteQueue("gone").await();
            heard.add(text(message));
        });
        assertEquals("one", take(heard));
        consumer(session, "kept").setMessageListener(message -> heard.add(text(message)));
        assertEquals("two", take(heard));
        connection.close();
        connection = factory.createConnection();
        connection.start();
        assertEquals(List.of(), drain("kept"));
    }

    @Test
    void recoverBringsBackWhatItCanWhenAQueueHasBeenDeleted() throws JMSException {
        factory.setRedeliveryDelay(Duration.ofMillis(1));
        send("gone", "one");
        send("kept", "two");
        try (Connection delaying = factory.createConnection();
                Session session = delaying.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            delaying.start();
            MessageConsumer kept = consumer(session, "kept");
            assertEquals("one", next(consumer(session, "gone")));
            assertEquals("two", next(kept));
            engine().deleteQueue("gone").await();
            session.recover();
            assertEquals("two", text(kept.receive()));
        }
    }

    /** By its last lease: those before have ended by their limit. */
    @Test
    void aMessageThatCameAgainIsAcknowledgedOnce() throws JMSException {
        factory.setOption("lease-limit", "1ms");
        send("orders", "one");
        try (Connection limited = factory.createConnection();
                Session session = limited.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            limited.start();
            MessageConsumer consumer = consumer(session, "orders");
            consumer.receive();
            consumer.receive().acknowledge();
        }
        assertEquals(List.of(), drain("orders"));
    }

    @Test
    void gatheredMessagesThatCameAgainOrWentWithTheirQueueAreNoError() throws JMSException {
        send("orders", "one");
        send("gone", "two");
        send("bills", "three");
        Leasing leasing = new Leasing(
                engine(), null, Owners.open(engine(), "gathering"), () -> null, Duration.ofMillis(1), Duration.ZERO);
        Acknowledgement gathering = Acknowledgement.of(Session.DUPS_OK_ACKNOWLEDGE, leasing, true);
        for (String queue : List.of("orders", "orders", "gone")) {
            Leased lease = leased(leasing, queue);
            gathering.delivering(lease);
            gathering.listened(lease);
        }
        engine().deleteQueue("gone").await();
        gathering.received(leased(leasing, "bills"));
        assertEquals(List.of(), gathering.held());
        leasing.close(List.of());
        assertEquals(List.of(), drain("orders"));
        assertEquals(List.of(), drain("bills"));
    }

    private static Leased leased(Leasing leasing, String queue) throws JMSException {
        Source source = Source.queue(new LeaseMQQueue(queue), null, () -> {});
        Delivery delivery =
                leasing.receive(null, source, ReceiveRequest.FOREVER).await().get(0);
        return new Leased(source, delivery, null, leasing);
    }
}
