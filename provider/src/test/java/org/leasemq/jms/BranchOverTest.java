package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.jms.CompletionListener;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.ServerSession;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XASession;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.TimeSource;
import org.leasemq.jms.delivery.OnCompletion;
import org.leasemq.jms.server.ServerDelivery;
import org.leasemq.jms.server.ServerSource;
import org.leasemq.jms.server.ServerTransaction;
import org.leasemq.jms.xa.BranchId;
import org.leasemq.thread.DaemonThreads;

/** A thread works in a transaction branch that another one, such as one that looks after timeouts, ends at that moment. */
@Timeout(60)
class BranchOverTest {
    private static final HookedClock CLOCK = new HookedClock();
    private static final EmbeddedEngines ENGINES =
            new EmbeddedEngines(new DerbyStores(), new DaemonThreads("test"), CLOCK);
    private static final BranchId BRANCH = new BranchId(4711, "0e", "01");

    /** What happens while an object of the application is written or read. */
    private static Runnable meanwhile;

    private LeaseMQXAConnectionFactory factory;
    private XAConnection connection;
    private XASession session;
    private XAResource resource;
    private XAResource others;
    private Session plain;
    private Queue orders;

    /** Tells the time to a thread after something else has happened, once. */
    private static final class HookedClock implements TimeSource {
        private final SettableClock clock = new SettableClock();
        private final ThreadLocal<Runnable> hook = new ThreadLocal<>();

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public long elapsedMillis() {
            Runnable next = hook.get();
            hook.remove();
            if (next != null) {
                next.run();
            }
            return clock.elapsedMillis();
        }
    }

    /** Of which something happens while it is written or read. */
    private static final class Slow implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) {
            meanwhile.run();
        }

        private void readObject(ObjectInputStream in) {
            meanwhile.run();
        }
    }

    enum Way {
        ENDED {
            @Override
            void end(BranchOverTest test) throws XAException {
                test.resource.end(BRANCH, XAResource.TMFAIL);
            }
        },
        SUSPENDED {
            @Override
            void end(BranchOverTest test) throws XAException {
                test.resource.end(BRANCH, XAResource.TMSUSPEND);
            }
        },
        COMMITTED {
            @Override
            void end(BranchOverTest test) throws XAException {
                test.resource.end(BRANCH, XAResource.TMSUCCESS);
                test.others.commit(BRANCH, true);
            }
        },
        ENDED_AND_ROLLED_BACK {
            @Override
            void end(BranchOverTest test) throws XAException {
                ENDED.end(test);
                test.others.rollback(BRANCH);
            }
        },
        ROLLED_BACK {
            @Override
            void end(BranchOverTest test) throws XAException {
                test.others.rollback(BRANCH);
            }
        },
        TIMED_OUT {
            @Override
            void end(BranchOverTest test) {
                CLOCK.clock.advance(Duration.ofSeconds(30));
                ENGINES.timeChanged();
            }
        };

        abstract void end(BranchOverTest test) throws XAException;
    }

    private interface Call {
        Object run() throws JMSException;
    }

    @BeforeEach
    void open() throws JMSException {
        factory = new LeaseMQXAConnectionFactory("leasemq:mem:branch-over", ENGINES);
        factory.setTrustedPackages(List.of("org.leasemq.jms"));
        connection = factory.createXAConnection();
        connection.start();
        session = connection.createXASession();
        resource = session.getXAResource();
        others = connection.createXASession().getXAResource();
        plain = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        orders = plain.createQueue("orders");
    }

    @AfterEach
    void close() throws JMSException {
        connection.close();
        factory.close();
    }

    private void begin() throws XAException {
        resource.setTransactionTimeout(30);
        resource.start(BRANCH, XAResource.TMNOFLAGS);
    }

    private void run(Way way) {
        try {
            way.end(this);
        } catch (XAException e) {
            throw new AssertionError(e);
        }
    }

    private void send(String text) {
        try {
            plain.createProducer(orders).send(plain.createTextMessage(text));
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> left() throws JMSException {
        List<String> texts = new ArrayList<>();
        try (MessageConsumer consumer = plain.createConsumer(orders)) {
            for (String text = JmsTest.next(consumer); text != null; text = JmsTest.next(consumer)) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static void isOver(JMSException refusal) {
        assertEquals("LEASEMQ-BRANCH-OVER", refusal.getErrorCode(), refusal.getMessage());
    }

    private static void isRefused(Call call) {
        Exception refusal = assertThrows(Exception.class, call::run);
        if (refusal instanceof IllegalStateRuntimeException unchecked) {
            assertEquals("LEASEMQ-BRANCH-OVER", unchecked.getErrorCode(), unchecked.getMessage());
        } else {
            isOver((JMSException) refusal);
        }
    }

    private List<Call> receives() throws JMSException {
        MessageConsumer consumer = session.createConsumer(orders);
        LeaseMQJMSConsumer simple = new LeaseMQJMSConsumer((LeaseMQConsumer) session.createConsumer(orders));
        return List.of(
                consumer::receive,
                () -> consumer.receive(200),
                consumer::receiveNoWait,
                () -> simple.receiveBody(String.class),
                () -> simple.receiveBodyNoWait(String.class));
    }

    /** It could not be in the branch, and would be acknowledged by itself, whatever becomes of what the application does. */
    @ParameterizedTest
    @EnumSource
    void aReceiveTakesNothingOutsideOfTheBranchThatItBeganIn(Way way) throws Exception {
        for (Call receive : receives()) {
            begin();
            CLOCK.hook.set(() -> {
                run(way);
                send("payment");
            });
            isRefused(receive);
            cleanUp();
            assertEquals(List.of("payment"), left());
        }
    }

    /** What the transaction manager does about it in the end, as far as there is something left to do. */
    private void cleanUp() {
        tolerated(() -> resource.end(BRANCH, XAResource.TMFAIL));
        tolerated(() -> others.rollback(BRANCH));
    }

    private static void tolerated(Step step) {
        try {
            step.run();
        } catch (XAException e) {
            assertTrue(e.errorCode == XAException.XAER_NOTA || e.errorCode == XAException.XA_RBROLLBACK);
        }
    }

    private interface Step {
        void run() throws XAException;
    }

    /** Of another provider, whose getters take time. */
    private Message slowMessage(Runnable hook) throws JMSException {
        Message message = session.createMessage();
        return (Message) Proxy.newProxyInstance(
                BranchOverTest.class.getClassLoader(), new Class<?>[] {Message.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getJMSType")) {
                        hook.run();
                    }
                    return method.invoke(message, args);
                });
    }

    private static final CompletionListener UNCALLED =
            new OnCompletion(message -> fail("it was sent"), exception -> fail("it was sent", exception));

    private List<Call> sends(Runnable hook) throws JMSException {
        MessageProducer producer = session.createProducer(orders);
        MessageProducer any = session.createProducer(null);
        LeaseMQSession own = (LeaseMQSession) session;
        LeaseMQJMSProducer simple = new LeaseMQJMSProducer(own, own.anonymousProducer());
        return List.of(
                sending(() -> producer.send(slowMessage(hook))),
                sending(() -> producer.send(slowMessage(hook), UNCALLED)),
                sending(() -> any.send(orders, slowMessage(hook))),
                sending(() -> any.send(orders, slowMessage(hook), 1, 4, 0)),
                sending(() -> any.send(orders, slowMessage(hook), UNCALLED)),
                sending(() -> any.send(orders, slowMessage(hook), 1, 4, 0, UNCALLED)),
                sending(() -> simple.send(orders, slowMessage(hook))),
                sending(() -> simple.send(orders, new Slow())));
    }

    private interface Sending {
        void run() throws JMSException;
    }

    private static Call sending(Sending sending) {
        return () -> {
            sending.run();
            return null;
        };
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentDoesNotGoOutWithoutTheBranchThatTheCallBeganIn(Way way) throws Exception {
        meanwhile = () -> run(way);
        for (Call send : sends(() -> run(way))) {
            begin();
            isRefused(send);
            cleanUp();
            assertEquals(List.of(), left());
        }
    }

    /** The message has come; until its body has been read, the branch is over. */
    @ParameterizedTest
    @EnumSource
    void aBodyThatIsReadForTooLongIsNotReturned(Way way) throws Exception {
        meanwhile = () -> {};
        plain.createProducer(orders).send(plain.createObjectMessage(new Slow()));
        LeaseMQJMSConsumer consumer = new LeaseMQJMSConsumer((LeaseMQConsumer) session.createConsumer(orders));
        begin();
        meanwhile = () -> run(way);
        isRefused(() -> consumer.receiveBody(Slow.class));
        cleanUp();
        meanwhile = () -> {};
        assertEquals(1, left(Slow.class));
    }

    private int left(Class<? extends Serializable> type) throws JMSException {
        int count = 0;
        try (JMSContext context = factory.createContext();
                var consumer = context.createConsumer(orders)) {
            while (consumer.receiveBodyNoWait(type) != null) {
                count++;
            }
        }
        return count;
    }

    /** Nobody waits for ever, or finds a queue empty that is not. */
    @ParameterizedTest
    @EnumSource(names = {"ROLLED_BACK", "TIMED_OUT"})
    void nothingIsDoneBetweenTheRollbackAndTheEnd(Way way) throws Exception {
        send("waiting");
        begin();
        way.end(this);
        for (Call receive : receives()) {
            isRefused(receive);
        }
        meanwhile = () -> {};
        for (Call send : sends(() -> {})) {
            isRefused(send);
        }
        resource.end(BRANCH, XAResource.TMFAIL);
        cleanUp();
        assertEquals("waiting", JmsTest.next(session.createConsumer(orders)));
        session.createProducer(orders).send(session.createTextMessage("outside"));
        assertEquals(List.of("outside"), left());
    }

    @ParameterizedTest
    @EnumSource
    void aReceiveThatWaitsIsToldThatItsBranchIsOver(Way way) throws Exception {
        MessageConsumer consumer = session.createConsumer(orders);
        begin();
        FutureTask<Message> receive = JmsTest.blocked(consumer::receive);
        way.end(this);
        ExecutionException refusal = assertThrows(ExecutionException.class, () -> receive.get(30, TimeUnit.SECONDS));
        isOver((JMSException) refusal.getCause());
        send("payment");
        cleanUp();
        assertEquals(List.of("payment"), left());
    }

    @Test
    void aListenerGetsNothingBetweenTheRollbackAndTheEndAndIsToldWhy() throws Exception {
        BlockingQueue<JMSException> reported = new LinkedBlockingQueue<>();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        connection.setExceptionListener(reported::add);
        session.createConsumer(orders).setMessageListener(message -> heard.add(JmsTest.text(message)));
        begin();
        others.rollback(BRANCH);
        send("a");
        isOver(JmsTest.take(reported));
        assertNull(heard.peek());
        resource.end(BRANCH, XAResource.TMFAIL);
        assertEquals("a", JmsTest.take(heard));
    }

    /** Which an application server has loaded before its transaction began. */
    @Test
    void aMessageThatWasLoadedForASessionIsNotHandedOverInABranchThatIsOver() throws Exception {
        BlockingQueue<JMSException> reported = new LinkedBlockingQueue<>();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        BlockingQueue<ServerSession> pool = new LinkedBlockingQueue<>();
        connection.setExceptionListener(reported::add);
        session.setMessageListener(message -> heard.add(JmsTest.text(message)));
        FutureTask<Void> ran = new FutureTask<>(() -> {
            begin();
            others.rollback(BRANCH);
            session.run();
            return null;
        });
        pool.add(new ServerSession() {
            @Override
            public Session getSession() {
                return session;
            }

            @Override
            public void start() {
                ran.run();
            }
        });
        var consumer = connection.createConnectionConsumer(
                orders,
                null,
                () -> {
                    try {
                        return pool.take();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                1);
        send("a");
        ran.get(30, TimeUnit.SECONDS);
        isOver(JmsTest.take(reported));
        assertNull(heard.peek());
        assertEquals(List.of("a"), left());
        pool.add(new ServerSession() {
            @Override
            public Session getSession() {
                return plain;
            }

            @Override
            public void start() {
                // nothing has come
            }
        });
        consumer.close();
    }

    /** The server's bean would take what it does for part of a transaction. */
    @Test
    void aMessageIsNotHandedToABeanWhoseTransactionHasEnded() throws Exception {
        try (ServerConnection server = factory.createServerConnection(null, null, false, () -> null);
                ServerSource source = server.open(orders, null);
                ServerTransaction transaction = factory.createServerTransaction()) {
            List<String> heard = new ArrayList<>();
            try (ServerDelivery delivery = source.deliveries(transaction)) {
                send("a");
                assertTrue(delivery.take());
                transaction.resource().start(BRANCH, XAResource.TMNOFLAGS);
                transaction.resource().end(BRANCH, XAResource.TMFAIL);
                transaction.resource().rollback(BRANCH);
                delivery.deliver(message -> heard.add(JmsTest.text(message)));
                assertEquals(List.of(), heard);
                assertEquals(List.of("a"), left());
            }
        }
    }

    @Test
    void callsThatBeginAfterTheEndAreOutside() throws Exception {
        try (XAJMSContext context = factory.createXAContext()) {
            XAResource own = context.getXAResource();
            own.start(BRANCH, XAResource.TMNOFLAGS);
            own.end(BRANCH, XAResource.TMFAIL);
            own.rollback(BRANCH);
            context.createProducer().send(orders, "outside");
        }
        assertEquals(List.of("outside"), left());
    }
}
