package org.leasemq.sqs.server.metric;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.receive.Parked;

/** The counts of all queues that clients see. Safe for use by several threads. */
public final class AllQueueCounts implements QueuesMXBean {
    /** The counts of a queue, their place in the map, and a name that had to be made. */
    private static final int OF_EACH = 384;

    private final LeaseEngine engine;
    private final Parked parked;

    /** @param parked the receives that wait */
    public AllQueueCounts(LeaseEngine engine, Parked parked) {
        this.engine = engine;
        this.parked = parked;
    }

    /** How much memory {@link #all} takes, about. */
    long weight() {
        return (long) OF_EACH * engine.queues().size();
    }

    /** By name of the queue, or ARN of those of other accounts and regions. */
    Map<String, QueueStatistics> all() {
        Map<String, QueueStatistics> counts = new TreeMap<>();
        for (QueueInfo queue : engine.queues()) {
            if (Names.isVisible(queue.name())) {
                try {
                    counts.put(
                            Arns.shown(queue.name()),
                            engine.statistics(queue.name()).await());
                } catch (EngineException.NoSuchQueue e) {
                    counts.remove(Arns.shown(queue.name())); // deleted meanwhile
                }
            }
        }
        return counts;
    }

    private Map<String, Long> each(ToLongFunction<QueueStatistics> count) {
        Map<String, Long> values = new TreeMap<>();
        all().forEach((queue, counts) -> values.put(queue, count.applyAsLong(counts)));
        return values;
    }

    @Override
    public Map<String, Long> getAvailable() {
        return each(QueueStatistics::available);
    }

    @Override
    public Map<String, Long> getInFlight() {
        return each(QueueStatistics::inFlight);
    }

    @Override
    public Map<String, Long> getDelayed() {
        return each(QueueStatistics::delayed);
    }

    @Override
    public Map<String, Long> getSent() {
        return each(QueueStatistics::sent);
    }

    @Override
    public Map<String, Long> getReceived() {
        return each(QueueStatistics::received);
    }

    @Override
    public Map<String, Long> getDeleted() {
        return each(QueueStatistics::deleted);
    }

    @Override
    public Map<String, Long> getDeadLettered() {
        return each(QueueStatistics::deadLettered);
    }

    @Override
    public Map<String, String> getSetAside() {
        Map<String, String> faults = new TreeMap<>();
        engine.setAside().await().forEach((queue, fault) -> faults.put(Arns.shown(queue), fault));
        return faults;
    }

    @Override
    public int getWaitingReceives() {
        return parked.size();
    }
}
