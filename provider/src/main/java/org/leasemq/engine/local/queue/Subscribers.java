package org.leasemq.engine.local.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Subscription;

/** Who subscribes to what. */
public final class Subscribers {
    /**
     * A queue that gets messages of a topic.
     *
     * @param unwanted not those of this origin; may be null
     * @param filter only those that pass; null for all
     * @param label what is kept with them; may be null
     */
    public record Subscriber(QueueState queue, String unwanted, Predicate<Message> filter, Attribute label) {

        public boolean isOpenTo(String origin) {
            return unwanted == null || !unwanted.equals(origin);
        }

        /** The message as this one gets it. */
        public Message labelled(Message message) {
            if (label == null) {
                return message;
            }
            Map<String, Attribute> attributes = new HashMap<>(message.attributes());
            attributes.put(Attribute.SUBSCRIPTION, label);
            return message.withAttributes(attributes);
        }

        /** Whether it depends on the filter. */
        public boolean asks(String origin) {
            return filter != null && isOpenTo(origin);
        }
    }

    private final Map<String, List<Subscriber>> byTopic = new LinkedHashMap<>();
    private final Map<QueueState, Map<Subscription, Subscriber>> byQueue = new HashMap<>();
    /** What remembers the deduplication ids of a topic. */
    private final Map<String, QueueState> memories = new HashMap<>();
    /** The topics whose ids a queue remembers. */
    private final Map<QueueState, String> remembered = new HashMap<>();

    /**
     * The queue gets what it subscribes to from now on, and nothing else. What it has subscribed to before stays the same
     * subscriber, so that nobody need ask it again, but comes last among those of its topic.
     */
    public void put(QueueState queue) {
        forget(queue);
        String topic = queue.attributes().deduplicatedTopic();
        if (topic != null) {
            remembered.put(queue, topic);
            memories.put(topic, queue);
        }
        Map<Subscription, Subscriber> before = byQueue.getOrDefault(queue, Map.of());
        Map<Subscription, Subscriber> after = new LinkedHashMap<>();
        for (Subscription subscription : queue.attributes().subscriptions()) {
            Subscriber known = before.get(subscription);
            after.put(subscription, known == null ? subscriber(queue, subscription) : known);
        }
        replace(before, after);
        if (after.isEmpty()) {
            byQueue.remove(queue);
        } else {
            byQueue.put(queue, after);
        }
    }

    private static Subscriber subscriber(QueueState queue, Subscription subscription) {
        String label = subscription.label();
        return new Subscriber(
                queue,
                subscription.exceptOrigin(),
                queue.definition().condition(subscription),
                label == null ? null : Attribute.string(label));
    }

    /** The queue gets nothing any more. */
    public void remove(QueueState queue) {
        forget(queue);
        Map<Subscription, Subscriber> before = byQueue.remove(queue);
        if (before != null) {
            replace(before, Map.of());
        }
    }

    private void forget(QueueState queue) {
        String topic = remembered.remove(queue);
        if (topic != null) {
            memories.remove(topic, queue);
        }
    }

    private void replace(Map<Subscription, Subscriber> before, Map<Subscription, Subscriber> after) {
        before.forEach((subscription, subscriber) -> drop(subscription.topic(), subscriber));
        after.forEach(
                (subscription, subscriber) -> byTopic.computeIfAbsent(subscription.topic(), key -> new ArrayList<>())
                        .add(subscriber));
    }

    private void drop(String topic, Subscriber subscriber) {
        byTopic.computeIfPresent(topic, (key, subscribers) -> {
            subscribers.remove(subscriber);
            return subscribers.isEmpty() ? null : subscribers;
        });
    }

    /** Who gets messages of a topic, as far as they want them. */
    public List<Subscriber> subscribers(String topic) {
        return byTopic.getOrDefault(topic, List.of());
    }

    /** The queue that remembers the deduplication ids of a topic; null if none does. */
    public QueueState memory(String topic) {
        return memories.get(topic);
    }
}
