package org.leasemq.sqs.topic;

import java.util.List;
import java.util.TreeSet;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.Subscription;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** Which topics there are: those that have been created, and those that somebody subscribes to. */
final class Topics {
    /** A topic that has been created is known by an empty queue of this name, so that it is there after a restart. */
    private static final String PREFIX = "topic:";

    private static final String SUBSCRIPTION = ":queue/";

    private Topics() {}

    static void create(Call call, String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,256}(\\.fifo)?")) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: Topic Name");
        }
        QueueAttributes attributes = QueueAttributes.standardQueue().withFifo(Names.isFifo(name));
        call.done(call.engine().createQueue(PREFIX + name, attributes));
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

    /** The topic of an ARN. */
    static String required(Call call, String parameter) {
        String arn = call.in().required(parameter);
        String name = Arns.topicOf(arn);
        if (name == null) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: " + parameter);
        }
        if (!names(call.engine()).contains(name)) {
            throw new ApiException(ErrorCode.NOT_FOUND, "Topic does not exist");
        }
        return name;
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

    /** A subscription by its ARN. */
    record Named(String topic, QueueInfo queue) {}

    static Named subscription(Call call) {
        String arn = call.in().required("SubscriptionArn");
        int end = arn.lastIndexOf(SUBSCRIPTION);
        String topic = end < 0 ? null : Arns.topicOf(arn.substring(0, end));
        if (topic == null) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: SubscriptionArn");
        }
        QueueInfo queue = call.engine()
                .findQueue(arn.substring(end + SUBSCRIPTION.length()))
                .orElse(null);
        if (queue == null || find(queue.attributes(), topic) == null) {
            throw new ApiException(ErrorCode.NOT_FOUND, "Subscription does not exist");
        }
        return new Named(topic, queue);
    }
}
