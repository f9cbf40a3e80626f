package org.leasemq.jms.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.jms.JmsTest;

/** A completion listener ends deliveries while the message listener of its session waits for it: neither waits for ever. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompletionWhileListeningTest extends JmsTest {

    /** What waits for message listeners. */
    private interface Ending {
        void run(Connection connection, MessageConsumer consumer) throws JMSException;
    }

    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

    private CompletionListener ending(Ending ending, MessageConsumer consumer, CountDownLatch ends) {
        return new OnCompletion(
                message -> {
                    ends.countDown();
                    try {
                        ending.run(connection, consumer);
                        told.add("ended");
                    } catch (JMSException e) {
                        told.add(e);
                    }
                },
                told::add);
    }

    /** @param first whether the completion listener begins to wait before the message listener does, as far as can be told */
    private void assertBothGoOn(Ending ending, boolean first) throws Exception {
        told.clear();
        send("in", "one");
        try (Session session = transacted()) {
            CountDownLatch ends = new CountDownLatch(first ? 1 : 0);
            MessageProducer producer = session.createProducer(session.createQueue("out"));
            MessageConsumer consumer = consumer(session, "in");
            consumer.setMessageListener(message -> {
                try {
                    producer.send(message, ending(ending, consumer, ends));
                    ends.await();
                    session.commit();
                } catch (JMSException | InterruptedException e) {
                    told.add(e);
                }
            });
            assertEquals("ended", take(told));
        }
        connection.start();
        assertEquals(1, drain("out").size());
        assertEquals(0, drain("in").size());
        assertEquals(0, told.size(), told::toString);
    }

    @Test
    void theConnectionIsStopped() throws Exception {
        assertBothGoOn((connection, consumer) -> connection.stop(), false);
        assertBothGoOn((connection, consumer) -> connection.stop(), true);
    }

    @Test
    void theConsumerIsClosed() throws Exception {
        assertBothGoOn((connection, consumer) -> consumer.close(), false);
        assertBothGoOn((connection, consumer) -> consumer.close(), true);
    }
}
