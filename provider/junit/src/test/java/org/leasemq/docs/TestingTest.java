package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.leasemq.junit.LeaseMQExtension;

/** The code in docs/testing.md. */
class TestingTest {

    /** An application: takes an order from one queue and reminds of it an hour later in another. */
    private record OrderService(ConnectionFactory factory) {
        void takeOne() {
            try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
                JMSConsumer orders = context.createConsumer(context.createQueue("orders"));
                String order = orders.receiveBodyNoWait(String.class);
                if (order.isEmpty()) {
                    context.rollback();
                    throw new IllegalArgumentException("An order is empty.");
                }
                Queue reminders = context.createQueue("reminders");
                context.createProducer().setDeliveryDelay(3_600_000).send(reminders, order);
                context.commit();
            }
        }
    }

    @Nested
    class OrderServiceTest {
        @RegisterExtension
        static LeaseMQExtension leasemq = LeaseMQExtension.inMemory().option("max-receive-count", "3");

        @Test
        void anOrderIsRememberedAfterAnHour(ConnectionFactory factory) {
            send(factory, "two coffees");
            new OrderService(factory).takeOne();
            assertEquals(0, leasemq.queue("orders").count());
            assertEquals(1, leasemq.queue("reminders").delayed());

            leasemq.advance(Duration.ofHours(1));
            assertEquals(List.of("two coffees"), leasemq.queue("reminders").bodies());
        }

        @Test
        void anEmptyOrderIsADeadLetterAfterThreeTries(ConnectionFactory factory) {
            send(factory, "");
            for (int i = 0; i < 3; i++) {
                assertThrows(IllegalArgumentException.class, new OrderService(factory)::takeOne);
            }
            assertEquals(List.of(""), leasemq.queue("orders").deadLetters());
        }

        private static void send(ConnectionFactory factory, String order) {
            try (JMSContext context = factory.createContext()) {
                context.createProducer().send(context.createQueue("orders"), order);
            }
        }
    }

    @Nested
    @ExtendWith(LeaseMQExtension.class)
    class GreetingTest {
        @Test
        void aGreetingIsSent(ConnectionFactory factory, LeaseMQExtension leasemq) {
            try (JMSContext context = factory.createContext()) {
                context.createProducer().send(context.createQueue("greetings"), "hello");
            }
            assertEquals(List.of("hello"), leasemq.queue("greetings").bodies());
        }
    }

    @Nested
    class StoppedTest {
        @RegisterExtension
        static LeaseMQExtension leasemq = LeaseMQExtension.inMemory().stoppedAt(Instant.parse("2026-01-01T00:00:00Z"));

        @Test
        void aReceiveEndsWhenTheClockIsAdvancedPastItsTimeout(ConnectionFactory factory) throws Exception {
            FutureTask<Message> receive = new FutureTask<>(() -> {
                try (JMSContext context = factory.createContext()) {
                    return context.createConsumer(context.createQueue("orders")).receive(60_000);
                }
            });
            Thread receiver = new Thread(receive);
            receiver.start();
            while (receiver.isAlive()) { // the first time it may not have begun to wait
                leasemq.advance(Duration.ofMinutes(1));
                receiver.join(10);
            }
            assertNull(receive.get());
        }
    }
}
