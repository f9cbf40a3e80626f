package org.leasemq.sqs.server.metric;

import static org.leasemq.sqs.server.metric.MetricText.COUNTER;
import static org.leasemq.sqs.server.metric.MetricText.GAUGE;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.leasemq.management.EngineFigures;
import org.leasemq.management.EngineState;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.sqs.client.ConnectedClients;
import org.leasemq.sqs.dispatch.Dispatcher;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * What is counted, in the text format of Prometheus. Safe for use by several threads.
 */
public final class Metrics implements Dispatcher.Observer {
    private static final double MILLIS = 1000;

    /** Characters of a part, about. */
    private static final int LARGEST_PART = 16 << 10;

    private final AllQueueCounts counts;
    private final ConnectedClients clients;
    private final MemoryAccount memory;
    private final EngineFigures figures;
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final LongAdder emptyReceives = new LongAdder();

    /**
     * @param counts of queues
     * @param clients programs elsewhere
     * @param memory what is left is told
     * @param figures of the engine as a whole
     */
    public Metrics(AllQueueCounts counts, ConnectedClients clients, MemoryAccount memory, EngineFigures figures) {
        this.counts = counts;
        this.clients = clients;
        this.memory = memory;
        this.figures = figures;
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
        return new Parts();
    }

    private final class Parts implements Iterator<String> {
        private final Map<String, SeenQueue> seen = counts.all();
        private final EngineState engine = figures.look();
        private final Iterator<QueueMetric> metrics = QueueMetric.ALL.iterator();
        private QueueMetric metric;
        private Iterator<Map.Entry<String, SeenQueue>> queues = Collections.emptyIterator();
        private boolean over;

        @Override
        public boolean hasNext() {
            return !over;
        }

        @Override
        public String next() {
            if (over) {
                throw new NoSuchElementException();
            }
            MetricText out = new MetricText(LARGEST_PART);
            while (out.length() < LARGEST_PART / 2 && !over) {
                if (queues.hasNext()) {
                    Map.Entry<String, SeenQueue> queue = queues.next();
                    metric.write(out, queue.getKey(), queue.getValue());
                } else if (metrics.hasNext()) {
                    metric = metrics.next();
                    metric.writeHead(out);
                    queues = seen.entrySet().iterator();
                } else {
                    writeRequests(out);
                    writeClients(out);
                    write(out, engine);
                    writeMemory(out);
                    over = true;
                }
            }
            return out.toString();
        }
    }

    private void writeRequests(MetricText out) {
        out.head("sqs_requests_total", COUNTER, "Requests carried out.");
        new TreeMap<>(requests)
                .forEach((action, count) -> out.line("sqs_requests_total", count.sum(), "action", action));
        out.head("sqs_errors_total", COUNTER, "Requests refused.");
        new TreeMap<>(errors).forEach((code, count) -> out.line("sqs_errors_total", count.sum(), "code", code));
        out.head("sqs_number_of_empty_receives_total", COUNTER, "Receives that got nothing.");
        out.line("sqs_number_of_empty_receives_total", emptyReceives.sum());
        out.gauge("sqs_waiting_receives", "Receives that wait for messages.", counts.waitingReceives());
    }

    private void writeClients(MetricText out) {
        List<Integer> sessions = clients.counts();
        out.gauge(
                "leasemq_sessions", "Programs elsewhere that use the queues with Jakarta Messaging.", sessions.get(0));
        out.gauge("leasemq_sessions_connected", "Those that are connected at the moment.", sessions.get(1));
    }

    private static void write(MetricText out, EngineState engine) {
        out.head("leasemq_build_info", GAUGE, "The version of LeaseMQ, as a label.");
        out.line("leasemq_build_info", 1, "version", EngineFigures.version());
        out.gauge("leasemq_store_up", "Whether what is sent can be stored.", engine.storeUp() ? 1 : 0);
        out.gauge("leasemq_queues_set_aside", "Queues whose definition cannot be read.", engine.setAside());
        out.head("leasemq_transactions", GAUGE, "Transactions that are prepared or decided by hand.");
        engine.transactions()
                .forEach((state, count) -> out.line(
                        "leasemq_transactions", count, "state", state.name().toLowerCase(Locale.ROOT)));
        out.gauge(
                "leasemq_oldest_prepared_transaction_age_seconds",
                "How long the oldest transaction has been prepared for which nothing is decided.",
                engine.oldestPrepared().toMillis() / MILLIS);
    }

    private void writeMemory(MetricText out) {
        out.head("leasemq_memory_bytes", GAUGE, "Memory that clients made grow, by use.");
        Map<Use, Long> uses = memory.uses();
        for (Use use : Use.values()) {
            out.line(
                    "leasemq_memory_bytes",
                    uses.getOrDefault(use, 0L),
                    "use",
                    use.name().toLowerCase(Locale.ROOT));
        }
        out.gauge("leasemq_memory_limit_bytes", "Memory that clients may make grow.", memory.limit());
    }
}
