package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.Client;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.destination.TemporaryDestinations;
import org.leasemq.jms.server.ServerSessionConsumer;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.jms.session.SessionCore;
import org.leasemq.options.OptionValues;

class ClosingTest extends JmsTest {

    @Test
    void aSessionThatIsMadeWhileItsConnectionClosesIsClosedToo() throws JMSException {
        OptionValues options = OptionValues.defaults();
        ConnectionCore core = new ConnectionCore(ENGINES.open(PLACE, options), options, new OwnDestinations());
        SessionCore inner = core.openSession(Session.AUTO_ACKNOWLEDGE);
        core.close();
        assertThrows(IllegalStateException.class, () -> core.add(inner));
        assertThrows(IllegalStateException.class, inner::checkOpen);
    }

    @Test
    void whatIsMadeWhileItsSessionClosesIsClosedToo() throws JMSException {
        LeaseMQSession session = (LeaseMQSession) auto();
        SessionCore inner = session.live();
        session.close();
        AtomicInteger ended = new AtomicInteger();
        assertThrows(IllegalStateException.class, () -> inner.open(source(ended)));
        assertEquals(1, ended.get());
        assertThrows(IllegalStateException.class, () -> new LeaseMQBrowser(inner, new LeaseMQQueue("orders"), null));
    }

    @Test
    void aConnectionConsumerThatIsMadeWhileItsConnectionClosesEndsOnce() throws JMSException {
        OptionValues options = OptionValues.defaults();
        ConnectionCore core = new ConnectionCore(ENGINES.open(PLACE, options), options, new OwnDestinations());
        AtomicInteger ended = new AtomicInteger();
        Source source = source(ended);
        ServerSessionConsumer late = new ServerSessionConsumer(core, source, null, 1);
        core.close();
        assertThrows(IllegalStateException.class, () -> core.add(late));
        assertThrows(IllegalStateException.class, late::getServerSessionPool);
        late.close();
        source.close(); // as by two threads that close the consumer and its connection
        assertEquals(1, ended.get());
    }

    private static Source source(AtomicInteger ended) {
        return Source.queue(new LeaseMQQueue("orders"), null, ended::incrementAndGet);
    }

    @Test
    void aTemporaryDestinationThatIsMadeWhileItsConnectionClosesIsGone() {
        AtomicReference<TemporaryDestinations> made = new AtomicReference<>();
        made.set(new TemporaryDestinations(
                Client.open(engine(), "test"), OptionValues.defaults(), new OwnDestinations(), () -> {
                    made.get().close(); // by another thread, just when the queue is made
                    return "late";
                }));
        assertThrows(IllegalStateException.class, made.get()::createQueue);
        assertThrows(IllegalStateException.class, made.get()::createTopic);
        assertEquals(Optional.empty(), engine().findQueue("temporary:late").await());
    }

    @Test
    void aBlockedReceiveReturnsNullWhenItsConsumerCloses() throws Exception {
        Session session = auto();
        MessageConsumer consumer = consumer(session, "orders");
        FutureTask<Message> receive = blocked(consumer::receive);
        consumer.close();
        assertNull(receive.get(30, TimeUnit.SECONDS));
    }

    @Test
    void aBlockedReceiveReturnsNullWhenItsSessionCloses() throws Exception {
        Session session = auto();
        MessageConsumer consumer = consumer(session, "orders");
        FutureTask<Message> receive = blocked(consumer::receive);
        session.close();
        assertNull(receive.get(30, TimeUnit.SECONDS));
    }

    @Test
    void aBlockedReceiveReturnsNullWhenItsConnectionCloses() throws Exception {
        MessageConsumer consumer = consumer(auto(), "orders");
        FutureTask<Message> receive = blocked(() -> consumer.receive(60_000));
        connection.close();
        assertNull(receive.get(30, TimeUnit.SECONDS));
    }

    @Test
    void aReceiveThatWaitsForTheConnectionToStartReturnsNullWhenItCloses() throws Exception {
        connection.stop();
        MessageConsumer consumer = consumer(auto(), "orders");
        FutureTask<Message> receive = blocked(consumer::receive);
        connection.close();
        assertNull(receive.get(30, TimeUnit.SECONDS));
    }

    @Test
    void anInterruptEndsABlockedReceiveWithAnExceptionAndTakesNothing() throws Exception {
        MessageConsumer consumer = consumer(auto(), "orders");
        boolean[] stillSet = new boolean[1];
        FutureTask<Message> receive = new FutureTask<>(() -> {
            try {
                return consumer.receive();
            } finally {
                stillSet[0] = Thread.currentThread().isInterrupted();
            }
        });
        Thread thread = new Thread(receive);
        thread.start();
        awaitWaiting(thread);
        thread.interrupt();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> receive.get(30, TimeUnit.SECONDS));
        assertTrue(
                failure.getCause().getMessage().contains("interrupted"),
                failure.getCause().getMessage());
        assertTrue(stillSet[0]);
        send("orders", "one");
        assertEquals(List.of("one"), drain("orders"));
    }

    @Test
    void methodsOfClosedObjectsAreRefusedAndClosingTwiceIsSilent() throws JMSException {
        Session session = auto();
        MessageConsumer consumer = consumer(session, "orders");
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        QueueBrowser browser = session.createBrowser(session.createQueue("orders"));
        Message message = session.createTextMessage("one");
        consumer.close();
        consumer.close();
        assertThrows(IllegalStateException.class, consumer::receiveNoWait);
        assertThrows(IllegalStateException.class, consumer::getMessageListener);
        producer.close();
        producer.close();
        assertThrows(IllegalStateException.class, () -> producer.send(message));
        assertThrows(IllegalStateException.class, producer::getPriority);
        browser.close();
        browser.close();
        assertThrows(IllegalStateException.class, browser::getEnumeration);
        session.close();
        session.close();
        assertThrows(IllegalStateException.class, session::createTextMessage);
        assertThrows(IllegalStateException.class, session::getTransacted);
        connection.close();
        connection.close();
        assertThrows(IllegalStateException.class, connection::getClientID);
        assertThrows(IllegalStateException.class, () -> connection.createSession());
    }

    @Test
    void closingTheSessionClosesWhatWasMadeByIt() throws JMSException {
        Session session = auto();
        MessageConsumer consumer = consumer(session, "orders");
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        session.close();
        assertThrows(IllegalStateException.class, consumer::receiveNoWait);
        assertThrows(IllegalStateException.class, producer::getDeliveryMode);
    }

    @Test
    void onAStoppedConnectionSendingWorksAndReceivingWaits() throws JMSException {
        connection.stop();
        Session session = auto();
        MessageConsumer consumer = consumer(session, "orders");
        session.createProducer(session.createQueue("orders")).send(session.createTextMessage("one"));
        assertNull(consumer.receiveNoWait());
        assertNull(consumer.receive(10));
        connection.start();
        assertEquals("one", next(consumer));
    }

    @Test
    void theEngineIsClosedWhenItsLastUserHasGone() throws JMSException {
        EmbeddedEngines engines = newEngines();
        LeaseMQConnectionFactory own = new LeaseMQConnectionFactory("leasemq:mem:own", engines);
        Connection open = own.createConnection();
        own.close();
        assertFalse(engines.places().isEmpty());
        open.close();
        assertTrue(engines.places().isEmpty());
    }
}
