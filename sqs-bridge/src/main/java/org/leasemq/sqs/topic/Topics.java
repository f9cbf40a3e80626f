package org.leasemq.sqs.topic;

import java.util.List;
import java.util.TreeSet;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.Subscription;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** Which topics there are: those that have been created, and those that somebody subscribes to. */
final class Topics {
    /** A topic that has been created is known by an empty queue of this name, so that it is there after a restart. */
    private static final String PREFIX = "topic:";

    private static final String POLICY = "Policy";
    /** What parts topic and queue in the ARN of a subscription. */
    static final String SUBSCRIPTION = ":queue/";

    private Topics() {}

    /** Creates a topic; the caller's, with the policy that says what others may. */
    static void create(Call call, String name, String policy) {
        if (!name.matches("[A-Za-z0-9_-]{1,256}(\\.fifo)?")) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: Topic Name");
        }
        QueueAttributes attributes = QueueAttributes.standardQueue().withFifo(Names.isFifo(name));
        QueueAttributes owned = Labels.withHome(attributes, call.arns());
        call.done(call.engine().createQueue(PREFIX + name, withPolicy(owned, policy)));
    }

    /** What has been created under that name; null if nothing has. */
    static QueueInfo created(LeaseEngine engine, String name) {
        return engine.findQueue(PREFIX + name).orElse(null);
    }

    /** The policy of a topic; null if it has none. */
    static String policy(QueueInfo created) {
        return created == null ? null : Labels.attribute(created.attributes(), POLICY);
    }

    static void setPolicy(Call call, String name, String policy) {
        call.done(call.engine().changeAttributes(PREFIX + name, present -> withPolicy(present, policy)));
    }

    private static QueueAttributes withPolicy(QueueAttributes attributes, String policy) {
        return Labels.withAttribute(attributes, POLICY, policy);
    }

    static TreeSet<String> names(LeaseEngine engine) {
        TreeSet<String> names = new TreeSet<>();
        for (QueueInfo queue : engine.queues()) {
            if (queue.name().startsWith(PREFIX)) {
                names.add(queue.name().substring(PREFIX.length()));
            }
            queue.attributes().subscriptions().forEach(subscription -> names.add(subscription.topic()));
        }
        return names;
    }

    static boolean exists(LeaseEngine engine, String name) {
        return created(engine, name) != null || engine.hasSubscribers(name);
    }

    static void delete(Call call, String name) {
        for (QueueInfo queue : subscribers(call.engine(), name)) {
            unsubscribe(call, queue.name(), name);
        }
        if (call.engine().findQueue(PREFIX + name).isPresent()) {
            call.done(call.engine().deleteQueue(PREFIX + name));
        }
    }

    /** The queues that clients see and that subscribe to a topic. */
    static List<QueueInfo> subscribers(LeaseEngine engine, String topic) {
        return engine.queues().stream()
                .filter(queue -> Names.isVisible(queue.name()) && find(queue.attributes(), topic) != null)
                .toList();
    }

    static Subscription find(QueueAttributes queue, String topic) {
        return queue.subscriptions().stream()
                .filter(subscription -> subscription.topic().equals(topic))
                .findFirst()
                .orElse(null);
    }

    static void unsubscribe(Call call, String queue, String topic) {
        call.done(call.engine()
                .changeAttributes(
                        queue,
                        present -> TopicLabels.without(present, topic).withSubscriptions(others(present, topic))));
    }

    static List<Subscription> others(QueueAttributes queue, String topic) {
        return queue.subscriptions().stream()
                .filter(subscription -> !subscription.topic().equals(topic))
                .toList();
    }

    /** The ARN of a subscription: that of the topic with the queue behind it. */
    static String subscriptionArn(Call call, String topic, String queue) {
        return call.arns().topic(topic) + SUBSCRIPTION + queue;
    }
}
