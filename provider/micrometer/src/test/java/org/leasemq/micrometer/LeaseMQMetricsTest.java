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
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.OptionValues;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.thread.DaemonThreads;

class LeaseMQMetricsTest {
    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private final EngineHandle handle = new EmbeddedEngines(
                    (place, options, time) -> new FakeStore(disk, time), new DaemonThreads("test"), clock)
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

    private static double value(MeterRegistry registry, String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void transactionsInDoubtAndDeadLetterQueuesAreSeen() {
        engine.createQueue("dead", QueueAttributes.standardQueue()).await();
        engine.createQueue("orders", QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 3)))
                .await();
        MeterRegistry registry = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        Message message = Message.of(Body.text("."));
        UnitOfWork work = new UnitOfWork(List.of(new UnitOfWork.Send(Target.queue("orders"), message)), List.of());
        engine.prepare("one", work).await();
        clock.advance(Duration.ofMinutes(5));
        engine.prepare("two", work).await();
        engine.decide("two", false).await();
        aMomentLater();
        assertEquals(1, value(registry, "leasemq.queue.dead.letter.sources", "queue", "dead"));
        assertEquals(0, value(registry, "leasemq.queue.dead.letter.sources", "queue", "orders"));
        assertEquals(1, value(registry, "leasemq.transactions", "state", "prepared"));
        assertEquals(0, value(registry, "leasemq.transactions", "state", "committed_by_hand"));
        assertEquals(1, value(registry, "leasemq.transactions", "state", "rolled_back_by_hand"));
        assertEquals(301, value(registry, "leasemq.oldest.prepared.transaction.age"));
        assertEquals(0, value(registry, "leasemq.queues.set.aside"));
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
        assertEquals(without + 11, registry.getMeters().size());
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
        assertEquals(0, value(registry, "leasemq.store.up"));
    }

    @Test
    void aStoreThatRefusesIsDownUntilItTakesSomething() {
        MeterRegistry registry = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        assertEquals(1, value(registry, "leasemq.store.up"));
        disk.refuseWrites(true);
        assertThrows(
                EngineException.class,
                () -> engine.createQueue("orders", QueueAttributes.standardQueue())
                        .await());
        aMomentLater();
        awaitStore(registry, 0);
        disk.refuseWrites(false);
        aMomentLater();
        awaitStore(registry, 1);
    }

    /** Looks again until the store, which is asked at each look, has answered. */
    private void awaitStore(MeterRegistry registry, int up) {
        while (value(registry, "leasemq.store.up") != up) {
            aMomentLater();
            Thread.onSpinWait();
        }
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
                "leasemq_build_info{engine=\"shop\",version=\"",
                "leasemq_store_up{engine=\"shop\"} 1.0",
                "leasemq_transactions{engine=\"shop\",state=\"prepared\"} 0.0",
                "leasemq_oldest_prepared_transaction_age_seconds{engine=\"shop\"} 0.0",
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
