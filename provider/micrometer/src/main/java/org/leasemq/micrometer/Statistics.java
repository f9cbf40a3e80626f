package org.leasemq.micrometer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.management.EngineFigures;

/** Figures of many queues: all are asked for before the first is waited for, since the engine may be elsewhere. */
final class Statistics {
    private Statistics() {}

    static Map<String, MeteredQueue> of(LeaseEngine engine, Predicate<String> wanted) {
        Map<String, Completion<QueueStatistics>> asked = new LinkedHashMap<>();
        List<QueueInfo> queues = engine.queues();
        for (QueueInfo queue : queues) {
            if (wanted.test(queue.name())) {
                ask(engine, queue.name(), asked);
            }
        }
        Map<String, Integer> sources = EngineFigures.deadLetterSources(queues);
        Map<String, MeteredQueue> told = new LinkedHashMap<>();
        asked.forEach((queue, answer) -> await(queue, answer, sources.getOrDefault(queue, 0), told));
        return told;
    }

    private static void ask(LeaseEngine engine, String queue, Map<String, Completion<QueueStatistics>> asked) {
        try {
            asked.put(queue, engine.statistics(queue));
        } catch (EngineException.NoSuchQueue e) {
            asked.remove(queue); // deleted meanwhile
        }
    }

    private static void await(
            String queue, Completion<QueueStatistics> answer, int sources, Map<String, MeteredQueue> told) {
        try {
            told.put(queue, new MeteredQueue(answer.await(), sources));
        } catch (EngineException.NoSuchQueue e) {
            told.remove(queue); // deleted meanwhile
        }
    }
}
