package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 8.3 Creating a consumer on a topic, and 6.1.2 Client identifier. */
class Chapter08SubscriptionsTest extends ConformanceTest {

    @Section("8.3.1")
    @Test
    void eachSubscriberGetsWhatIsPublishedWhileItIsThere() throws JMSException {
        send(topic, "before");
        try (MessageConsumer first = session.createConsumer(topic);
                MessageConsumer second = session.createConsumer(topic)) {
            send(topic, "one");
            assertReceives(first, "one");
            assertReceives(second, "one");
            assertEmpty(first);
        }
        try (MessageConsumer late = session.createConsumer(topic)) {
            assertEmpty(late);
        }
    }

    @Section("8.3.1")
    @Test
    void noLocalKeepsWhatTheConnectionItselfPublished() throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(topic, "p IS NULL", true);
                Session other = another().createSession()) {
            send(topic, "own");
            other.createProducer(topic).send(other.createTextMessage("other"));
            assertReceives(consumer, "other");
            assertEmpty(consumer);
        }
    }

    @Section("8.3.2")
    @Test
    void theMessagesOfASharedSubscriptionAreShared() throws JMSException {
        try (Session a = another().createSession();
                Session b = another().createSession()) {
            MessageConsumer first = a.createSharedConsumer(topic, unique("s"));
            MessageConsumer second = b.createSharedConsumer(topic, unique("s"));
            send(topic, "1", "2", "3", "4");
            Set<String> got = new HashSet<>();
            for (MessageConsumer consumer : new MessageConsumer[] {first, second}) {
                for (Message m = consumer.receiveNoWait(); m != null; m = consumer.receiveNoWait()) {
                    assertTrue(got.add(text(m)));
                }
            }
            assertEquals(Set.of("1", "2", "3", "4"), got);
        }
    }

    @Section("8.3.2")
    @Test
    void aSharedSubscriptionInUseCannotBecomeAnother() throws JMSException {
        try (MessageConsumer consumer = session.createSharedConsumer(topic, unique("s"), "a = 1")) {
            var other = session.createTopic(unique("other"));
            assertThrows(JMSException.class, () -> session.createSharedConsumer(other, unique("s"), "a = 1"));
            assertThrows(JMSException.class, () -> session.createSharedConsumer(topic, unique("s"), "a = 2"));
            session.createSharedConsumer(topic, unique("s"), "a = 1").close();
            assertEquals("a = 1", consumer.getMessageSelector());
        }
    }

    @Section("8.3.3")
    @Test
    void aDurableSubscriptionKeepsWhatComesWhileItsConsumerIsAway() throws JMSException {
        try (Connection client = client(unique("c"))) {
            Session own = client.createSession();
            own.createDurableConsumer(topic, "d").close();
            send(topic, "one", "two");
            try (MessageConsumer consumer = own.createDurableConsumer(topic, "d")) {
                assertReceives(consumer, "one", "two");
            }
            own.unsubscribe("d");
            send(topic, "three");
            try (MessageConsumer consumer = own.createDurableConsumer(topic, "d")) {
                assertEmpty(consumer);
            }
            own.unsubscribe("d");
        }
    }

    @Section("8.3.3")
    @Test
    void anUnsharedDurableSubscriptionNeedsAClientId() {
        assertThrows(IllegalStateException.class, () -> session.createDurableConsumer(topic, "d"));
        assertThrows(IllegalStateException.class, () -> session.createDurableSubscriber(topic, "d"));
    }

    @Section("8.3.3")
    @Test
    void aDurableSubscriptionHasOneConsumerAndIsNotRemovedUnderIt() throws JMSException {
        try (Connection client = client(unique("c"))) {
            Session own = client.createSession();
            try (MessageConsumer consumer = own.createDurableConsumer(topic, "d")) {
                assertThrows(JMSException.class, () -> own.createDurableConsumer(topic, "d"));
                assertThrows(JMSException.class, () -> own.unsubscribe("d"));
                assertEmpty(consumer);
            }
            own.unsubscribe("d");
            assertThrows(InvalidDestinationException.class, () -> own.unsubscribe("d"));
        }
    }

    @Section("8.3.3")
    @Test
    void aDurableSubscriptionWithAnotherSelectorIsANewOne() throws JMSException {
        try (Connection client = client(unique("c"))) {
            Session own = client.createSession();
            own.createDurableConsumer(topic, "d", "a IS NULL", false).close();
            send(topic, "one");
            try (MessageConsumer consumer = own.createDurableConsumer(topic, "d", "b IS NULL", false)) {
                assertEmpty(consumer);
                send(topic, "two");
                assertReceives(consumer, "two");
            }
            own.unsubscribe("d");
        }
    }

    @Section("8.3.4")
    @Test
    void aSharedDurableSubscriptionNeedsNoClientIdAndKeepsMessages() throws JMSException {
        session.createSharedDurableConsumer(topic, unique("s")).close();
        send(topic, "one");
        try (MessageConsumer first = session.createSharedDurableConsumer(topic, unique("s"));
                MessageConsumer second = session.createSharedDurableConsumer(topic, unique("s"))) {
            assertReceives(first, "one");
            assertEmpty(second);
        }
        session.unsubscribe(unique("s"));
    }

    @Section("8.3")
    @Test
    void aSubscriptionNeedsATopic() {
        assertThrows(InvalidDestinationException.class, () -> session.createConsumer(null));
        assertThrows(InvalidDestinationException.class, () -> session.createSharedConsumer(null, "s"));
        assertThrows(InvalidDestinationException.class, () -> session.createSharedDurableConsumer(null, "s"));
        assertThrows(InvalidDestinationException.class, () -> session.createBrowser(null));
    }

    @Section("6.1.2")
    @Test
    void aClientIdIsSetOnceAndFirst() throws JMSException {
        try (Connection fresh = factory.createConnection()) {
            fresh.setClientID(unique("id"));
            assertEquals(unique("id"), fresh.getClientID());
            assertThrows(IllegalStateException.class, () -> fresh.setClientID(unique("other")));
        }
        assertThrows(IllegalStateException.class, () -> connection.setClientID(unique("late")));
    }

    @Section("6.1.2")
    @Test
    void aClientIdThatIsConfiguredStays() throws JMSException {
        try (Connection configured =
                PROVIDER.connectionFactory(unique("configured")).createConnection()) {
            assertEquals(unique("configured"), configured.getClientID());
            assertThrows(IllegalStateException.class, () -> configured.setClientID("other"));
        }
    }

    @Section("6.1.2")
    @Test
    void oneClientIdIsOfOneConnectionAtATime() throws JMSException {
        Connection first = client(unique("id"));
        try (Connection second = factory.createConnection()) {
            assertThrows(InvalidClientIDException.class, () -> second.setClientID(unique("id")));
        }
        first.close();
        client(unique("id"));
    }
}
