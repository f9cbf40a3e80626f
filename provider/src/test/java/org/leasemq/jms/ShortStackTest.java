package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application whose stack runs out inside a call harms nobody, and can go on. */
@Timeout(120)
class ShortStackTest {
    private static final int STACK_BYTES = 300 << 10;
    private static final int LEVELS_BETWEEN = 12;
    private static final int CALLS_THAT_SUCCEED = 60;

    private final LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:short-stack");
    private Connection deep;
    private Connection other;
    private int level;
    private int overflows;
    private int calls;

    /** Something to do at every depth. */
    private interface Call {
        void run() throws JMSException;
    }

    @BeforeEach
    void connect() throws JMSException {
        deep = factory.createConnection();
        deep.start();
        other = factory.createConnection();
        other.start();
    }

    @AfterEach
    void close() throws JMSException {
        deep.close();
        other.close();
        factory.close();
    }

    @SuppressWarnings("InfiniteRecursion") // the stack ends it
    private void goDown(Call call) throws JMSException {
        level++;
        try {
            goDown(call);
        } catch (StackOverflowError e) {
            assertTrue(level > 0);
        }
        level--;
        if (level % LEVELS_BETWEEN == 0 && calls < CALLS_THAT_SUCCEED) {
            try {
                call.run();
                calls++;
            } catch (StackOverflowError e) {
                overflows++;
            }
        }
    }

    /** Calls from the end of the stack upwards, until that has succeeded some times. */
    private void atEveryDepth(Call call) throws Exception {
        calls = 0;
        overflows = 0;
        FutureTask<Void> task = new FutureTask<>(() -> {
            goDown(call);
            return null;
        });
        new Thread(null, task, "deep", STACK_BYTES).start();
        task.get(100, TimeUnit.SECONDS);
        assertTrue(overflows > 0);
        assertEquals(CALLS_THAT_SUCCEED, calls);
        othersAreServed();
    }

    private void othersAreServed() throws JMSException {
        try (Session session = other.createSession()) {
            session.createProducer(session.createQueue("other")).send(session.createTextMessage("sound"));
            assertNotNull(session.createConsumer(session.createQueue("other")).receive(10_000));
        }
    }

    private int drain(String queue) throws JMSException {
        int count = 0;
        try (Session session = other.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            while (consumer.receiveNoWait() != null) {
                count++;
            }
        }
        return count;
    }

    @Test
    void whatIsSentIsThereAsOftenAsSendReturned() throws Exception {
        Session session = deep.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("sent"));
        atEveryDepth(() -> producer.send(session.createTextMessage("m")));
        assertEquals(CALLS_THAT_SUCCEED, drain("sent"));
    }

    @Test
    void whatIsCommittedIsThereAndWhatWasNotGoesOn() throws Exception {
        Session session = deep.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue("committed"));
        atEveryDepth(() -> {
            producer.send(session.createTextMessage("m"));
            session.commit();
        });
        session.commit();
        assertTrue(drain("committed") >= CALLS_THAT_SUCCEED);
    }

    @Test
    void whatIsReceivedIsGoneAndTheRestComes() throws Exception {
        Session session = deep.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("received"));
        for (int i = 0; i < CALLS_THAT_SUCCEED + 10; i++) {
            producer.send(session.createTextMessage("m"));
        }
        MessageConsumer consumer = session.createConsumer(session.createQueue("received"));
        atEveryDepth(() -> assertNotNull(consumer.receiveNoWait()));
        session.close();
        assertEquals(10, drain("received"));
    }

    @Test
    void closingCanBeTriedAgain() throws Exception {
        atEveryDepth(() -> deep.createSession().close());
        Session session = deep.createSession();
        MessageConsumer consumer = session.createConsumer(session.createQueue("closing"));
        atEveryDepth(consumer::close);
        atEveryDepth(session::close);
        atEveryDepth(deep::close);
    }
}
