package org.leasemq.sqs.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.engine.model.Subscription;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.call.AttributeChanges;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.TopicLabels;

/**
 * Which topics there are: those that have been created, and those that somebody subscribes to. By the names that the engine
 * has for them, as for queues.
 */
public final class Topics {
    /** A topic that has been created is known by an empty queue of this name, so that it is there after a restart. */
    private static final String PREFIX = QueuePrefix.TOPIC;

    private Topics() {}

    /**
     * Creates a topic.
     *
     * @param name what the engine calls it, which says where it belongs
     * @throws EngineException.QueueExists if somebody else was faster
     */
    public static void create(Call call, String name, UnaryOperator<QueueAttributes> attributes) {
        QueueAttributes initial = Names.isFifo(name) ? QueueAttributes.fifoQueue() : QueueAttributes.standardQueue();
        QueueAttributes owned = Labels.withHome(initial, call.homes().own().of(name, initial));
        call.engine()
                .createQueue(PREFIX + name, TopicAttributes.deduplicating(name, attributes.apply(owned)))
                .await();
    }

    /** Changes what is kept with a topic, which is created if it is only published or subscribed to until now. */
    public static void change(Call call, Resource topic, UnaryOperator<QueueAttributes> change) {
        if (topic.queue() == null) {
            create(call, topic.name(), change);
        } else {
            AttributeChanges.apply(
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
        return engine.findQueue(PREFIX + name).await().orElse(null);
    }

    /** All that have been created. */
    static List<QueueInfo> created(LeaseEngine engine) {
        return engine.queues().stream()
                .filter(queue -> queue.name().startsWith(PREFIX))
                .toList();
    }

    /** What the engine calls a topic that has been created. */
    static String name(QueueInfo created) {
        return created.name().substring(PREFIX.length());
    }

    /** The policy of a topic: the one that was set, or else what is so without one. */
    public static String policy(Call call, String name, QueueAttributes topic) {
        String set = Labels.attribute(topic, TopicAttributes.POLICY);
        Arns home = call.homes().own().of(name, topic);
        return set == null ? TopicPolicy.usual(home.topic(Arns.plain(name)), home.account()) : set;
    }

    /** Changes the policy of a topic; null takes it away. */
    public static void changePolicy(Call call, Resource topic, UnaryOperator<String> change) {
        change(
                call,
                topic,
                present -> Labels.withAttribute(
                        present, TopicAttributes.POLICY, change.apply(policy(call, topic.name(), present))));
    }

    /** What the engine calls all topics. */
    public static TreeSet<String> names(LeaseEngine engine) {
        TreeSet<String> names = new TreeSet<>();
        for (QueueInfo queue : engine.queues()) {
            if (queue.name().startsWith(PREFIX)) {
                names.add(name(queue));
            }
            ofQueue(queue.attributes()).forEach(subscription -> names.add(subscription.topic()));
        }
        return names;
    }

    /** Whether a topic has been created or is subscribed to. */
    public static boolean exists(LeaseEngine engine, String name) {
        return created(engine, name) != null || engine.hasSubscribers(name).await();
    }

    /** Who had seen a subscription wait, and has its queue get that meanwhile, fails: that queue is changed, too. */
    public static void delete(Call call, String name) {
        Set<String> queues = subscribers(call.engine(), name);
        QueueInfo topic = created(call.engine(), name);
        while (topic != null || !queues.isEmpty()) {
            queues.forEach(queue -> unsubscribe(call, queue, name));
            Set<String> waited = topic == null ? Set.of() : deleteCreated(call, topic);
            queues = subscribers(call.engine(), name);
            queues.addAll(waited);
            topic = created(call.engine(), name);
        }
        MissedMessages.settle(call, name);
    }

    /** The queues whose subscriptions were kept with it. */
    private static Set<String> deleteCreated(Call call, QueueInfo topic) {
        try {
            QueueInfo deleted = call.engine().deleteQueue(topic.name()).await();
            return Set.copyOf(TopicLabels.waiting(deleted.attributes()));
        } catch (EngineException.NoSuchQueue e) {
            return Set.of(); // somebody else has deleted it
        }
    }

    /** The queues that clients see and that subscribe to a topic. */
    private static Set<String> subscribers(LeaseEngine engine, String topic) {
        return engine.queues().stream()
                .filter(queue -> find(queue.attributes(), topic) != null)
                .map(QueueInfo::name)
                .filter(Names::isVisible)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The subscriptions to a topic, also those of queues that are not there. */
    public static List<Standing> subscriptions(LeaseEngine engine, String topic) {
        return subscriptions(
                engine,
                () -> engine.findQueue(PREFIX + topic).await().stream().toList(),
                subscription -> subscription.topic().equals(topic));
    }

    /** All subscriptions of queues, also of those that are not there. */
    public static List<Standing> subscriptions(LeaseEngine engine) {
        return subscriptions(engine, () -> created(engine), subscription -> true);
    }

    /** The topics are looked at before and after the queues, since subscriptions move from ones to others. */
    private static List<Standing> subscriptions(
            LeaseEngine engine, Supplier<List<QueueInfo>> topics, Predicate<Subscription> wanted) {
        List<QueueInfo> keepers = new ArrayList<>(topics.get());
        Map<String, QueueInfo> queues = new HashMap<>();
        engine.queues().forEach(queue -> queues.put(queue.name(), queue));
        keepers.addAll(topics.get());
        Map<String, Standing> all = new HashMap<>();
        for (QueueInfo topic : keepers) {
            TopicLabels.waiting(topic.attributes()).stream()
                    .filter(queue -> TopicLabels.isWaiting(topic.attributes(), queue, queues.get(queue)))
                    .map(queue -> new Standing(name(topic), queue, topic, queues.get(queue)))
                    .forEach(one -> all.put(one.key(), one));
        }
        for (QueueInfo queue : queues.values()) {
            ofQueue(queue.attributes())
                    .filter(wanted)
                    .filter(one -> Names.isVisible(queue.name()))
                    .map(one -> new Standing(one.topic(), queue.name(), null, queue))
                    .forEach(one -> all.put(one.key(), one));
        }
        return List.copyOf(all.values());
    }

    static Subscription find(QueueAttributes queue, String topic) {
        return ofQueue(queue)
                .filter(subscription -> subscription.topic().equals(topic))
                .findFirst()
                .orElse(null);
    }

    /** The subscriptions of the queue itself: not those by which it gets what others miss. */
    private static Stream<Subscription> ofQueue(QueueAttributes queue) {
        return queue.subscriptions().stream().filter(one -> !isInstead(one));
    }

    /** Whether a queue gets by it what another one misses. */
    static boolean isInstead(Subscription subscription) {
        return TopicLabels.insteadOf(subscription.label()) != null;
    }

    /** Changes the queue, whether it has subscribed or not. False if it is gone. */
    static boolean unsubscribe(Call call, String queue, String topic) {
        return AttributeChanges.ifThere(
                call, queue, present -> TopicLabels.without(present, topic).withSubscriptions(others(present, topic)));
    }

    static List<Subscription> others(QueueAttributes queue, String topic) {
        return queue.subscriptions().stream()
                .filter(one -> !one.topic().equals(topic) || isInstead(one))
                .toList();
    }

    /** The ARN of a subscription: that of the topic with an id behind it. */
    public static String subscriptionArn(Call call, String topic, String queue) {
        return call.homes().topicArn(topic) + ":" + TopicLabels.subscriptionId(topic, queue);
    }
}
