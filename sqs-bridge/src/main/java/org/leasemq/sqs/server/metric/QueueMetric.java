package org.leasemq.sqs.server.metric;

import static org.leasemq.sqs.server.metric.MetricText.COUNTER;
import static org.leasemq.sqs.server.metric.MetricText.GAUGE;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.leasemq.engine.model.QueueStatistics;

/**
 * A metric of which each queue has a line, or some. All is told twice: of the queues that clients of the API see by the names that
 * CloudWatch has, made into names of metrics; of all queues that people know by name by those of Prometheus' conventions, which
 * Micrometer has, too.
 *
 * @param ofApi whether queues have it only if clients of the API see them
 */
record QueueMetric(String name, String type, String help, boolean ofApi, List<Line> lines) {
    private static final double MILLIS = 1000;

    /** @param label with its value, if there is more than one line */
    private record Line(List<String> label, Function<SeenQueue, Number> value) {}

    static final List<QueueMetric> ALL = List.of(
            cloudWatch(
                    "approximate_number_of_messages_visible",
                    GAUGE,
                    "Messages that can be received.",
                    QueueStatistics::available),
            cloudWatch(
                    "approximate_number_of_messages_not_visible",
                    GAUGE,
                    "Messages in flight.",
                    QueueStatistics::inFlight),
            cloudWatch(
                    "approximate_number_of_messages_delayed",
                    GAUGE,
                    "Messages that become visible later.",
                    QueueStatistics::delayed),
            cloudWatch(
                    "approximate_age_of_oldest_message",
                    GAUGE,
                    "Seconds since the oldest message was sent.",
                    counts -> counts.oldestAge().toSeconds()),
            cloudWatch("number_of_messages_sent_total", COUNTER, "Messages sent.", QueueStatistics::sent),
            cloudWatch("number_of_messages_received_total", COUNTER, "Deliveries.", QueueStatistics::received),
            cloudWatch("number_of_messages_deleted_total", COUNTER, "Messages deleted.", QueueStatistics::deleted),
            cloudWatch(
                    "number_of_messages_dead_lettered_total",
                    COUNTER,
                    "Messages moved to the dead-letter queue.",
                    QueueStatistics::deadLettered),
            cloudWatch("number_of_messages_expired_total", COUNTER, "Messages expired.", QueueStatistics::expired),
            new QueueMetric(
                    "leasemq_queue_messages",
                    GAUGE,
                    "Messages in the queue, by state.",
                    false,
                    List.of(
                            state("visible", QueueStatistics::available),
                            state("in_flight", QueueStatistics::inFlight),
                            state("delayed", QueueStatistics::delayed))),
            ofQueue(
                    "oldest_message_age_seconds",
                    GAUGE,
                    "How long ago the oldest message of the queue was sent.",
                    queue -> queue.counts().oldestAge().toMillis() / MILLIS),
            ofQueue(
                    "dead_letter_sources",
                    GAUGE,
                    "Queues whose dead letters go to the queue.",
                    SeenQueue::deadLetterSources),
            counter("sent", "Messages sent.", QueueStatistics::sent),
            counter("received", "Deliveries.", QueueStatistics::received),
            counter("deleted", "Messages deleted.", QueueStatistics::deleted),
            counter("dead_lettered", "Messages moved to the dead-letter queue.", QueueStatistics::deadLettered),
            counter("expired", "Messages expired.", QueueStatistics::expired),
            counter("dropped", "Published messages that did not enter the queue.", QueueStatistics::dropped));

    private static QueueMetric cloudWatch(
            String name, String type, String help, ToLongFunction<QueueStatistics> count) {
        return new QueueMetric("sqs_" + name, type, help, true, List.of(new Line(List.of(), of(count))));
    }

    private static QueueMetric ofQueue(String name, String type, String help, Function<SeenQueue, Number> value) {
        return new QueueMetric("leasemq_queue_" + name, type, help, false, List.of(new Line(List.of(), value)));
    }

    private static QueueMetric counter(String name, String help, ToLongFunction<QueueStatistics> count) {
        return ofQueue("messages_" + name + "_total", COUNTER, help, of(count));
    }

    private static Line state(String state, ToLongFunction<QueueStatistics> count) {
        return new Line(List.of("state", state), of(count));
    }

    private static Function<SeenQueue, Number> of(ToLongFunction<QueueStatistics> count) {
        return queue -> count.applyAsLong(queue.counts());
    }

    void writeHead(MetricText out) {
        out.head(name, type, help);
    }

    void write(MetricText out, String queue, SeenQueue seen) {
        if (ofApi && !seen.ofApi()) {
            return;
        }
        for (Line line : lines) {
            Number value = line.value.apply(seen);
            if (line.label.isEmpty()) {
                out.line(name, value, "queue", queue);
            } else {
                out.line(name, value, "queue", queue, line.label.get(0), line.label.get(1));
            }
        }
    }
}
