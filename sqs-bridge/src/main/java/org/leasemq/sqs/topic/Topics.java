package org.leasemq.sqs.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.Subscription;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Changes;
import org.leasemq.sqs.action.Resource;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.TopicLabels;

/**
 * Which topics there are: those that have been created, and those that somebody subscribes to. By the names that the engine
 * has for them, as for queues.
 */
final class Topics {
    /** A topic that has been created is known by an empty queue of this name, so that it is there after a restart. */
    private static final String PREFIX = TopicLabels.CREATED;

    private Topics() {}

    /**
     * Creates a topic.
     *
     * @param name what the engine calls it, which says where it belongs
     */
    static void create(Call call, String name, UnaryOperator<QueueAttributes> attributes) {
        QueueAttributes initial = Names.isFifo(name) ? QueueAttributes.fifoQueue() : QueueAttributes.standardQueue();
        QueueAttributes owned = Labels.withHome(initial, call.homes().own().of(name, initial));
        call.done(
                call.engine().createQueue(PREFIX + name, TopicAttributes.deduplicating(name, attributes.apply(owned))));
    }

    /** Changes what is kept with a topic, which is created if it is only published or subscribed to until now. */
    static void change(Call call, Resource topic, UnaryOperator<QueueAttributes> change) {
        if (topic.queue() == null) {
            create(call, topic.name(), change);
        } else {
            Changes.apply(
                    call, topic.queue(), present -> TopicAttributes.deduplicating(topic.name(), change.apply(present)));
        }
    }

    /** Has the engine deduplicate a FIFO topic, which it does not if the topic is as old as that, or was never created. */
    static void deduplicate(Call call, Resource topic) {
        if (Names.isFifo(topic.name()) && topic.attributes().deduplicatedTopic() == null) {
            change(call, topic, UnaryOperator.identity());
        }
    }

    /** What has been created under that name; null if nothing has. */
    static QueueInfo created(LeaseEngine engine, String name) {
        return engine.findQueue(PREFIX + name).orElse(null);
    }

    /** The policy of a topic: the one that was set, or else what is so without one. */
    static String policy(Call call, String name, QueueAttributes topic) {
        String set = Labels.attribute(topic, TopicAttributes.POLICY);
        Arns home = call.homes().own().of(name, topic);
        return set == null ? TopicPolicy.usual(home.topic(Arns.plain(name)), home.account()) : set;
    }

    /** Changes the policy of a topic; null takes it away. */
    static void changePolicy(Call call, Resource topic, UnaryOperator<String> change) {
        change(
                call,
                topic,
                present -> Labels.withAttribute(
                        present, TopicAttributes.POLICY, change.apply(policy(call, topic.name(), present))));
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

    /** The subscriptions to a topic, also those of queues that are not there. */
    static List<TopicTouch.Named> subscriptions(LeaseEngine engine, String topic) {
        List<TopicTouch.Named> all = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (QueueInfo queue : subscribers(engine, topic)) {
            there.add(queue.name());
            all.add(new TopicTouch.Named(topic, queue.name(), queue));
        }
        QueueInfo created = created(engine, topic);
        if (created != null) {
            TopicLabels.waiting(created.attributes()).stream()
                    .filter(name -> !there.contains(name))
                    .forEach(name -> all.add(new TopicTouch.Named(topic, name, null)));
        }
        return all;
    }

    /** All subscriptions of queues, also of those that are not there. */
    static List<TopicTouch.Named> subscriptions(LeaseEngine engine) {
        Map<String, TopicTouch.Named> all = new HashMap<>();
        for (QueueInfo queue : engine.queues()) {
            if (queue.name().startsWith(PREFIX)) {
                String topic = queue.name().substring(PREFIX.length());
                TopicLabels.waiting(queue.attributes()).stream()
                        .map(name -> new TopicTouch.Named(topic, name, null))
                        .forEach(one -> all.putIfAbsent(one.key(), one));
            } else if (Names.isVisible(queue.name())) {
                queue.attributes().subscriptions().stream()
                        .map(one -> new TopicTouch.Named(one.topic(), queue.name(), queue))
                        .forEach(one -> all.put(one.key(), one));
            }
        }
        return List.copyOf(all.values());
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

    /** The ARN of a subscription: that of the topic with an id behind it. */
    static String subscriptionArn(Call call, String topic, String queue) {
        return call.homes().topicArn(topic) + ":" + TopicLabels.subscriptionId(topic, queue);
    }
}
