package org.leasemq.sqs.server.metric;

import java.util.Map;
import java.util.TreeMap;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.receive.Parked;

/** The counts of all queues that clients see. Safe for use by several threads. */
public final class AllQueueCounts {
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

    /** How many queues have a definition that cannot be read. */
    int setAside() {
        return engine.setAside().await().size();
    }

    /** How many receives wait for messages. */
    int waitingReceives() {
        return parked.size();
    }
}
