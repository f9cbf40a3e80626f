package org.leasemq.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.QueueConnectionFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Time runs, and nothing was said. */
@ExtendWith(LeaseMQExtension.class)
class DefaultsTest {

    @Test
    void aReceiveWithATimeoutEndsByItself(ConnectionFactory factory, LeaseMQExtension leasemq) {
        try (JMSContext context = factory.createContext()) {
            assertNull(context.createConsumer(context.createQueue("empty")).receive(1));
            assertEquals(0, leasemq.queue("empty").count());
        }
    }

    @Test
    void theClockCanBeAdvancedAllTheSame(QueueConnectionFactory factory, LeaseMQExtension leasemq) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().setDeliveryDelay(3_600_000).send(context.createQueue("later"), "an hour later");
            assertEquals(1, leasemq.queue("later").delayed());
            Instant before = leasemq.now();
            leasemq.advance(Duration.ofHours(1));
            assertEquals(true, !leasemq.now().isBefore(before.plus(Duration.ofHours(1))));
            assertEquals(1, leasemq.queue("later").available());
        }
    }

    @Test
    void aQueueWithoutADeadLetterQueueSaysHowToGetOne(ConnectionFactory factory, LeaseMQExtension leasemq) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("orders"), "one");
            QueueView orders = leasemq.queue("orders");
            var refused = assertThrows(IllegalStateException.class, orders::deadLetters);
            assertEquals(true, refused.getMessage().contains("max-receive-count"));
        }
    }
}
