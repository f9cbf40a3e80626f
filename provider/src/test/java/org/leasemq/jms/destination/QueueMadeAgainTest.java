package org.leasemq.jms.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.jms.JmsTest;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.jms.delivery.OnCompletion;

/** What goes on when somebody deletes a queue that is in use. */
class QueueMadeAgainTest extends JmsTest {

    private static void delete() {
        engine().deleteQueue("orders").await();
    }

    private static void make() {
        engine().createQueue("orders", QueueAttributes.standardQueue()).await();
    }

    private Message red(Session session) throws JMSException {
        Message message = session.createTextMessage("red");
        message.setStringProperty("colour", "red");
        return message;
    }

    private void sendRed() throws JMSException {
        try (Session session = auto()) {
            session.createProducer(session.createQueue("orders")).send(red(session));
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "colour = 'red'")
    void aConsumerReceivesFromTheNewOne(String selector) throws Exception {
        Session session = auto();
        MessageConsumer consumer = session.createConsumer(session.createQueue("orders"), selector);
        delete();
        assertNull(consumer.receiveNoWait());
        delete();
        make();
        sendRed();
        assertEquals("red", next(consumer));
        CompletableFuture<Message> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return consumer.receive();
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        delete();
        sendRed();
        assertNotNull(waiting.get());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "colour = 'red'")
    void aListenerHearsFromTheNewOne(String selector) throws Exception {
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        Session session = auto();
        MessageConsumer consumer = session.createConsumer(session.createQueue("orders"), selector);
        consumer.setMessageListener(heard::add);
        for (int i = 0; i < 3; i++) {
            sendRed();
            assertNotNull(take(heard));
            delete();
        }
        sendRed();
        assertNotNull(take(heard));
    }

    @Test
    void aListenerThatMayMakeNoQueuesIsToldOnceAndHearsWhenSomebodyElseHasMadeIt() throws Exception {
        make();
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        BlockingQueue<JMSException> problems = new LinkedBlockingQueue<>();
        try (LeaseMQConnectionFactory strict = new LeaseMQConnectionFactory(PLACE.toString(), ENGINES)) {
            strict.setAutoCreateQueues(false);
            try (Connection other = strict.createConnection()) {
                other.setExceptionListener(problems::add);
                other.start();
                MessageConsumer consumer = consumer(other.createSession(), "orders");
                consumer.setMessageListener(heard::add);
                delete();
                assertEquals("LEASEMQ-NO-SUCH-QUEUE", take(problems).getErrorCode());
                assertNotNull(consumer.getMessageListener());
                assertFalse(engine().findQueue("orders").await().isPresent());
                sendRed();
                assertNotNull(take(heard));
                assertEquals(0, problems.size());
            }
        }
    }

    @Test
    void aProducerThatWasKeptSendsToTheNewOne() throws JMSException {
        Session session = auto();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        MessageProducer toAny = session.createProducer(null);
        toAny.send(session.createQueue("orders"), session.createTextMessage("lost"));
        delete();
        producer.send(session.createTextMessage("one"));
        assertEquals("[one]", drain("orders").toString());
        delete();
        toAny.send(session.createQueue("orders"), session.createTextMessage("two"));
        assertEquals("[two]", drain("orders").toString());
    }

    @Test
    void aProducerThatWasKeptSendsToTheNewOneInTransactionsToo() throws JMSException {
        Session session = transacted();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        producer.send(session.createTextMessage("lost"));
        delete();
        assertThrows(JMSException.class, session::commit);
        producer.send(session.createTextMessage("one"));
        session.commit();
        assertEquals("[one]", drain("orders").toString());
    }

    @Test
    void aProducerThatWasKeptSendsToTheNewOneWithoutWaiting() throws Exception {
        CompletableFuture<Message> sent = new CompletableFuture<>();
        Session session = auto();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        delete();
        producer.send(session.createTextMessage("one"), new OnCompletion(sent::complete, sent::completeExceptionally));
        assertNotNull(sent.get());
        assertEquals("[one]", drain("orders").toString());
    }

    @Test
    void whereNoQueuesAreMadeAProducerSaysThatItIsGone() throws JMSException {
        make();
        try (LeaseMQConnectionFactory strict = new LeaseMQConnectionFactory(PLACE.toString(), ENGINES)) {
            strict.setAutoCreateQueues(false);
            try (Connection other = strict.createConnection()) {
                for (int mode : new int[] {Session.AUTO_ACKNOWLEDGE, Session.SESSION_TRANSACTED}) {
                    Session session = other.createSession(mode);
                    MessageProducer producer = session.createProducer(session.createQueue("orders"));
                    delete();
                    assertThrows(
                            InvalidDestinationException.class, () -> producer.send(session.createTextMessage("x")));
                    make();
                    producer.send(session.createTextMessage("x"));
                }
            }
        }
    }
}
