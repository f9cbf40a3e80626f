package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.CompletionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owners;
import org.leasemq.jms.acknowledge.Acknowledgement;
import org.leasemq.jms.acknowledge.Leasing;
import org.leasemq.jms.delivery.OnCompletion;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.message.LeaseMQMessage;
import org.leasemq.jms.message.Outgoing;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.jms.session.SessionCore;
import org.leasemq.options.OptionValues;

/** One thread sends and another closes: what has been sent is told its listener, once, before it is closed. */
class AsynchronousSendWhileClosingTest extends JmsTest {
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch returned = new CountDownLatch(1);
    private ConnectionCore core;
    private SessionCore inner;
    private LeaseMQSession session;

    @BeforeEach
    void open() throws JMSException {
        OptionValues options = OptionValues.defaults();
        core = new ConnectionCore(ENGINES.open(PLACE, options), options, new OwnDestinations());
        Leasing leasing = new Leasing(
                slow(), core.services().queues(), Owners.open(engine(), "slow"), () -> null, null, Duration.ZERO);
        inner = new SessionCore(core.services(), leasing, Acknowledgement.of(Session.AUTO_ACKNOWLEDGE, leasing, false));
        session = new LeaseMQSession(core, core.add(inner));
    }

    @AfterEach
    void close() {
        core.close();
    }

    /** Takes messages at once, and returns from that when the test says so. */
    private LeaseEngine slow() {
        return (LeaseEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {LeaseEngine.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(engine(), arguments);
                        if (method.getName().equals("send")) {
                            taken.countDown();
                            returned.await();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aSessionThatIsClosedWaitsForASendThatTheEngineHasTaken() throws Exception {
        whileSending(session::close);
    }

    @Test
    void aConnectionThatIsClosedWaitsForASendThatTheEngineHasTaken() throws Exception {
        whileSending(core::close);
    }

    @Test
    void aProducerThatIsClosedWaitsForASendThatTheEngineHasTaken() throws Exception {
        MessageProducer producer = producer();
        whileSending(producer, producer::close);
    }

    private void whileSending(Closing closing) throws Exception {
        whileSending(producer(), closing);
    }

    private void whileSending(MessageProducer producer, Closing closing) throws Exception {
        FutureTask<Object> send = begun(() -> {
            producer.send(session.createTextMessage("one"), listener(told::add));
            return "sent";
        });
        taken.await();
        FutureTask<Object> close = new FutureTask<>(() -> {
            closing.close();
            return List.copyOf(told);
        });
        Thread closer = new Thread(close);
        closer.start();
        while (closer.getState() != Thread.State.WAITING && closer.isAlive()) {
            Thread.onSpinWait();
        }
        returned.countDown();
        assertEquals("sent", send.get(30, TimeUnit.SECONDS));
        assertEquals(1, ((List<?>) close.get(30, TimeUnit.SECONDS)).size());
        assertEquals(List.of("one"), drain("orders"));
    }

    @Test
    void whatComesTooLateIsRefusedBeforeItIsSent() throws Exception {
        returned.countDown();
        MessageProducer producer = producer();
        var late = late(producer);
        inner.asyncSends().close();
        JMSException refusal = assertThrows(IllegalStateException.class, () -> send(producer, late));
        assertEquals("LEASEMQ-CLOSED", refusal.getErrorCode());
        assertEquals(List.of(), drain("orders"));
        assertEquals(0, told.size());
    }

    /** A send that was refused is nothing to wait for. */
    @Test
    void aSendThatThrowsHoldsUpNobody() throws Exception {
        returned.countDown();
        MessageProducer producer = producer();
        var unsendable = late(producer);
        inner.leasing().close(List.of()); // so that the memory of messages cannot be counted
        assertThrows(JMSException.class, () -> send(producer, unsendable));
        session.close();
        assertEquals(0, told.size());
    }

    private org.leasemq.engine.model.Message late(MessageProducer producer) throws JMSException {
        LeaseMQMessage message = (LeaseMQMessage) session.createTextMessage("late");
        LeaseMQDestination to = (LeaseMQDestination) producer.getDestination();
        message.setJMSDestination(to);
        return Outgoing.encode(
                message, core.services().destinations(), to, core.services().origin(), 0, 0);
    }

    private void send(MessageProducer producer, org.leasemq.engine.model.Message message) throws JMSException {
        LeaseMQDestination to = (LeaseMQDestination) producer.getDestination();
        inner.asyncSends().send(null, to, message, null, sent -> {}, listener(told::add));
    }

    private MessageProducer producer() throws JMSException {
        return session.createProducer(session.createQueue("orders"));
    }

    private static FutureTask<Object> begun(Callable<Object> action) {
        FutureTask<Object> task = new FutureTask<>(action);
        new Thread(task).start();
        return task;
    }

    private interface Closing {
        void close() throws JMSException;
    }

    private CompletionListener listener(Consumer<Message> onCompletion) {
        return new OnCompletion(onCompletion, told::add);
    }
}
