package org.leasemq.junit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.leasemq.options.InvalidOptionException;

class LeaseMQExtensionTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    static final LeaseMQExtension LEASEMQ =
            LeaseMQExtension.inMemory().stoppedAt(START).option("max-receive-count", "2");

    private static JMSContext leftOpen;

    @BeforeAll
    static void aConnectionCanBeMadeBeforeAllTests(ConnectionFactory factory) {
        leftOpen = factory.createContext();
    }

    private static void send(JMSContext context, String queue, String... texts) {
        JMSProducer producer = context.createProducer();
        for (String text : texts) {
            producer.send(context.createQueue(queue), text);
        }
    }

    @Test
    void aQueueIsLookedInto(ConnectionFactory factory) throws Exception {
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            send(context, "orders", "one", "two");
            context.createProducer().setDeliveryDelay(60_000).send(context.createQueue("orders"), "three");
            assertEquals(0, LEASEMQ.queue("orders").count());
            context.commit();
            assertNotNull(context.createConsumer(context.createQueue("orders")).receiveNoWait());
            QueueView orders = LEASEMQ.queue("orders");
            assertEquals(3, orders.count());
            assertEquals(1, orders.available());
            assertEquals(1, orders.inFlight());
            assertEquals(1, orders.delayed());
            assertEquals(List.of("two"), orders.bodies());
            assertEquals(LEASEMQ.now().toEpochMilli(), orders.messages().get(0).getJMSTimestamp());
        }
    }

    @Test
    void bodiesOfAllKindsAreShown(ConnectionFactory factory) {
        try (JMSContext context = factory.createContext()) {
            Queue queue = context.createQueue("kinds");
            byte[] bytes = "bytes".getBytes(StandardCharsets.UTF_8);
            context.createProducer()
                    .send(queue, bytes)
                    .send(queue, Map.of("key", 7))
                    .send(queue, Long.valueOf(8))
                    .send(queue, context.createMessage());
            List<Object> bodies = LEASEMQ.queue("kinds").bodies();
            assertArrayEquals(bytes, (byte[]) bodies.get(0));
            assertEquals(Map.of("key", 7), bodies.get(1));
            assertEquals(8L, bodies.get(2));
            assertNotNull((Message) bodies.get(3));
        }
    }

    @Test
    void aQueueNobodyHasUsedIsEmpty() {
        assertEquals(0, LEASEMQ.queue("unused").count());
        assertEquals(List.of(), LEASEMQ.queue("unused").bodies());
        assertEquals(List.of(), LEASEMQ.queue("unused").deadLetters());
    }

    @RepeatedTest(10)
    void advancingTheClockEndsADelayBeforeItReturns(ConnectionFactory factory) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().setDeliveryDelay(60_000).send(context.createQueue("later"), "at last");
            LEASEMQ.advance(MINUTE.minusMillis(1));
            var consumer = context.createConsumer(context.createQueue("later"));
            assertNull(consumer.receiveNoWait());
            LEASEMQ.advance(Duration.ofMillis(1));
            assertEquals("at last", consumer.receiveBodyNoWait(String.class));
        }
    }

    @Test
    void advancingTheClockLetsMessagesExpire(ConnectionFactory factory) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().setTimeToLive(60_000).send(context.createQueue("news"), "old");
            assertEquals(List.of("old"), LEASEMQ.queue("news").bodies());
            LEASEMQ.advance(MINUTE);
            assertEquals(List.of(), LEASEMQ.queue("news").bodies());
        }
    }

    @RepeatedTest(10)
    void whatIsRolledBackTooOftenIsADeadLetter(ConnectionFactory factory) {
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            send(context, "failing", "poison");
            context.commit();
            var consumer = context.createConsumer(context.createQueue("failing"));
            for (int i = 0; i < 2; i++) {
                assertNotNull(consumer.receiveNoWait());
                context.rollback();
            }
            assertNull(consumer.receiveNoWait());
            assertEquals(List.of("poison"), LEASEMQ.queue("failing").deadLetters());
            assertEquals(0, LEASEMQ.queue("failing").count());
        }
    }

    @Test
    void aReceiveWithATimeoutEndsWhenTheClockIsAdvancedPastIt(ConnectionFactory factory) throws Exception {
        FutureTask<Message> receive = new FutureTask<>(() -> {
            try (JMSContext context = factory.createContext()) {
                return context.createConsumer(context.createQueue("empty")).receive(60_000);
            }
        });
        Thread thread = new Thread(receive, "receiver");
        thread.start();
        while (thread.isAlive()) { // it may not have begun to wait the first time
            LEASEMQ.advance(MINUTE);
            thread.join(10);
        }
        assertNull(receive.get());
    }

    @RepeatedTest(3)
    void nothingOfATestIsLeftForTheNext(ConnectionFactory factory) {
        assertEquals(0, LEASEMQ.queue("left.fifo").count());
        JMSContext context = leftOpen.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        Queue queue = context.createQueue("left.fifo");
        for (String id : List.of("one", "two", "two")) {
            context.createProducer()
                    .setProperty("JMSXGroupID", id)
                    .setProperty("JMS_SQS_DeduplicationId", id)
                    .send(queue, id);
        }
        assertEquals(List.of("one", "two"), LEASEMQ.queue("left.fifo").bodies());
        assertNotNull(context.createConsumer(queue).receiveNoWait());
        assertEquals(1, LEASEMQ.queue("left.fifo").inFlight());
    }

    @Test
    void theClockIsNotSetBack() {
        assertThrows(IllegalArgumentException.class, () -> LEASEMQ.advance(MINUTE.negated()));
    }

    @Test
    void aWrongOptionIsRefusedAtOnceAndOneThatComesTooLateToo() {
        assertThrows(
                InvalidOptionException.class, () -> LeaseMQExtension.inMemory().option("max-recieve-count", "2"));
        assertThrows(IllegalStateException.class, () -> LEASEMQ.option("max-receive-count", "3"));
        assertThrows(IllegalStateException.class, LeaseMQExtension.inMemory()::now);
    }

    @Nested
    class InsideAnotherClass {
        @Test
        void theSameEngineIsUsed(ConnectionFactory factory) {
            send(leftOpen, "shared", "hello");
            try (JMSContext context = factory.createContext()) {
                assertEquals(
                        "hello",
                        context.createConsumer(context.createQueue("shared")).receiveBodyNoWait(String.class));
            }
        }
    }
}
