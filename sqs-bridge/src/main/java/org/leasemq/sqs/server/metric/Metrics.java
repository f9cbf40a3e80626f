package org.leasemq.sqs.server.metric;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.sqs.client.ConnectedClients;
import org.leasemq.sqs.dispatch.Dispatcher;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * What is counted, in the text format of Prometheus. The names of what belongs to a queue are CloudWatch's, made into names
 * of metrics. Safe for use by several threads.
 */
public final class Metrics implements Dispatcher.Observer {
    private record Gauge(String name, String type, String help, ToLongFunction<QueueStatistics> value) {}

    private static final List<Gauge> OF_QUEUES = List.of(
            new Gauge(
                    "sqs_approximate_number_of_messages_visible",
                    "gauge",
                    "Messages that can be received.",
                    QueueStatistics::available),
            new Gauge(
                    "sqs_approximate_number_of_messages_not_visible",
                    "gauge",
                    "Messages in flight.",
                    QueueStatistics::inFlight),
            new Gauge(
                    "sqs_approximate_number_of_messages_delayed",
                    "gauge",
                    "Messages that become visible later.",
                    QueueStatistics::delayed),
            new Gauge(
                    "sqs_approximate_age_of_oldest_message",
                    "gauge",
                    "Seconds since the oldest message was sent.",
                    counts -> counts.oldestAge().toSeconds()),
            new Gauge("sqs_number_of_messages_sent_total", "counter", "Messages sent.", QueueStatistics::sent),
            new Gauge("sqs_number_of_messages_received_total", "counter", "Deliveries.", QueueStatistics::received),
            new Gauge("sqs_number_of_messages_deleted_total", "counter", "Messages deleted.", QueueStatistics::deleted),
            new Gauge(
                    "sqs_number_of_messages_dead_lettered_total",
                    "counter",
                    "Messages moved to the dead-letter queue.",
                    QueueStatistics::deadLettered),
            new Gauge("sqs_number_of_messages_expired_total", "counter", "Messages expired.", QueueStatistics::expired),
            new Gauge(
                    "leasemq_number_of_messages_dropped_total",
                    "counter",
                    "Messages that a slow non-durable subscription did not get.",
                    QueueStatistics::dropped));

    /** Characters of a part, about. */
    private static final int LARGEST_PART = 16 << 10;

    private final AllQueueCounts counts;
    private final ConnectedClients clients;
    private final MemoryAccount memory;
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final LongAdder emptyReceives = new LongAdder();

    /**
     * @param counts of queues
     * @param clients programs elsewhere
     * @param memory what is left is told
     */
    public Metrics(AllQueueCounts counts, ConnectedClients clients, MemoryAccount memory) {
        this.counts = counts;
        this.clients = clients;
        this.memory = memory;
    }

    @Override
    public void answered(String action, Map<String, Object> values) {
        count(requests, action);
        if (action.equals("ReceiveMessage") && values.isEmpty()) {
            emptyReceives.increment();
        }
    }

    @Override
    public void refused(String action, ErrorCode code) {
        count(errors, code.legacy());
    }

    private static void count(Map<String, LongAdder> counters, String key) {
        counters.computeIfAbsent(key, name -> new LongAdder()).increment();
    }

    /** How much memory {@link #parts} takes, about, until all of them have been made. */
    public long weight() {
        return counts.weight() + 2L * LARGEST_PART;
    }

    /** All of it, in parts that are made when they are asked for: with many queues it is large. */
    public Iterator<String> parts() {
        return new Parts(counts.all());
    }

    private final class Parts implements Iterator<String> {
        private final Map<String, QueueStatistics> statistics;
        private final Iterator<Gauge> gauges = OF_QUEUES.iterator();
        private Gauge gauge;
        private Iterator<Map.Entry<String, QueueStatistics>> queues = Collections.emptyIterator();
        private boolean over;

        Parts(Map<String, QueueStatistics> statistics) {
            this.statistics = statistics;
        }

        @Override
        public boolean hasNext() {
            return !over;
        }

        @Override
        public String next() {
            if (over) {
                throw new NoSuchElementException();
            }
            StringBuilder out = new StringBuilder(LARGEST_PART);
            while (out.length() < LARGEST_PART / 2 && !over) {
                if (queues.hasNext()) {
                    Map.Entry<String, QueueStatistics> queue = queues.next();
                    line(out, gauge.name, "queue", queue.getKey(), gauge.value.applyAsLong(queue.getValue()));
                } else if (gauges.hasNext()) {
                    gauge = gauges.next();
                    head(out, gauge.name, gauge.type, gauge.help);
                    queues = statistics.entrySet().iterator();
                } else {
                    out.append(ofServer());
                    over = true;
                }
            }
            return out.toString();
        }
    }

    private String ofServer() {
        StringBuilder out = new StringBuilder(4096);
        head(out, "sqs_requests_total", "counter", "Requests carried out.");
        new TreeMap<>(requests)
                .forEach((action, count) -> line(out, "sqs_requests_total", "action", action, count.sum()));
        head(out, "sqs_errors_total", "counter", "Requests refused.");
        new TreeMap<>(errors).forEach((code, count) -> line(out, "sqs_errors_total", "code", code, count.sum()));
        head(out, "sqs_number_of_empty_receives_total", "counter", "Receives that got nothing.");
        out.append("sqs_number_of_empty_receives_total ")
                .append(emptyReceives.sum())
                .append('\n');
        head(out, "leasemq_queues_set_aside", "gauge", "Queues whose definition cannot be read.");
        out.append("leasemq_queues_set_aside ").append(counts.setAside()).append('\n');
        head(out, "sqs_waiting_receives", "gauge", "Receives that wait for messages.");
        out.append("sqs_waiting_receives ").append(counts.waitingReceives()).append('\n');
        List<Integer> sessions = clients.counts();
        head(out, "leasemq_sessions", "gauge", "Programs elsewhere that use the queues with Jakarta Messaging.");
        out.append("leasemq_sessions ").append(sessions.get(0)).append('\n');
        head(out, "leasemq_sessions_connected", "gauge", "Those that are connected at the moment.");
        out.append("leasemq_sessions_connected ").append(sessions.get(1)).append('\n');
        head(out, "leasemq_memory_bytes", "gauge", "Memory that clients made grow, by use.");
        memory.uses()
                .forEach((use, bytes) ->
                        line(out, "leasemq_memory_bytes", "use", use.name().toLowerCase(Locale.ROOT), bytes));
        head(out, "leasemq_memory_limit_bytes", "gauge", "Memory that clients may make grow.");
        out.append("leasemq_memory_limit_bytes ").append(memory.limit()).append('\n');
        return out.toString();
    }

    private static void head(StringBuilder out, String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder out, String name, String label, String value, long number) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        out.append(name)
                .append('{')
                .append(label)
                .append("=\"")
                .append(escaped)
                .append("\"} ")
                .append(number)
                .append('\n');
    }
}
