package org.leasemq.samples.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

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
