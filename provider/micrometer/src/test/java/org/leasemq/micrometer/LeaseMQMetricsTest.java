package org.leasemq.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.OptionValues;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.thread.DaemonThreads;

class LeaseMQMetricsTest {
    private final SettableClock clock = new SettableClock();
    private final EngineHandle handle = new EmbeddedEngines(
                    (place, options, time) -> new FakeStore(new Disk(), time), new DaemonThreads("test"), clock)
            .open(new Memory("micrometer"), OptionValues.defaults());
    private final LeaseEngine engine = handle.engine();
    private final LeaseMQMetrics metrics =
            new LeaseMQMetrics(handle, queue -> !queue.startsWith("internal"), Tags.of("engine", "shop"));

    @AfterEach
    void close() {
        metrics.close();
        handle.close();
    }

    private void create(String queue) {
        engine.createQueue(queue, QueueAttributes.standardQueue().withDurable(false))
                .await();
    }

    private void send(String queue, int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(Message.of(Body.text(".")));
        }
        engine.send(queue, messages).await();
    }

    private static Double messages(MeterRegistry registry, String queue, String state) {
        Gauge gauge = registry.find("leasemq.queue.messages")
                .tags("queue", queue, "state", state)
                .gauge();
        return gauge == null ? null : gauge.value();
    }

    private void aMomentLater() {
        clock.advance(Duration.ofSeconds(1));
    }

    @Test
    void aQueueHasGaugesOfItsStatesAndCounters() {
        create("orders");
        send("orders", 3);
        engine.receive(ReceiveRequest.from("orders")).await();
        MeterRegistry registry = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        assertEquals(2, messages(registry, "orders", "visible"));
        assertEquals(1, messages(registry, "orders", "in_flight"));
        assertEquals(0, messages(registry, "orders", "delayed"));
        send("orders", 1);
        aMomentLater();
        assertEquals(3, messages(registry, "orders", "visible"));
        assertEquals(
                4,
                registry.get("leasemq.queue.messages.sent")
                        .tags("queue", "orders", "engine", "shop")
                        .functionCounter()
                        .count());
        assertEquals(
                1,
                registry.get("leasemq.queue.oldest.message.age")
                        .tag("queue", "orders")
                        .gauge()
                        .value());
        assertTrue(registry.get("leasemq.memory").tag("use", "messages").gauge().value() > 0);
        assertEquals(
                (double) handle.memory().limit(),
                registry.get("leasemq.memory.limit").gauge().value());
    }

    @Test
    void metersComeAndGoWithTheirQueues() {
        MeterRegistry registry = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        int without = registry.getMeters().size();
        create("orders");
        create("internal.orders");
        create("temporary:1");
        aMomentLater();
        registry.get("leasemq.memory").tag("use", "messages").gauge().value();
        assertEquals(0, messages(registry, "orders", "visible"));
        assertEquals(without + 10, registry.getMeters().size());
        engine.deleteQueue("orders").await();
        aMomentLater();
        registry.get("leasemq.memory").tag("use", "messages").gauge().value();
        assertNull(messages(registry, "orders", "visible"));
        assertEquals(without, registry.getMeters().size());
    }

    @Test
    void theyGoWhenTheMetricsAreClosedAndTheEngineIsLetGo() {
        create("orders");
        MeterRegistry registry = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        metrics.close();
        assertEquals(List.of(), registry.getMeters());
        assertThrows(IllegalStateException.class, () -> metrics.bindTo(registry));
    }

    @Test
    void anEngineThatHasBeenClosedLeavesWhatWasSeenLast() {
        create("orders");
        send("orders", 2);
        MeterRegistry registry = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        engine.close();
        aMomentLater();
        assertEquals(2, messages(registry, "orders", "visible"));
    }

    @Test
    void prometheusHasTheNamesOfItsConventions() {
        create("orders");
        send("orders", 3);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        metrics.bindTo(registry);
        String text = registry.scrape();
        for (String line : List.of(
                "leasemq_queue_messages{engine=\"shop\",queue=\"orders\",state=\"visible\"} 3.0",
                "leasemq_queue_messages_sent_total{engine=\"shop\",queue=\"orders\"} 3.0",
                "leasemq_queue_messages_dead_lettered_total{engine=\"shop\",queue=\"orders\"} 0.0",
                "leasemq_queue_oldest_message_age_seconds{engine=\"shop\",queue=\"orders\"} 0.0",
                "# TYPE leasemq_memory_bytes gauge",
                "leasemq_memory_limit_bytes{engine=\"shop\"}")) {
            assertTrue(text.contains(line), () -> line + " is not in\n" + text);
        }
        engine.deleteQueue("orders").await();
        create("invoices");
        aMomentLater();
        registry.scrape();
        String later = registry.scrape();
        assertFalse(later.contains("queue=\"orders\""), later);
        assertTrue(later.contains("queue=\"invoices\""), later);
    }
}
