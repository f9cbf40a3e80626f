package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TopicTest extends JmsTest {
    private Session session;
    private Topic prices;

    @BeforeEach
    void openSession() throws JMSException {
        session = auto();
        prices = session.createTopic("prices");
    }

    private static void publish(Session session, Topic topic, String... texts) throws JMSException {
        MessageProducer producer = session.createProducer(topic);
        for (String text : texts) {
            TextMessage message = session.createTextMessage(text);
            message.setStringProperty("first", text.substring(0, 1));
            producer.send(message);
        }
        producer.close();
    }

    private static List<String> drain(MessageConsumer consumer) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (Message m = consumer.receiveNoWait(); m != null; m = consumer.receiveNoWait()) {
            texts.add(m.getBody(String.class));
        }
        return texts;
    }

    private Connection client(String id) throws JMSException {
        Connection client = factory.createConnection();
        client.setClientID(id);
        client.start();
        return client;
    }

    @Test
    void everyConsumerGetsWhatIsPublishedWhileItIsThere() throws JMSException {
        publish(session, prices, "too early");
        MessageConsumer one = session.createConsumer(prices);
        MessageConsumer two = session.createConsumer(prices);
        publish(session, prices, "a", "b");
        assertEquals(List.of("a", "b"), drain(one));
        assertEquals(List.of("a", "b"), drain(two));
        one.close();
        publish(session, prices, "c");
        assertEquals(List.of("c"), drain(two));
    }

    @Test
    void messagesSayWhichTopicTheyWereSentTo() throws JMSException {
        MessageConsumer consumer = session.createConsumer(prices);
        publish(session, prices, "a");
        assertEquals(prices, consumer.receiveNoWait().getJMSDestination());
        assertInstanceOf(TopicSubscriber.class, consumer);
    }

    @Test
    void selectorsOnTopicsAndQueues() throws JMSException {
        MessageConsumer b = session.createConsumer(prices, "first = 'b'");
        publish(session, prices, "ant", "bee", "cat", "bat");
        assertEquals(List.of("bee", "bat"), drain(b));
        assertEquals("first = 'b'", b.getMessageSelector());
        MessageConsumer queued = session.createConsumer(session.createQueue("q"), "JMSPriority > 4");
        MessageProducer producer = session.createProducer(session.createQueue("q"));
        producer.send(session.createTextMessage("low"));
        producer.send(session.createTextMessage("high"), 2, 9, 0);
        assertEquals(List.of("high"), drain(queued));
        assertEquals(List.of("low"), drain(session.createConsumer(session.createQueue("q"))));
        assertNull(session.createConsumer(prices, " ").getMessageSelector());
    }

    @Test
    void wrongSelectorsAreRefused() throws JMSException {
        for (Topic topic : List.of(prices)) {
            assertThrows(InvalidSelectorException.class, () -> session.createConsumer(topic, "a ="));
            assertThrows(InvalidSelectorException.class, () -> session.createSharedConsumer(topic, "s", "a ="));
        }
        assertThrows(InvalidSelectorException.class, () -> session.createConsumer(session.createQueue("q"), "a > 'x'"));
        assertThrows(InvalidSelectorException.class, () -> session.createBrowser(session.createQueue("q"), "a > 'x'"));
    }

    @Test
    void noLocalLeavesOutWhatTheOwnConnectionPublishes() throws JMSException {
        MessageConsumer others = session.createConsumer(prices, "first <> 'x'", true);
        publish(session, prices, "mine");
        try (Connection other = client("other")) {
            publish(other.createSession(), prices, "theirs", "x theirs");
        }
        assertEquals(List.of("theirs"), drain(others));
    }

    @Test
    void aDurableSubscriptionKeepsWhatComesWhileNobodyIsThere() throws JMSException {
        try (Connection client = client("me")) {
            client.createSession().createDurableConsumer(prices, "sub").close();
        }
        publish(session, prices, "a", "b");
        try (Connection client = client("me")) {
            Session mine = client.createSession();
            assertEquals(List.of("a", "b"), drain(mine.createDurableConsumer(prices, "sub")));
        }
    }

    @Test
    void anUnsharedDurableSubscriptionNeedsAClientIdAndHasOneConsumer() throws JMSException {
        assertThrows(IllegalStateException.class, () -> session.createDurableConsumer(prices, "sub"));
        try (Connection client = client("me")) {
            Session mine = client.createSession();
            MessageConsumer first = mine.createDurableConsumer(prices, "sub");
            JMSException inUse = assertThrows(JMSException.class, () -> mine.createDurableSubscriber(prices, "sub"));
            assertEquals("LEASEMQ-SUBSCRIPTION-IN-USE", inUse.getErrorCode());
            assertThrows(JMSException.class, () -> mine.unsubscribe("sub"));
            first.close();
            mine.unsubscribe("sub");
            assertThrows(InvalidDestinationException.class, () -> mine.unsubscribe("sub"));
        }
    }

    @Test
    void aQueueWithTheNameOfASubscriptionIsNone() throws JMSException {
        send("durable:me:sub", "a");
        try (Connection client = client("me")) {
            Session mine = client.createSession();
            JMSException inUse = assertThrows(JMSException.class, () -> mine.createDurableConsumer(prices, "sub"));
            assertEquals("LEASEMQ-SUBSCRIPTION-IN-USE", inUse.getErrorCode());
            assertThrows(InvalidDestinationException.class, () -> mine.unsubscribe("sub"));
            mine.createSharedDurableConsumer(prices, "sub");
        }
        assertEquals(List.of("a"), drain("durable:me:sub"));
    }

    @Test
    void aDurableSubscriptionThatIsChangedLosesItsBacklog() throws JMSException {
        try (Connection client = client("me")) {
            Session mine = client.createSession();
            mine.createDurableConsumer(prices, "sub").close();
            publish(session, prices, "a", "b");
            assertEquals(List.of(), drain(mine.createDurableConsumer(prices, "sub", "first = 'b'", false)));
            assertThrows(JMSException.class, () -> mine.createDurableConsumer(prices, "sub"));
        }
        try (Connection client = client("me")) {
            Session mine = client.createSession();
            publish(session, prices, "a", "b");
            MessageConsumer same = mine.createDurableConsumer(prices, "sub", "first = 'b'", false);
            assertEquals(List.of("b"), drain(same));
            same.close();
            publish(session, prices, "b");
            assertEquals(List.of(), drain(mine.createDurableConsumer(session.createTopic("other"), "sub")));
        }
    }

    @Test
    void aDurableSubscriptionIsNotChangedWhileSomebodyHoldsOfItsMessages() throws JMSException {
        try (Connection client = client("me")) {
            Session mine = client.createSession(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = mine.createDurableConsumer(prices, "sub");
            publish(session, prices, "a");
            assertEquals("a", consumer.receiveNoWait().getBody(String.class));
            consumer.close();
            JMSException inUse = assertThrows(
                    JMSException.class, () -> mine.createDurableConsumer(prices, "sub", "first = 'b'", false));
            assertEquals("LEASEMQ-SUBSCRIPTION-IN-USE", inUse.getErrorCode());
            mine.rollback();
            assertEquals(List.of("a"), drain(mine.createDurableConsumer(prices, "sub")));
        }
    }

    @Test
    void eachMessageOfASharedSubscriptionGoesToOneConsumer() throws JMSException {
        MessageConsumer one = session.createSharedConsumer(prices, "workers");
        MessageConsumer two = auto().createSharedConsumer(prices, "workers");
        publish(session, prices, "a", "b");
        assertEquals("a", one.receiveNoWait().getBody(String.class));
        assertEquals("b", two.receiveNoWait().getBody(String.class));
        assertNull(one.receiveNoWait());
        assertThrows(JMSException.class, () -> session.createSharedConsumer(prices, "workers", "first = 'a'"));
        one.close();
        publish(session, prices, "c");
        assertEquals(List.of("c"), drain(two));
        two.close();
        publish(session, prices, "gone");
        assertEquals(List.of(), drain(session.createSharedConsumer(prices, "workers")));
    }

    @Test
    void aSharedDurableSubscriptionNeedsNoClientIdAndIsNotMixedWithOthers() throws JMSException {
        session.createSharedDurableConsumer(prices, "audit").close();
        publish(session, prices, "a");
        try (Connection client = client("me")) {
            Session mine = client.createSession();
            assertEquals(List.of(), drain(mine.createSharedDurableConsumer(prices, "audit")));
            assertThrows(JMSException.class, () -> mine.createDurableConsumer(prices, "audit"));
        }
        assertEquals(List.of("a"), drain(session.createSharedDurableConsumer(prices, "audit")));
        assertThrows(JMSException.class, () -> session.unsubscribe("audit"));
    }

    @Test
    void unsubscribingIsRefusedWhileMessagesAreNotAcknowledged() throws JMSException {
        try (Connection client = client("me")) {
            Session mine = client.createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = mine.createDurableConsumer(prices, "sub");
            publish(session, prices, "a");
            Message message = consumer.receiveNoWait();
            consumer.close();
            assertThrows(JMSException.class, () -> mine.unsubscribe("sub"));
            message.acknowledge();
            mine.unsubscribe("sub");
        }
    }

    @Test
    void whatAClosedConsumerReceivedCanStillBeAcknowledgedAndCommitted() throws JMSException {
        Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = client.createConsumer(prices);
        Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer other = transacted.createSharedConsumer(prices, "workers");
        publish(session, prices, "a");
        Message message = consumer.receiveNoWait();
        assertNotNull(other.receiveNoWait());
        consumer.close();
        other.close();
        message.acknowledge();
        transacted.commit();
        assertEquals(List.of(), engine().queues(), "nothing is left of the subscriptions");
    }

    @Test
    void aTransactionPublishesWhenItIsCommitted() throws JMSException {
        MessageConsumer consumer = session.createConsumer(prices);
        Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
        publish(transacted, prices, "a");
        assertNull(consumer.receiveNoWait());
        transacted.rollback();
        publish(transacted, prices, "b");
        transacted.commit();
        assertEquals(List.of("b"), drain(consumer));
    }

    @Test
    void queueSessionsHaveNoTopicsAndTopicSessionsNoQueues() throws JMSException {
        try (TopicConnection topics = factory.createTopicConnection()) {
            topics.start();
            TopicSession topicSession = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
            TopicSubscriber subscriber = topicSession.createSubscriber(prices, null, true);
            assertTrue(subscriber.getNoLocal());
            assertEquals(prices, subscriber.getTopic());
            TopicPublisher publisher = topicSession.createPublisher(null);
            publisher.publish(prices, session.createTextMessage("mine"));
            publish(session, prices, "theirs");
            assertEquals(List.of("theirs"), drain(subscriber));
            assertThrows(IllegalStateException.class, () -> topicSession.createQueue("q"));
            assertThrows(IllegalStateException.class, topicSession::createTemporaryQueue);
            assertThrows(IllegalStateException.class, () -> topicSession.createBrowser(session.createQueue("q")));
        }
        Session queues = factory.createQueueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThrows(IllegalStateException.class, () -> queues.createTopic("t"));
        assertThrows(IllegalStateException.class, queues::createTemporaryTopic);
        assertThrows(IllegalStateException.class, () -> queues.createDurableSubscriber(prices, "s"));
        assertThrows(IllegalStateException.class, () -> queues.createSharedConsumer(prices, "s"));
        assertThrows(IllegalStateException.class, () -> queues.unsubscribe("s"));
    }

    @Test
    void aDestinationThatIsMissingIsRefused() {
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null));
        assertThrows(InvalidDestinationException.class, () -> session.createSharedConsumer(null, "s"));
        assertThrows(InvalidDestinationException.class, () -> session.createSharedDurableConsumer(null, "s"));
        assertThrows(InvalidDestinationException.class, () -> session.createBrowser(null));
        assertThrows(JMSException.class, () -> session.createSharedConsumer(prices, ""));
        assertThrows(JMSException.class, () -> session.createTopic(" "));
    }

    @Test
    void strangeNamesDoNotCollide() throws JMSException {
        for (String name : List.of("a:b", "a%3Ab", "x.fifo", "x", "ü\n", "*")) {
            session.createSharedDurableConsumer(session.createTopic(name), name).close();
        }
        publish(session, session.createTopic("x.fifo"), "only x.fifo");
        for (String name : List.of("a:b", "a%3Ab", "x", "ü\n", "*")) {
            assertEquals(List.of(), drain(session.createSharedDurableConsumer(session.createTopic(name), name)), name);
        }
        assertEquals(
                List.of("only x.fifo"),
                drain(session.createSharedDurableConsumer(session.createTopic("x.fifo"), "x.fifo")));
    }

    @Test
    void deadLettersOfTopicsWithStrangeNames() throws JMSException {
        factory.setOption("max-receive-count", "1");
        try (Connection own = factory.createConnection();
                Session transacted = own.createSession(Session.SESSION_TRANSACTED)) {
            own.start();
            Topic strange = transacted.createTopic("a\nb%" + "x".repeat(900));
            MessageConsumer consumer = transacted.createConsumer(strange);
            publish(session, strange, "one");
            assertEquals(List.of("one"), drain(consumer));
            transacted.rollback();
            assertEquals(List.of("one"), drain("a%0Ab%" + "x".repeat(900) + "-dlq"));
        }
    }

    @Test
    void whatIsTooLongIsSaidOfTheTopicOrTheSubscription() throws JMSException {
        Topic longest = session.createTopic("y".repeat(5_000));
        MessageConsumer consumer = session.createConsumer(longest);
        publish(session, longest, "one");
        assertEquals(List.of("one"), drain(consumer));
        factory.setOption("max-receive-count", "1");
        try (Connection own = factory.createConnection();
                Session redriving = own.createSession()) {
            assertRefused("name of the topic", () -> redriving.createConsumer(longest));
        }
        factory.setOption("dead-letter-queue", "dead");
        try (Connection own = factory.createConnection();
                Session redriving = own.createSession()) {
            redriving.createConsumer(longest).close();
        }
        for (String name : List.of("s".repeat(990), ":".repeat(400), "\uD83D")) {
            assertRefused("name of the subscription", () -> session.createSharedDurableConsumer(prices, name));
        }
    }

    private static void assertRefused(String words, Executable action) {
        String refusal = assertThrows(JMSException.class, action).getMessage();
        assertTrue(refusal.contains(words), refusal);
    }
}
