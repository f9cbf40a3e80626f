package org.leasemq.sqs.server.metric;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.management.EngineFigures;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.receive.Parked;

/** The counts of all queues that people know by name. Safe for use by several threads. */
public final class AllQueueCounts {
    /** The counts of a queue, their place in the map, and a name that had to be made. */
    private static final int OF_EACH = 448;

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
    Map<String, SeenQueue> all() {
        List<QueueInfo> queues = engine.queues();
        Map<String, Integer> sources = EngineFigures.deadLetterSources(queues);
        Map<String, SeenQueue> seen = new TreeMap<>();
        for (QueueInfo queue : queues) {
            String name = queue.name();
            if (QueuePrefix.isKnownByName(name)) {
                try {
                    QueueStatistics counts = engine.statistics(name).await();
                    seen.put(
                            Arns.shown(name),
                            new SeenQueue(counts, sources.getOrDefault(name, 0), Names.isVisible(name)));
                } catch (EngineException.NoSuchQueue e) {
                    seen.remove(Arns.shown(name)); // deleted meanwhile
                }
            }
        }
        return seen;
    }

    /** How many receives wait for messages. */
    int waitingReceives() {
        return parked.size();
    }
}
