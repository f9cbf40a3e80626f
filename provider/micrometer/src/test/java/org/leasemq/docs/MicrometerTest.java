package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.JMSContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.micrometer.LeaseMQMetrics;

/** The code in docs/monitoring.md. */
class MicrometerTest {

    @Test
    void anApplicationBindsItsQueuesToARegistry() {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:micrometer-guide");
                JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("orders"), "two coffees");
            LeaseMQMetrics metrics = new LeaseMQMetrics(factory, queue -> !queue.startsWith("internal."), List.of());
            metrics.bindTo(registry);
            assertEquals(
                    1,
                    registry.get("leasemq.queue.messages")
                            .tags("queue", "orders", "state", "visible")
                            .gauge()
                            .value());
            metrics.close();
        }
        assertEquals(List.of(), registry.getMeters());
    }
}
