package org.leasemq.samples.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.micrometer.LeaseMQMetrics;

/** Whichever way Prometheus is told of queues, it is told the same names. */
class NamesTest {
    /** What a server knows of its clients, and Micrometer in another process does not. */
    private static final Set<String> OF_SERVERS = Set.of("leasemq_sessions", "leasemq_sessions_connected");

    @Test
    void aServerTellsWhatMicrometerTells() throws Exception {
        try (MonitoredServer server = new MonitoredServer()) {
            String micrometer = server.micrometer();
            String told = server.metrics();
            assertEquals(own(MetricLines.types(micrometer)), own(MetricLines.types(told)));
            assertEquals(own(MetricLines.labels(micrometer)), own(MetricLines.labels(told)));
        }
    }

    @Test
    void micrometerTellsOfAServerElsewhereWhatTheServerTells() throws Exception {
        try (MonitoredServer server = new MonitoredServer()) {
            String elsewhere = server.micrometerElsewhere();
            String told = server.metrics();
            assertEquals(own(MetricLines.types(told)), own(MetricLines.types(elsewhere)));
            assertEquals(own(MetricLines.labels(told)), own(MetricLines.labels(elsewhere)));
            for (String line : List.of(
                    "leasemq_queue_messages{queue=\"orders\",state=\"visible\"} 1",
                    "leasemq_queue_messages_sent_total{queue=\"orders\"} 1",
                    "leasemq_queue_dead_letter_sources{queue=\"orders-dead\"} 1")) {
                assertTrue(told.contains(line), told);
                assertTrue(elsewhere.contains(line + ".0\n"), elsewhere);
            }
        }
    }

    @Test
    void nobodyWhoAsksMicrometerWaitsForAServerThatIsAway() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MonitoredServer server = new MonitoredServer();
        try (LeaseMQConnectionFactory factory = server.factory();
                LeaseMQMetrics metrics = new LeaseMQMetrics(factory)) {
            metrics.bindTo(registry);
            assertEquals(1, registry.get("leasemq.store.up").gauge().value());
            server.close();
            Gauge up = registry.get("leasemq.store.up").gauge();
            assertTimeout(Duration.ofSeconds(30), () -> awaitNoAnswer(up)); // calls wait for a minute
            assertEquals(
                    1,
                    registry.get("leasemq.queue.messages")
                            .tags("queue", "orders", "state", "visible")
                            .gauge()
                            .value(),
                    "as it was seen last");
        }
    }

    /** Figures are looked at again when those there are have become old. */
    private static void awaitNoAnswer(Gauge up) {
        while (up.value() != 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void namesAreAsPrometheusAdvises() throws IOException, InterruptedException {
        try (MonitoredServer server = new MonitoredServer()) {
            Promtool.accepts(server.metrics(), "check", "metrics");
        }
    }

    private static <T> Map<String, T> own(Map<String, T> metrics) {
        Map<String, T> own = new TreeMap<>(metrics);
        own.keySet().removeIf(name -> !name.startsWith("leasemq_"));
        own.keySet().removeAll(OF_SERVERS);
        return own;
    }
}
