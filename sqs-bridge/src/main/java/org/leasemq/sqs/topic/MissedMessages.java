package org.leasemq.sqs.topic;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.engine.model.Subscription;
import org.leasemq.sqs.call.AttributeChanges;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;

/**
 * Where messages go that queues miss which are not there: the dead-letter queues of their subscriptions subscribe instead of
 * them. What is kept with a topic says which these are; whoever changes that has them settled afterwards, and looks again, so
 * that the last one leaves them right.
 */
final class MissedMessages {
    private MissedMessages() {}

    /** All queues get what they should of a topic, there or not, instead of others. What is set aside stays as it is. */
    static void settle(Call call, String topic) {
        Set<String> setAside = call.engine().setAside().await().keySet();
        boolean settled = setAside.contains(QueuePrefix.TOPIC + topic);
        while (!settled) {
            QueueInfo seen = Topics.created(call.engine(), topic);
            Map<String, Set<Subscription>> due = seen == null ? Map.of() : due(call, seen);
            settled = true;
            for (QueueInfo queue : call.engine().queues()) {
                settled &= setAside.contains(queue.name())
                        || settle(call, topic, queue, due.getOrDefault(queue.name(), Set.of()));
            }
            settled &= Standing.isSame(seen, Topics.created(call.engine(), topic));
        }
    }

    /** After something has been changed that is kept about a subscription, or its queue is gone. */
    static void changed(Call call, Standing before) {
        String topic = before.topicName();
        if (sends(before.topic(), before.queueName())
                || sends(Topics.created(call.engine(), topic), before.queueName())) {
            settle(call, topic);
        }
    }

    private static boolean sends(QueueInfo topic, String queue) {
        return topic != null && TopicLabels.redrivePolicy(topic.attributes(), queue) != null;
    }

    /** By the names of the queues that should have them. */
    private static Map<String, Set<Subscription>> due(Call call, QueueInfo topic) {
        Map<String, Set<Subscription>> due = new HashMap<>();
        QueueAttributes kept = topic.attributes();
        for (String queue : TopicLabels.waiting(kept)) {
            String target = RedriveTarget.of(call, TopicLabels.redrivePolicy(kept, queue));
            QueueInfo present = call.engine().findQueue(queue).await().orElse(null);
            if (target != null && TopicLabels.isWaiting(kept, queue, present)) {
                due.computeIfAbsent(target, key -> new HashSet<>())
                        .add(new Subscription(
                                Topics.name(topic),
                                Subscribing.keptFilter(kept, queue),
                                null,
                                TopicLabels.labelInstead(kept, queue)));
            }
        }
        return due;
    }

    /** False if the queue has been changed meanwhile. */
    private static boolean settle(Call call, String topic, QueueInfo queue, Set<Subscription> due) {
        Set<Subscription> present = new HashSet<>();
        List<Subscription> result = new ArrayList<>();
        for (Subscription one : queue.attributes().subscriptions()) {
            boolean instead = one.topic().equals(topic) && Topics.isInstead(one);
            (instead ? present : result).add(one);
        }
        if (present.equals(due) || !Names.isVisible(queue.name())) {
            return true;
        }
        result.addAll(due);
        try {
            return AttributeChanges.ifUnchanged(call, queue, attributes -> attributes.withSubscriptions(result));
        } catch (ApiException e) {
            if (e.code().isServers()) {
                throw e;
            }
            WaitingSubscriptions.refused(Level.WARNING, queue.name(), topic, e);
            return true;
        }
    }

    /** After a queue has been created, or found: others may have it as their dead-letter queue. */
    static void created(Call call, String queue) {
        topics(call, queue::equals).forEach(topic -> settle(call, topic));
    }

    /** Topics with which the subscription of a queue is kept that has one of these as its dead-letter queue. */
    private static Set<String> topics(Call call, Predicate<String> targets) {
        Set<String> topics = new TreeSet<>();
        for (QueueInfo topic : Topics.created(call.engine())) {
            QueueAttributes kept = topic.attributes();
            if (TopicLabels.waiting(kept).stream()
                    .map(queue -> RedriveTarget.of(call, TopicLabels.redrivePolicy(kept, queue)))
                    .anyMatch(target -> target != null && targets.test(target))) {
                topics.add(Topics.name(topic));
            }
        }
        return topics;
    }

    /** When a server starts. */
    static void resume(Call call) {
        Set<String> topics = topics(call, target -> true);
        for (QueueInfo queue : call.engine().queues()) {
            queue.attributes().subscriptions().stream()
                    .filter(Topics::isInstead)
                    .forEach(one -> topics.add(one.topic()));
        }
        topics.forEach(topic -> settle(call, topic));
    }
}
