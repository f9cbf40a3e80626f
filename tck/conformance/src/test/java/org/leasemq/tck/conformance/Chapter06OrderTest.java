package org.leasemq.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 6.2.9 Message order, and 6.2.13, 6.2.14: what runs one after the other and what at the same time. */
class Chapter06OrderTest extends ConformanceTest {
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    private void sendWithPriority(MessageProducer producer, String text, int priority) throws JMSException {
        producer.send(session.createTextMessage(text), DeliveryMode.PERSISTENT, priority, 0);
    }

    private void sendMixed() throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            sendWithPriority(producer, "4a", 4);
            sendWithPriority(producer, "0a", 0);
            sendWithPriority(producer, "9a", 9);
            sendWithPriority(producer, "4b", 4);
            sendWithPriority(producer, "9b", 9);
            sendWithPriority(producer, "7a", 7);
            sendWithPriority(producer, "0b", 0);
        }
    }

    private static Object textOf(Message message) {
        try {
            return text(message);
        } catch (JMSException e) {
            return e;
        }
    }

    @Section("6.2.9.2")
    @Test
    void aReceiverGetsHigherPrioritiesFirstAndEachInTheOrderSent() throws JMSException {
        sendMixed();
        assertHolds("9a", "9b", "7a", "4a", "4b", "0a", "0b");
    }

    @Section("6.2.9.2")
    @Test
    void aListenerHearsHigherPrioritiesFirstAndEachInTheOrderSent() throws JMSException, InterruptedException {
        sendMixed();
        session.createConsumer(queue).setMessageListener(message -> heard.add(textOf(message)));
        for (String each : new String[] {"9a", "9b", "7a", "4a", "4b", "0a", "0b"}) {
            assertEquals(each, take(heard));
        }
    }

    @Section("6.2.9.2")
    @Test
    void aSubscriberGetsHigherPrioritiesFirst() throws JMSException {
        connection.stop();
        try (MessageConsumer consumer = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            sendWithPriority(producer, "low", 1);
            sendWithPriority(producer, "high", 8);
            connection.start();
            assertReceives(consumer, "high", "low");
        }
    }

    @Section("3.4.10")
    @Test
    void whatIsSentWithAHigherPriorityOvertakesWhatIsWaiting() throws JMSException {
        unlessDepartureIs("priorities of what a consumer has fetched");
        sendMixed();
        try (Session reader = inMode(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = reader.createConsumer(queue);
                MessageProducer producer = session.createProducer(queue)) {
            assertReceives(consumer, "9a");
            sendWithPriority(producer, "9c", 9);
            sendWithPriority(producer, "8a", 8);
            assertReceives(consumer, "9b", "9c", "8a", "7a", "4a");
        }
    }

    @Section("6.2.10")
    @Test
    void whatIsRecoveredMayBeOvertakenByWhatIsMoreUrgent() throws JMSException {
        send(queue, "one", "two");
        try (Session reader = inMode(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = reader.createConsumer(queue);
                MessageProducer producer = session.createProducer(queue)) {
            assertReceives(consumer, "one");
            sendWithPriority(producer, "urgent", 9);
            reader.recover();
            assertReceives(consumer, "urgent", "one", "two");
        }
    }

    @Section("6.2.9.2")
    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void messagesOfOneDeliveryModeKeepTheirOrder(int mode) throws JMSException {
        int other = mode == DeliveryMode.PERSISTENT ? DeliveryMode.NON_PERSISTENT : DeliveryMode.PERSISTENT;
        try (MessageProducer producer = session.createProducer(queue)) {
            for (int i = 0; i < 5; i++) {
                producer.send(session.createTextMessage("other"), other, Message.DEFAULT_PRIORITY, 0);
                producer.send(session.createTextMessage("own " + i), mode, Message.DEFAULT_PRIORITY, 0);
            }
        }
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            int next = 0;
            for (int i = 0; i < 10; i++) {
                String text = text(receive(consumer));
                if (!text.equals("other")) {
                    assertEquals("own " + next++, text);
                }
            }
            assertEquals(5, next);
        }
    }

    @Section("6.2.9.2")
    @Test
    void theMessagesOfATransactionKeepTheirOrder() throws JMSException {
        try (Session sender = transacted()) {
            MessageProducer producer = sender.createProducer(queue);
            producer.send(sender.createTextMessage("one"));
            send(queue, "from outside");
            producer.send(sender.createTextMessage("two"));
            producer.send(sender.createTextMessage("three"));
            sender.commit();
        }
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            assertReceives(consumer, "from outside", "one", "two", "three");
        }
    }

    @Section("6.2.9.2")
    @Test
    void aLaterDeliveryTimeMeansALaterPlace() throws JMSException {
        try (MessageProducer producer = session.createProducer(queue);
                MessageConsumer consumer = session.createConsumer(queue)) {
            producer.setDeliveryDelay(300);
            producer.send(session.createTextMessage("third"));
            producer.setDeliveryDelay(100);
            producer.send(session.createTextMessage("second"));
            producer.setDeliveryDelay(0);
            producer.send(session.createTextMessage("first"));
            assertReceives(consumer, "first", "second", "third");
        }
    }

    @Section("6.2.9.1")
    @Test
    void aSelectorKeepsTheOrderOfWhatItChooses() throws JMSException {
        try (MessageProducer producer = session.createProducer(queue)) {
            for (int i = 0; i < 6; i++) {
                Message message = session.createTextMessage("" + i);
                message.setBooleanProperty("even", i % 2 == 0);
                producer.send(message);
            }
        }
        try (MessageConsumer even = session.createConsumer(queue, "even = TRUE")) {
            assertReceives(even, "0", "2", "4");
            assertEmpty(even);
        }
        assertHolds("1", "3", "5");
    }

    @Section("7.3.3")
    @Test
    void synchronousAndAsynchronousSendsKeepTheirCommonOrder() throws Exception {
        CompletionListener completion = new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                heard.add("sent");
            }

            @Override
            public void onException(Message message, Exception failure) {
                heard.add(failure);
            }
        };
        try (MessageProducer producer = session.createProducer(queue)) {
            for (int i = 0; i < 6; i += 2) {
                producer.send(session.createTextMessage("" + i), completion);
                producer.send(session.createTextMessage("" + (i + 1)));
            }
            for (int i = 0; i < 3; i++) {
                assertEquals("sent", take(heard));
            }
        }
        assertHolds("0", "1", "2", "3", "4", "5");
    }

    @Section("7.3.8")
    @Test
    void aCompletionListenerIsCalledOnAnotherThread() throws Exception {
        CompletionListener completion = new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                heard.add(Thread.currentThread());
            }

            @Override
            public void onException(Message message, Exception failure) {
                heard.add(failure);
            }
        };
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(session.createTextMessage("one"), completion);
            assertNotEquals(Thread.currentThread(), take(heard));
        }
    }

    @Section("6.2.14")
    @Test
    void listenersOfTwoSessionsRunAtTheSameTime() throws JMSException, InterruptedException {
        CyclicBarrier both = new CyclicBarrier(2);
        var other = session.createQueue(unique("other"));
        send(queue, "one");
        send(other, "two");
        try (Session first = inMode(Session.AUTO_ACKNOWLEDGE);
                Session second = inMode(Session.AUTO_ACKNOWLEDGE)) {
            first.createConsumer(queue).setMessageListener(message -> heard.add(meet(both)));
            second.createConsumer(other).setMessageListener(message -> heard.add(meet(both)));
            assertEquals("met", take(heard));
            assertEquals("met", take(heard));
        }
    }

    private static Object meet(CyclicBarrier both) {
        try {
            both.await(PATIENCE, TimeUnit.MILLISECONDS);
            return "met";
        } catch (Exception e) {
            return e;
        }
    }
}
