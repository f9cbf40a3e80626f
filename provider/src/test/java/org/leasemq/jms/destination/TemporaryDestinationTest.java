package org.leasemq.jms.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.jms.JmsTest;

class TemporaryDestinationTest extends JmsTest {
    private Session session;
    private Connection other;

    @BeforeEach
    void openSessions() throws JMSException {
        session = auto();
        other = factory.createConnection();
        other.start();
    }

    @Test
    void requestAndReplyOverATemporaryQueue() throws JMSException {
        TemporaryQueue replies = session.createTemporaryQueue();
        MessageConsumer consumer = session.createConsumer(replies);
        Message request = session.createTextMessage("ping");
        request.setJMSReplyTo(replies);
        session.createProducer(session.createQueue("service")).send(request);

        Session server = other.createSession();
        Message received = server.createConsumer(server.createQueue("service")).receiveNoWait();
        Destination replyTo = received.getJMSReplyTo();
        assertInstanceOf(TemporaryQueue.class, replyTo);
        assertEquals(replies, replyTo);
        server.createProducer(replyTo).send(server.createTextMessage("pong"));

        assertEquals("pong", consumer.receiveNoWait().getBody(String.class));
    }

    @Test
    void everyKindOfReplyDestinationComesBackAsItWas() throws JMSException {
        Queue queue = session.createQueue("q");
        List<Destination> kinds = List.of(
                session.createQueue("replies"),
                session.createTopic("replies"),
                session.createTopic("what?"),
                session.createTopic("a\nb" + "y".repeat(1_000)),
                session.createQueue("x".repeat(1_000)),
                session.createTemporaryQueue(),
                session.createTemporaryTopic());
        for (Destination kind : kinds) {
            Message message = session.createMessage();
            message.setJMSReplyTo(kind);
            session.createProducer(queue).send(message);
            Destination back = session.createConsumer(queue).receiveNoWait().getJMSReplyTo();
            assertEquals(kind, back);
            assertEquals(kind.getClass(), back.getClass());
        }
    }

    @Test
    void aTemporaryQueueIsCreatedWithTheOptionsOfItsFactory() throws JMSException {
        factory.setUrl(PLACE + "?maximum-message-size=1KB&retention=1h&delay=1m&max-receive-count=2");
        try (Connection small = factory.createConnection();
                Session owner = small.createSession()) {
            TemporaryQueue queue = owner.createTemporaryQueue();
            Message large = owner.createTextMessage("x".repeat(2_000));
            assertThrows(
                    MessageFormatException.class,
                    () -> owner.createProducer(queue).send(large));
            QueueAttributes attributes = engine().findQueue(queue.getQueueName())
                    .await()
                    .orElseThrow()
                    .attributes();
            assertEquals(1_024, attributes.maximumMessageSize());
            assertEquals(Duration.ofHours(1), attributes.retention());
            assertEquals(Duration.ZERO, attributes.delay());
            assertNull(attributes.redrive());
        }
    }

    @Test
    void onlyItsOwnConnectionReceivesFromIt() throws JMSException {
        TemporaryQueue queue = session.createTemporaryQueue();
        TemporaryTopic topic = session.createTemporaryTopic();
        Session foreign = other.createSession();
        for (Destination destination : List.of(queue, topic)) {
            assertThrows(JMSException.class, () -> foreign.createConsumer(destination));
            MessageConsumer consumer = session.createConsumer(destination);
            foreign.createProducer(destination).send(foreign.createTextMessage("hello"));
            assertEquals("hello", consumer.receiveNoWait().getBody(String.class));
        }
        assertThrows(JMSException.class, () -> foreign.createSharedConsumer(topic, "s"));
        assertThrows(JMSException.class, () -> session.createSharedDurableConsumer(topic, "s"));
    }

    @Test
    void deletingIsRefusedWhileItIsConsumedAndFinalAfterwards() throws Exception {
        TemporaryQueue queue = session.createTemporaryQueue();
        TemporaryTopic topic = session.createTemporaryTopic();
        Session foreign = other.createSession();
        for (Destination destination : List.of(queue, topic)) {
            MessageConsumer consumer = session.createConsumer(destination);
            assertThrows(JMSException.class, () -> delete(destination));
            consumer.close();
            var producer = foreign.createProducer(destination);
            delete(destination);
            delete(destination);
            assertThrows(InvalidDestinationException.class, () -> producer.send(foreign.createTextMessage("too late")));
            assertThrows(InvalidDestinationException.class, () -> session.createConsumer(destination));
            refusesWhatIsSentInAnyOtherWay(destination, producer);
        }
    }

    private void refusesWhatIsSentInAnyOtherWay(Destination gone, MessageProducer known) throws Exception {
        Session transacted = transacted();
        MessageProducer producer = transacted.createProducer(null);
        Message message = transacted.createMessage();
        assertThrows(InvalidDestinationException.class, () -> producer.send(gone, message));
        BlockingQueue<Exception> told = new LinkedBlockingQueue<>();
        known.send(session.createMessage(), new CompletionListener() {
            @Override
            public void onCompletion(Message sent) {
                told.add(new IllegalStateException("It was sent."));
            }

            @Override
            public void onException(Message sent, Exception exception) {
                told.add(exception);
            }
        });
        assertInstanceOf(InvalidDestinationException.class, take(told));
    }

    private static void delete(Destination destination) throws JMSException {
        if (destination instanceof TemporaryQueue queue) {
            queue.delete();
        } else {
            ((TemporaryTopic) destination).delete();
        }
    }

    @Test
    void itGoesWithItsConnection() throws JMSException {
        Session foreign = other.createSession();
        Queue queue = foreign.createTemporaryQueue();
        Topic topic = foreign.createTemporaryTopic();
        foreign.createConsumer(queue);
        foreign.createConsumer(topic);
        other.close();
        Message message = session.createMessage();
        for (Destination gone : List.of(queue, topic)) {
            assertThrows(
                    InvalidDestinationException.class,
                    () -> session.createProducer(gone).send(message));
        }
    }

    @Test
    void onlyItsOwnerDeletesIt() throws JMSException {
        Message message = session.createMessage();
        message.setJMSReplyTo(session.createTemporaryQueue());
        session.createProducer(session.createQueue("q")).send(message);
        Session foreign = other.createSession();
        Message received = foreign.createConsumer(foreign.createQueue("q")).receiveNoWait();
        assertThrows(JMSException.class, ((TemporaryQueue) received.getJMSReplyTo())::delete);
    }

    @Test
    void itsOwnerDeletesItByAMessageToo() throws JMSException {
        Message message = session.createMessage();
        message.setJMSReplyTo(session.createTemporaryQueue());
        session.createProducer(session.createQueue("q")).send(message);
        Message received = session.createConsumer(session.createQueue("q")).receiveNoWait();
        ((TemporaryQueue) received.getJMSReplyTo()).delete();
        assertThrows(InvalidDestinationException.class, () -> session.createProducer(received.getJMSReplyTo()));
    }
}
