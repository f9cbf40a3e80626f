package org.leasemq.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.leasemq.engine.model.QueueStatistics;

/** The meters of queues in one registry. Called by one thread at a time, but for what meters tell. */
final class BoundQueues {
    private record Counter(String name, String description, ToLongFunction<QueueStatistics> count) {}

    private static final List<Counter> STATES = List.of(
            new Counter("visible", "", QueueStatistics::available),
            new Counter("in_flight", "", QueueStatistics::inFlight),
            new Counter("delayed", "", QueueStatistics::delayed));

    private static final List<Counter> COUNTERS = List.of(
            new Counter("sent", "Messages sent.", QueueStatistics::sent),
            new Counter("received", "Deliveries.", QueueStatistics::received),
            new Counter("deleted", "Messages deleted.", QueueStatistics::deleted),
            new Counter("dead.lettered", "Messages moved to the dead-letter queue.", QueueStatistics::deadLettered),
            new Counter("expired", "Messages expired.", QueueStatistics::expired),
            new Counter("dropped", "Published messages that did not enter the queue.", QueueStatistics::dropped));

    /** What was seen of a queue last. */
    private final class Seen {
        private final List<Meter> meters = new ArrayList<>();
        private volatile MeteredQueue last;

        Seen(MeteredQueue first) {
            last = first;
        }

        MeteredQueue now() {
            look.run();
            return last;
        }
    }

    private final MeterRegistry registry;
    private final Iterable<Tag> tags;
    private final Runnable look;
    private final Map<String, Seen> queues = new HashMap<>();

    /** @param look sees to it that what was seen last is not too long ago */
    BoundQueues(MeterRegistry registry, Iterable<Tag> tags, Runnable look) {
        this.registry = registry;
        this.tags = tags;
        this.look = look;
    }

    /** What there is at the moment: queues that are there no more lose their meters. */
    void follow(Map<String, MeteredQueue> seen) {
        Iterator<Map.Entry<String, Seen>> known = queues.entrySet().iterator();
        while (known.hasNext()) {
            Map.Entry<String, Seen> queue = known.next();
            if (!seen.containsKey(queue.getKey())) {
                queue.getValue().meters.forEach(registry::remove);
                known.remove();
            }
        }
        seen.forEach(this::follow);
    }

    private void follow(String queue, MeteredQueue now) {
        Seen known = queues.get(queue);
        if (known == null) {
            queues.put(queue, meters(queue, new Seen(now)));
        } else {
            known.last = now;
        }
    }

    private Seen meters(String queue, Seen seen) {
        for (Counter state : STATES) {
            seen.meters.add(Gauge.builder(
                            "leasemq.queue.messages",
                            seen,
                            it -> state.count.applyAsLong(it.now().counts()))
                    .description("Messages in the queue, by state.")
                    .tags(tags)
                    .tag("queue", queue)
                    .tag("state", state.name)
                    .register(registry));
        }
        seen.meters.add(TimeGauge.builder(
                        "leasemq.queue.oldest.message.age",
                        seen,
                        TimeUnit.MILLISECONDS,
                        it -> it.now().counts().oldestAge().toMillis())
                .description("How long ago the oldest message of the queue was sent.")
                .tags(tags)
                .tag("queue", queue)
                .register(registry));
        seen.meters.add(Gauge.builder(
                        "leasemq.queue.dead.letter.sources",
                        seen,
                        it -> it.now().deadLetterSources())
                .description("Queues whose dead letters go to the queue.")
                .tags(tags)
                .tag("queue", queue)
                .register(registry));
        for (Counter counter : COUNTERS) {
            seen.meters.add(FunctionCounter.builder(
                            "leasemq.queue.messages." + counter.name,
                            seen,
                            it -> counter.count.applyAsLong(it.now().counts()))
                    .description(counter.description)
                    .tags(tags)
                    .tag("queue", queue)
                    .register(registry));
        }
        return seen;
    }
}
