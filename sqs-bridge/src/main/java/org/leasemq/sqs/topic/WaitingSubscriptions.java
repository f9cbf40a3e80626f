package org.leasemq.sqs.topic;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Subscription;
import org.leasemq.log.Logs;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.call.AttributeChanges;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.QueueLife;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;

/**
 * Subscriptions of queues that are not there: a subscription outlives its queue, and may be made before it. They are kept with
 * the topic meanwhile, by the name of the queue, and are the queue's when it is there.
 *
 * <p>Topic and queue are changed one after the other, by several at once, and the process may end in between. So nothing is
 * changed that is not as it was when both were looked at, and everybody looks again after each change, until a look shows what
 * is answered: what has been changed of a queue that was being deleted is gone with it.
 *
 * <p>Coming: the queue gets it, then the topic loses it; what the queue has counts, so that can be done again.
 * Leaving: the topic gets it under the number of the queue, and it counts from when that queue is gone: deleting is what moves it.
 * Ending: the topic loses it, then the queue is changed if it is there, also if it has none: who had seen it waiting fails then.
 */
public final class WaitingSubscriptions implements QueueLife {
    private static final System.Logger LOG = Logs.of(WaitingSubscriptions.class);

    /** The topics with which something is kept about a queue. */
    private static Set<String> keptWith(Call call, String queue) {
        Set<String> topics = new TreeSet<>();
        for (QueueInfo topic : Topics.created(call.engine())) {
            if (TopicLabels.isWaiting(topic.attributes(), queue)) {
                topics.add(Topics.name(topic));
            }
        }
        return topics;
    }

    /**
     * Changes what is kept with a topic about a subscription.
     *
     * @return whether that has been done, rather than the topic changed or created
     */
    static boolean keep(Call call, Standing seen, UnaryOperator<QueueAttributes> change) {
        if (seen.topic() == null) {
            create(call, seen.topicName());
            return false;
        }
        return change(
                call,
                seen,
                present -> TopicAttributes.deduplicating(
                        seen.topicName(),
                        WaitingLimits.checked(
                                call.homes().own(),
                                seen.topicName(),
                                seen.queueName(),
                                present,
                                change.apply(present))));
    }

    private static boolean change(Call call, Standing seen, UnaryOperator<QueueAttributes> change) {
        boolean changed = AttributeChanges.ifUnchanged(call, seen.topic(), change);
        if (changed) {
            MissedMessages.changed(call, seen);
        }
        return changed;
    }

    /** A topic that is only subscribed to until now; empty, since others see it before it is durable. */
    private static void create(Call call, String topic) {
        try {
            Topics.create(call, topic, UnaryOperator.identity());
        } catch (EngineException.QueueExists e) {
            LOG.log(Level.DEBUG, "Somebody else was faster", e);
        }
    }

    private static boolean dropKept(Call call, Standing seen) {
        return change(call, seen, present -> TopicLabels.withoutWaiting(present, seen.queueName()));
    }

    /** A queue that is there gets its subscription if that waits for it. How it stands then. */
    public static Standing join(Call call, String topic, String queue) {
        while (true) {
            Standing seen = Standing.of(call.engine(), topic, queue);
            if (seen.queue() == null
                    || !seen.isWaiting()
                    || call.engine().setAside().await().containsKey(queue)) {
                return seen;
            }
            if (seen.isOfQueue()) {
                dropKept(call, seen);
            } else {
                AttributeChanges.ifUnchanged(call, seen.queue(), present -> joined(present, seen));
            }
        }
    }

    private static QueueAttributes joined(QueueAttributes queue, Standing seen) {
        QueueAttributes kept = seen.topic().attributes();
        List<Subscription> subscriptions = new ArrayList<>(queue.subscriptions());
        subscriptions.add(new Subscription(
                seen.topicName(),
                Subscribing.keptFilter(kept, seen.queueName()),
                null,
                TopicLabels.label(kept, seen.queueName())));
        return TopicLabels.copy(kept, seen.queueName(), queue.withSubscriptions(subscriptions), seen.topicName());
    }

    /** Ends a subscription, wherever it is kept. */
    public static void end(Call call, String topic, String queue) {
        boolean seenWaiting = false;
        while (true) {
            Standing seen = Standing.of(call.engine(), topic, queue);
            if (seen.isKept()) {
                dropKept(call, seen);
                seenWaiting = true;
            } else if (seen.queue() != null && (seenWaiting || seen.isOfQueue())) {
                seenWaiting = !Topics.unsubscribe(call, queue, topic);
            } else {
                return;
            }
        }
    }

    /** The queues that have been created meanwhile, by whomever, get their subscriptions to a topic. */
    static void join(Call call, Resource topic, Level level) {
        for (String queue : TopicLabels.waiting(topic.attributes())) {
            QueueInfo present = call.engine().findQueue(queue).await().orElse(null);
            if (present != null && TopicLabels.isWaiting(topic.attributes(), queue, present)) {
                joinIfPossible(call, topic.name(), queue, level);
            }
        }
    }

    /** What cannot be the queue's goes on waiting, and holds up nothing else. */
    private static void joinIfPossible(Call call, String topic, String queue, Level level) {
        try {
            join(call, topic, queue);
        } catch (ApiException e) {
            if (e.code().isServers()) {
                throw e;
            }
            refused(level, queue, topic, e);
        }
    }

    /** Holds up nothing else. */
    static void refused(Level level, String queue, String topic, ApiException because) {
        LOG.log(
                level,
                "Queue '" + queue + "' does not get its subscription to topic '" + topic + "': "
                        + because.getMessage());
    }

    @Override
    public void created(Call call, String queue) {
        for (String topic : keptWith(call, queue)) {
            joinIfPossible(call, topic, queue, Level.WARNING);
        }
        MissedMessages.created(call, queue);
    }

    @Override
    public void resume(Call call) {
        Set<String> setAside = call.engine().setAside().await().keySet();
        for (QueueInfo topic : Topics.created(call.engine())) {
            if (!setAside.contains(topic.name())) {
                join(call, new Resource(true, Topics.name(topic), topic), Level.WARNING);
            }
        }
        MissedMessages.resume(call);
    }

    @Override
    public void deleting(Call call, QueueInfo queue) {
        Set<String> topics = keptWith(call, queue.name());
        queue.attributes().subscriptions().forEach(subscription -> topics.add(subscription.topic()));
        for (String topic : topics) {
            leave(call, topic, queue);
        }
    }

    @Override
    public void deleted(Call call, QueueInfo queue) {
        keptWith(call, queue.name())
                .forEach(topic -> MissedMessages.changed(call, Standing.of(call.engine(), topic, queue.name())));
    }

    /** Until it is right for the end of the queue; a queue that has been changed meanwhile does not end like this. */
    private static void leave(Call call, String topic, QueueInfo queue) {
        boolean right = false;
        while (!right) {
            Standing seen = Standing.of(call.engine(), topic, queue.name());
            if (!Standing.isSame(seen.queue(), queue)) {
                return;
            }
            if (seen.isOfQueue()) {
                right = keepLeaving(call, seen);
            } else {
                right = !seen.isKept() || seen.isWaiting() || dropKept(call, seen);
            }
        }
    }

    /** A queue can always be deleted: where there is no room to keep a subscription, that ends with its queue. */
    private static boolean keepLeaving(Call call, Standing seen) {
        try {
            return keep(call, seen, present -> TopicLabels.withLeaving(present, seen.topicName(), seen.queue()));
        } catch (ApiException e) {
            LOG.log(
                    Level.WARNING,
                    "The subscription of queue '" + seen.queueName() + "' to topic '" + seen.topicName()
                            + "' ends with the queue that is being deleted, since it cannot be kept: "
                            + e.getMessage());
            return !seen.isKept() || dropKept(call, seen);
        }
    }
}
