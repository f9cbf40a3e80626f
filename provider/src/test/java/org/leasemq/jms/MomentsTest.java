package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.engine.Browser;
import org.leasemq.engine.model.QueueAttributes;

/** What the sender is told about delivery and expiry is what the receiver sees. */
class MomentsTest extends JmsTest {
    private static final int[] MODES = {Session.AUTO_ACKNOWLEDGE, Session.SESSION_TRANSACTED};

    @ParameterizedTest
    @ValueSource(longs = {0, 60_000, 3_153_600_000_000L, 3_153_600_000_001L, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void expiryIsTheSameForSenderAndReceiver(long timeToLive) throws JMSException {
        for (int mode : MODES) {
            Session session = session(mode);
            Message sent = session.createTextMessage("lives");
            session.createProducer(session.createQueue("orders")).send(sent, 2, 4, timeToLive);
            if (session.getTransacted()) {
                session.commit();
            }
            Message received = consumer(auto(), "orders").receiveNoWait();
            assertEquals(received.getJMSExpiration(), sent.getJMSExpiration());
            assertTrue(sent.getJMSExpiration() == 0 || sent.getJMSExpiration() > sent.getJMSTimestamp());
        }
    }

    @ParameterizedTest
    @CsvSource({"0,300000", "1000,1000"})
    void deliveryTimeIsTheSameForSenderAndReceiverWithTheDelayOfTheQueue(long delay, long expected)
            throws JMSException {
        engine().createQueue("late", QueueAttributes.standardQueue().withDelay(Duration.ofMinutes(5)))
                .await();
        for (int mode : MODES) {
            Session session = session(mode);
            MessageProducer producer = session.createProducer(session.createQueue("late"));
            producer.setDeliveryDelay(delay);
            Message sent = session.createTextMessage("late");
            producer.send(sent);
            if (session.getTransacted()) {
                session.commit();
            }
            try (Browser browser = Browser.of(engine(), "late")) {
                assertEquals(
                        sent.getJMSDeliveryTime(),
                        browser.next(1).get(0).message().visibleAt());
            }
            assertEquals(expected, sent.getJMSDeliveryTime() - sent.getJMSTimestamp());
            engine().purge("late").await();
        }
    }

    @Test
    void whatCouldNotBeCommittedIsRefusedWhenItIsSent() throws JMSException {
        engine().createQueue("small", QueueAttributes.standardQueue().withMaximumMessageSize(1024))
                .await();
        Session session = transacted();
        MessageProducer producer = session.createProducer(session.createQueue("small"));
        producer.setDeliveryDelay(Long.MAX_VALUE);
        MessageFormatException refusal =
                assertThrows(MessageFormatException.class, () -> producer.send(session.createTextMessage("too late")));
        assertEquals("LEASEMQ-INVALID-MESSAGE", refusal.getErrorCode());
        producer.setDeliveryDelay(0);
        refusal = assertThrows(
                MessageFormatException.class, () -> producer.send(session.createTextMessage("x".repeat(2000))));
        assertEquals("LEASEMQ-MESSAGE-TOO-LARGE", refusal.getErrorCode());
        producer.send(session.createTextMessage("well"));
        session.commit();
        assertEquals("[well]", drain("small").toString());
    }
}
