package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.engine.model.RedrivePolicy;

class QueueTest extends JmsTest {

    @Test
    void aGroupBelongsToOneSessionAtATimeWhileOthersGetOtherGroups() throws JMSException {
        sendInGroup("flights.fifo", "FRA", "f1", "f2");
        sendInGroup("flights.fifo", "JFK", "j1");
        try (Session one = transacted();
                Session other = transacted()) {
            MessageConsumer first = consumer(one, "flights.fifo");
            MessageConsumer second = consumer(other, "flights.fifo");
            assertEquals("f1", next(first));
            assertEquals("j1", next(second));
            assertNull(next(second));
            assertEquals("f2", next(first));
            one.rollback();
            assertEquals("f1", next(second));
        }
    }

    @Test
    void messagesForAFifoQueueThatNameNoGroupAreAllInTheDefaultGroup() throws JMSException {
        send("orders.fifo", "one", "one", "two");
        try (Session session = auto()) {
            MessageConsumer consumer = consumer(session, "orders.fifo");
            Message first = consumer.receiveNoWait();
            assertNull(first.getStringProperty("JMSXGroupID"));
            assertEquals("one", next(consumer));
            assertEquals("two", next(consumer));
        }
    }

    @Test
    void aGroupCalledDefaultIsSeenByReceiversIfTheSenderNamedIt() throws JMSException {
        sendInGroup("orders.fifo", "default", "one");
        sendInGroup("orders", "default", "one");
        try (Session session = auto()) {
            for (String queue : List.of("orders.fifo", "orders")) {
                Message received = consumer(session, queue).receiveNoWait();
                assertEquals("default", received.getStringProperty("JMSXGroupID"), queue);
            }
        }
    }

    @Test
    void anEmptyGroupIsNoneAndComesBackEmpty() throws JMSException {
        for (String queue : List.of("orders.fifo", "orders")) {
            sendInGroup(queue, "", "one", "two");
            try (Session first = transacted();
                    Session second = transacted()) {
                Message received = consumer(first, queue).receiveNoWait();
                assertEquals("", received.getStringProperty("JMSXGroupID"), queue);
                assertEquals(queue.endsWith(".fifo") ? null : "two", next(consumer(second, queue)));
            }
            try (Session session = auto()) {
                Queue named = session.createQueue(queue);
                assertEquals("one", next(session.createConsumer(named, "JMSXGroupID = ''")));
            }
        }
    }

    @Test
    void messagesWithoutAGroupThatAreSentOnFromAFifoQueueToAnotherStayWithoutOne() throws JMSException {
        send("orders.fifo", "one", "two");
        try (Session mover = auto();
                Session first = transacted();
                Session second = transacted()) {
            MessageConsumer consumer = consumer(mover, "orders.fifo");
            var producer = mover.createProducer(mover.createQueue("orders"));
            producer.send(consumer.receiveNoWait());
            producer.send(consumer.receiveNoWait());
            assertEquals("one", next(consumer(first, "orders")));
            assertEquals("two", next(consumer(second, "orders")));
        }
    }

    @Test
    void messagesWithTheSameDeduplicationIdAreSentOnce() throws JMSException {
        Session session = auto();
        MessageProducer producer = session.createProducer(session.createQueue("orders.fifo"));
        for (String text : List.of("one", "again")) {
            Message message = session.createTextMessage(text);
            message.setStringProperty("JMS_SQS_DeduplicationId", "7");
            producer.send(message);
        }
        assertEquals(List.of("one"), drain("orders.fifo"));
    }

    @Test
    void contentBasedDeduplicationComparesBodies() throws JMSException {
        send("orders.fifo?content-based-deduplication=true", "one", "one", "two");
        assertEquals(List.of("one", "two"), drain("orders.fifo"));
    }

    @Test
    void anOptionThatAnExistingQueueContradictsIsRefusedByItsName() throws JMSException {
        Session session = auto();
        session.createQueue("orders?visibility-timeout=10s&max-receive-count=3");
        session.createQueue("orders?visibility-timeout=10000ms");
        session.createQueue("orders?dead-letter-queue=orders-dlq");
        JMSException refusal = assertThrows(
                InvalidDestinationException.class, () -> session.createQueue("orders?visibility-timeout=20s"));
        assertTrue(refusal.getMessage().contains("visibility-timeout 10s, not 20s"), refusal.getMessage());
        refusal = assertThrows(
                InvalidDestinationException.class, () -> session.createQueue("orders?dead-letter-queue=graveyard"));
        assertTrue(refusal.getMessage().contains("orders-dlq"), refusal.getMessage());
    }

    @Test
    void impossibleOptionsInAQueueNameAreRefused() throws JMSException {
        Session session = auto();
        for (String name :
                List.of("q?visibilty-timeout=1s", "q?delay=forever", "q?client-id=x", "?delay=1s", "", "q?x")) {
            assertThrows(InvalidDestinationException.class, () -> session.createQueue(name), name);
        }
        assertThrows(InvalidDestinationException.class, () -> session.createQueue(null));
    }

    @ParameterizedTest
    @CsvSource({
        "n1?dead-letter-queue=x, without a max-receive-count",
        "n1?dead-letter-queue=x&max-receive-count=0, without a max-receive-count",
        "n1?dead-letter-queue=n1, its own dead-letter queue",
        "n1?dead-letter-queue=n1&max-receive-count=2, its own dead-letter queue",
        "n1.fifo?dead-letter-queue=n1&max-receive-count=2, its own dead-letter queue",
        "n1?dead-letter-queue=x.fifo&max-receive-count=2, is a FIFO queue",
        "n1?content-based-deduplication=true, for FIFO queues only",
        "n1?deduplication-scope=message-group, for FIFO queues only"
    })
    void anOptionThatAQueueCannotHaveIsRefusedBeforeAnythingIsCreated(String name, String reason) throws JMSException {
        Session session = auto();
        List<Executable> ways = List.of(
                () -> session.createQueue(name),
                () -> session.createProducer(new LeaseMQQueue(name)),
                () -> session.createConsumer(new LeaseMQQueue(name)));
        for (Executable way : ways) {
            JMSException refusal = assertThrows(InvalidDestinationException.class, way);
            assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
            assertEquals(List.of(), engine().queues());
        }
    }

    @Test
    void optionsThatSayWhatHoldsAnywayAreTaken() throws JMSException {
        Session session = auto();
        session.createQueue("orders?content-based-deduplication=false&deduplication-scope=queue&max-receive-count=0");
        factory.setMaxReceiveCount(3);
        try (Connection redriving = factory.createConnection();
                Session other = redriving.createSession()) {
            other.createQueue("others?dead-letter-queue=dead");
            other.createQueue("others?dead-letter-queue=dead&max-receive-count=3");
        }
    }

    @Test
    void theDeadLetterQueueOfAllQueuesHasNone() throws JMSException {
        factory.setUrl(PLACE + "?dead-letter-queue=dead&max-receive-count=2");
        try (Connection redriving = factory.createConnection();
                Session session = redriving.createSession(Session.SESSION_TRANSACTED)) {
            redriving.start();
            Queue dead = session.createQueue("dead");
            session.createProducer(dead).close();
            session.createConsumer(session.createQueue("orders")).close();
            assertNull(engine().findQueue("dead")
                    .await()
                    .orElseThrow()
                    .attributes()
                    .redrive());
            assertEquals(
                    new RedrivePolicy("dead", 2),
                    engine().findQueue("orders")
                            .await()
                            .orElseThrow()
                            .attributes()
                            .redrive());
            JMSException refusal = assertThrows(
                    InvalidDestinationException.class, () -> session.createQueue("dead?max-receive-count=3"));
            assertTrue(refusal.getMessage().contains("exists with max-receive-count 0"), refusal.getMessage());
            engine().deleteQueue("orders").await();
            engine().deleteQueue("dead").await();
            refusal = assertThrows(
                    InvalidDestinationException.class, () -> session.createQueue("dead?max-receive-count=3"));
            assertTrue(refusal.getMessage().contains("its own dead-letter queue"), refusal.getMessage());
        }
    }

    @Test
    void aDeadLetterQueueOfTheOtherKindIsNotCreatedForAnyQueueOrSubscription() throws JMSException {
        factory.setUrl(PLACE + "?dead-letter-queue=dead.fifo&max-receive-count=2");
        try (Connection redriving = factory.createConnection();
                Session session = redriving.createSession()) {
            assertThrows(InvalidDestinationException.class, () -> consumer(session, "orders"));
            assertThrows(
                    InvalidDestinationException.class, () -> session.createConsumer(session.createTopic("prices")));
            assertEquals(List.of(), engine().queues());
            consumer(session, "orders.fifo").close();
        }
    }

    @Test
    void withoutAutomaticCreationAnUnknownQueueIsRefused() throws JMSException {
        factory.setAutoCreateQueues(false);
        send("known", "one");
        try (var strict = factory.createConnection();
                Session session = strict.createSession()) {
            Queue unknown = session.createQueue("unknown");
            assertThrows(InvalidDestinationException.class, () -> session.createProducer(unknown));
            assertThrows(InvalidDestinationException.class, () -> session.createConsumer(unknown));
            assertThrows(InvalidDestinationException.class, () -> session.createBrowser(unknown));
            session.createConsumer(session.createQueue("known"));
        }
    }

    @Test
    void nullDestinationsAreRefusedWhereTheyMeanNothing() throws JMSException {
        Session session = auto();
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null));
        assertThrows(InvalidDestinationException.class, () -> session.createBrowser(null));
        session.createProducer(null);
    }

    @Test
    void aBrowserSeesWhatCouldBeReceivedAndTakesNothing() throws JMSException {
        send("orders", "one", "two", "three");
        try (Session session = auto();
                Session holder = transacted()) {
            assertEquals("one", next(consumer(holder, "orders")));
            QueueBrowser browser = session.createBrowser(session.createQueue("orders"));
            assertEquals(List.of("two", "three"), browse(browser));
            assertEquals(List.of("two", "three"), browse(browser));
            Message shown = (Message) browser.getEnumeration().nextElement();
            assertFalse(shown.getJMSRedelivered());
            holder.rollback();
            assertEquals(List.of("one", "two", "three"), browse(browser));
        }
        assertEquals(List.of("one", "two", "three"), drain("orders"));
    }

    private static List<String> browse(QueueBrowser browser) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
            texts.add(text((Message) message));
        }
        return texts;
    }

    @Test
    void aRedeliveryDelayHidesWhatWasRolledBack() throws JMSException {
        send("orders", "one");
        factory.setRedeliveryDelay(java.time.Duration.ofMillis(200));
        try (var patient = factory.createConnection();
                Session session = patient.createSession(Session.SESSION_TRANSACTED)) {
            patient.start();
            MessageConsumer consumer = consumer(session, "orders");
            assertEquals("one", next(consumer));
            long before = CLOCK.millis();
            session.rollback();
            assertEquals("one", text(consumer.receive()));
            assertTrue(CLOCK.millis() >= before + 200);
            session.commit();
        }
    }

    @Test
    void beyondItsLeaseLimitASessionLosesAMessage() throws JMSException {
        send("orders", "one");
        factory.setLeaseLimit(java.time.Duration.ofMillis(20));
        try (var limited = factory.createConnection();
                Session holder = limited.createSession(Session.SESSION_TRANSACTED);
                Session other = auto()) {
            limited.start();
            assertEquals("one", next(consumer(holder, "orders")));
            assertEquals("one", text(consumer(other, "orders").receive()));
            assertThrows(jakarta.jms.TransactionRolledBackException.class, holder::commit);
        }
    }
}
