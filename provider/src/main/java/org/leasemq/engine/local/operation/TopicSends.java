package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.queue.Deduplication;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.local.queue.Subscribers;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.MessageRules;
import org.leasemq.engine.model.Sent;
import org.leasemq.store.Change;

/** What a unit of work sends to topics, and what queues that deduplicate topics remember of it. */
final class TopicSends {
    private record Remembered(QueueState memory, Deduplication.Known known, boolean persistent) {}

    private final Kernel kernel;
    private final Work<?> work;
    private final boolean remembers;
    private List<Remembered> remembered = List.of();
    /** Where in the work that begins which is published together. */
    private int first;

    /** @param remembers whether what duplicates something is not published */
    TopicSends(Kernel kernel, Work<?> work, boolean remembers) {
        this.kernel = kernel;
        this.work = work;
        this.remembers = remembers;
    }

    /** Accepts a message for all who want it. */
    Sent admit(String topic, Message message, long size, Verdicts verdicts, Verdicts.Publication publication) {
        List<Subscribers.Subscriber> subscribers = verdicts.wanting(topic, publication, message.origin());
        Message one = message.withId(publication.message.id()).sentAt(publication.message.sentAt());
        QueueState memory = remembers ? kernel.topics.memory(topic) : null;
        return memory == null
                ? publish(subscribers, one, publication.message, size)
                : publishOnce(memory, subscribers, one, publication.message, size);
    }

    /** Publishes what duplicates nothing that the topic remembers. */
    private Sent publishOnce(
            QueueState memory,
            List<Subscribers.Subscriber> subscribers,
            Message message,
            Message published,
            long size) {
        Message identified = SendRules.accepted(kernel, message, memory);
        String key = SendRules.key(memory, identified);
        Deduplication.Known original = key == null ? null : SendRules.original(memory, identified);
        if (original != null) {
            return work.duplicateOf(original);
        }
        if (key == null) {
            return publish(subscribers, message, published, size);
        }
        SendRules.requireRoom(kernel, memory, message);
        long position = kernel.numbers.nextPosition();
        publish(subscribers, numbered(message, position), published, size);
        return remember(memory, key, identified, position);
    }

    private static Message numbered(Message message, long position) {
        Map<String, Attribute> attributes = new HashMap<>(message.attributes());
        attributes.put(Attribute.TOPIC_NUMBER, Attribute.of("Number", Long.toString(position)));
        return message.withAttributes(attributes);
    }

    private Sent publish(List<Subscribers.Subscriber> subscribers, Message message, Message published, long size) {
        subscribers.removeIf(subscriber -> isTooLarge(subscriber.queue(), size));
        for (Subscribers.Subscriber subscriber : subscribers) {
            QueueState queue = subscriber.queue();
            MessageRules.check(queue.name(), queue.attributes(), message, size);
        }
        subscribers.removeIf(subscriber -> isTooSlow(subscriber.queue(), message));
        first = work.sendings().size();
        Sent sent = null;
        for (Subscribers.Subscriber subscriber : subscribers) {
            QueueState queue = subscriber.queue();
            Message labelled = subscriber.labelled(message);
            Sent entered = work.enter(queue, SendRules.accepted(kernel, labelled, queue), Footprint.of(labelled), this);
            sent = sent == null || sent.duplicate() ? entered : sent;
        }
        return sent != null ? sent : new Sent(published.id(), 0, published.sentAt(), published.visibleAt(), false);
    }

    /** A subscription that lives as long as its subscriber does without what it has no room for; others need all. */
    private boolean isTooSlow(QueueState queue, Message message) {
        if (queue.attributes().durable()) {
            SendRules.requireRoom(kernel, queue, message);
            return false;
        }
        boolean full = queue.dropped().isTooMuch(message);
        if (full) {
            queue.dropped().dropTooMuch();
        }
        return full;
    }

    /** Nobody who subscribes keeps a message from the others by not taking it. */
    private static boolean isTooLarge(QueueState queue, long size) {
        boolean large = size > queue.attributes().maximumMessageSize();
        if (large) {
            queue.dropped().dropTooLarge(size);
        }
        return large;
    }

    /** What has been published to another queue and is kept as this one would be; null if there is none. */
    Sending same(Message message, boolean persistent) {
        List<Sending> all = work.sendings();
        for (int i = first; i < all.size(); i++) {
            Sending other = all.get(i);
            if (other.entry.isPersistent() == persistent
                    && other.message.delay() == message.delay()
                    && hasLabelOf(other.message, message)
                    && Objects.equals(other.message.deduplicationId(), message.deduplicationId())) {
                return other;
            }
        }
        return null;
    }

    private static boolean hasLabelOf(Message one, Message other) {
        Attribute label = one.attributes().get(Attribute.SUBSCRIPTION);
        Attribute another = other.attributes().get(Attribute.SUBSCRIPTION);
        return label == null || another == null ? label == another : Arrays.equals(label.value(), another.value());
    }

    // --------------------------------------------------------------------------------------- what is remembered

    private Sent remember(QueueState memory, String key, Message message, long position) {
        Deduplication.Known known = memory.deduplication().remember(key, message.id(), position);
        remembered = remembered.isEmpty() ? new ArrayList<>() : remembered;
        remembered.add(new Remembered(
                memory, known, message.persistent() && memory.attributes().durable()));
        return new Sent(message.id(), position, message.sentAt(), message.visibleAt(), false);
    }

    boolean isEmpty() {
        return remembered.isEmpty();
    }

    boolean anyPersistent() {
        return remembered.stream().anyMatch(Remembered::persistent);
    }

    void encode(List<Change> changes) {
        for (Remembered one : remembered) {
            if (one.persistent && !one.memory.gone()) {
                changes.add(one.known.toStore(one.memory.number(), kernel.time));
            }
        }
    }

    void refused() {
        remembered.forEach(one -> one.memory.deduplication().refuse(one.known));
    }
}
