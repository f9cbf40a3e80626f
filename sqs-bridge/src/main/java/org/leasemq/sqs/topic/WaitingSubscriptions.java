package org.leasemq.sqs.topic;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.Subscription;
import org.leasemq.log.Logs;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.QueueLife;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;

/**
 * Subscriptions of queues that are not there: a subscription outlives its queue, and may be made before it. They are kept with
 * the topic meanwhile, by the name of the queue, and are the queue's when it is created.
 */
public final class WaitingSubscriptions implements QueueLife {
    private static final System.Logger LOG = Logs.of(WaitingSubscriptions.class);

    /** The topics that a queue will subscribe to. */
    private static List<QueueInfo> waiting(Call call, String queue) {
        List<QueueInfo> topics = new ArrayList<>();
        for (QueueInfo topic : call.engine().queues()) {
            if (topic.name().startsWith(TopicLabels.CREATED) && TopicLabels.isWaiting(topic.attributes(), queue)) {
                topics.add(topic);
            }
        }
        return topics;
    }

    /**
     * Keeps the subscription of a queue that is not there with its topic.
     *
     * @param change puts to the topic what is kept about the subscription
     */
    static void keep(Call call, String topic, String queue, UnaryOperator<QueueAttributes> change) {
        Arns own = call.homes().own();
        Topics.change(
                call,
                TopicTouch.resource(call.engine(), topic),
                present -> WaitingLimits.checked(
                        own, topic, queue, present, TopicLabels.withWaiting(change.apply(present), queue)));
    }

    private static String name(QueueInfo topic) {
        return topic.name().substring(TopicLabels.CREATED.length());
    }

    @Override
    public QueueAttributes creating(Call call, String queue, QueueAttributes wanted) {
        QueueAttributes joined = wanted;
        for (QueueInfo topic : waiting(call, queue)) {
            String name = name(topic);
            List<Subscription> subscriptions = new ArrayList<>(joined.subscriptions());
            QueueAttributes kept = topic.attributes();
            String label = TopicLabels.label(kept, queue);
            subscriptions.add(new Subscription(name, Subscribing.keptFilter(kept, queue), null, label));
            joined = TopicLabels.copy(topic.attributes(), queue, joined.withSubscriptions(subscriptions), name);
        }
        return joined;
    }

    @Override
    public void created(Call call, String queue) {
        for (QueueInfo topic : waiting(call, queue)) {
            call.done(call.engine()
                    .changeAttributes(topic.name(), present -> TopicLabels.withoutWaiting(present, queue)));
        }
    }

    /** A queue can always be deleted: where there is no room to keep a subscription, that ends with its queue. */
    @Override
    public void deleting(Call call, QueueInfo queue) {
        for (Subscription subscription : queue.attributes().subscriptions()) {
            String topic = subscription.topic();
            try {
                keep(
                        call,
                        topic,
                        queue.name(),
                        present -> TopicLabels.copy(queue.attributes(), topic, present, queue.name()));
            } catch (ApiException e) {
                LOG.log(
                        Level.WARNING,
                        "The subscription of queue '" + queue.name() + "' to topic '" + topic
                                + "' ends with the queue that is being deleted, since it cannot be kept: "
                                + e.getMessage());
            }
        }
    }
}
