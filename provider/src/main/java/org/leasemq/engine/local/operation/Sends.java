package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.order.Content;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryHome;
import org.leasemq.engine.local.queue.Deduplication;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.local.queue.Topics;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;
import org.leasemq.store.Progress;

/** What one operation sends. */
public final class Sends {
    private static final int NOT_PUBLISHED = -1;

    private final Kernel kernel;
    /** What keeps the messages back; null when they enter their queues. */
    private final PreparedBranch branch;

    private final List<Sending> sendings = new ArrayList<>(1);
    private final TopicMemory remembered;
    /** Bytes of contents that are taken until it is known where they stay. */
    private long passing;

    /** What duplicates rely on. */
    private List<Deduplication.Known> originals = List.of();

    public Sends(Kernel kernel) {
        this(kernel, null);
    }

    public Sends(Kernel kernel, PreparedBranch branch) {
        this.kernel = kernel;
        this.branch = branch;
        this.remembered = new TopicMemory(kernel);
    }

    private void passed() {
        kernel.memory.giveBack(Use.SENDS, passing);
        passing = 0;
    }

    /** What waits for the second phase. */
    List<PreparedBranch.Pending> pending() {
        return sendings.stream()
                .filter(sending -> !sending.target.gone())
                .map(sending ->
                        new PreparedBranch.Pending(sending.entry, sending.target, sending.message.withoutContent()))
                .toList();
    }

    boolean isEmpty() {
        return sendings.isEmpty() && remembered.isEmpty();
    }

    boolean anyPersistent() {
        return !originals.isEmpty()
                || !sendings.isEmpty() && sendings.stream().anyMatch(sending -> sending.entry.isPersistent())
                || remembered.anyPersistent();
    }

    /** Accepts a message and gives it its position, or one for each queue that gets it from a topic. */
    public Sent admit(Target to, Message message, Verdicts verdicts) {
        int index = verdicts.next();
        SendRules.check(to, message);
        long size = message.size();
        if (!to.isTopic()) {
            QueueState queue = kernel.usableQueue(to.name());
            SendRules.check(queue, message, size);
            SendRules.requireRoom(kernel, queue, message);
            return enter(queue, accepted(kernel, message, queue), Footprint.of(message), NOT_PUBLISHED);
        }
        kernel.checkOpen();
        Verdicts.Publication publication = verdicts.publication(index, message);
        List<Topics.Subscriber> subscribers = verdicts.wanting(to.name(), publication, message.origin());
        Message one = message.withId(publication.message.id()).sentAt(publication.message.sentAt());
        QueueState memory = branch == null ? kernel.topics.memory(to.name()) : null;
        return memory == null
                ? publish(subscribers, one, publication.message, size)
                : publishOnce(memory, subscribers, one, publication.message, size);
    }

    /** Publishes what duplicates nothing that the topic remembers. */
    private Sent publishOnce(
            QueueState memory, List<Topics.Subscriber> subscribers, Message message, Message published, long size) {
        Message identified = accepted(kernel, message, memory);
        String key = SendRules.key(memory, identified);
        Deduplication.Known original = key == null ? null : SendRules.original(memory, identified);
        if (original != null) {
            return duplicateOf(original);
        }
        if (key == null) {
            return publish(subscribers, message, published, size);
        }
        SendRules.requireRoom(kernel, memory, message);
        long position = kernel.numbers.nextPosition();
        publish(subscribers, numbered(message, position), published, size);
        return remembered.remember(memory, key, identified, position);
    }

    private static Message numbered(Message message, long position) {
        Map<String, Attribute> attributes = new HashMap<>(message.attributes());
        attributes.put(Attribute.TOPIC_NUMBER, Attribute.of("Number", Long.toString(position)));
        return message.withAttributes(attributes);
    }

    /** What a message would get that was sent now, if it can be sent. Nothing is accepted. */
    public static Sent announce(Kernel kernel, Target to, Message message) {
        SendRules.check(to, message);
        kernel.checkOpen();
        QueueState queue = to.isTopic() ? null : kernel.queue(to.name());
        if (queue != null) {
            SendRules.check(queue, message, message.size());
        }
        long now = kernel.now();
        return new Sent(kernel.numbers.newId(), 0, now, now + delay(message, queue), false);
    }

    /** A subscription that lives as long as its subscriber does without what it has no room for; others need all. */
    private static boolean isTooSlow(Kernel kernel, QueueState queue, Message message) {
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

    private Sent publish(List<Topics.Subscriber> subscribers, Message message, Message published, long size) {
        subscribers.removeIf(subscriber -> isTooLarge(subscriber.queue(), size));
        subscribers.forEach(subscriber -> SendRules.check(subscriber.queue(), message, size));
        subscribers.removeIf(subscriber -> isTooSlow(kernel, subscriber.queue(), message));
        int first = sendings.size();
        Sent sent = null;
        for (Topics.Subscriber subscriber : subscribers) {
            QueueState queue = subscriber.queue();
            Message labelled = subscriber.labelled(message);
            Sent entered = enter(queue, accepted(kernel, labelled, queue), Footprint.of(labelled), first);
            sent = sent == null || sent.duplicate() ? entered : sent;
        }
        return sent != null ? sent : new Sent(published.id(), 0, published.sentAt(), published.visibleAt(), false);
    }

    /**
     * The message as it will be.
     *
     * @param queue where to; null for no queue in particular
     */
    static Message accepted(Kernel kernel, Message message, QueueState queue) {
        long sentAt = message.sentAt() == 0 ? kernel.now() : message.sentAt();
        return message.accepted(
                message.id() == null ? kernel.numbers.newId() : message.id(),
                sentAt,
                delay(message, queue),
                queue == null ? message.deduplicationId() : SendRules.deduplicationId(queue, message));
    }

    private static long delay(Message message, QueueState queue) {
        if (message.delay() != Message.QUEUES_DELAY) {
            return message.delay();
        }
        return queue == null ? 0 : queue.attributes().delay().toMillis();
    }

    /** @param first where what was published together begins, or {@link #NOT_PUBLISHED} */
    private Sent enter(QueueState queue, Message message, int footprint, int first) {
        String key = branch == null ? SendRules.key(queue, message) : null;
        Deduplication.Known original = key == null ? null : SendRules.original(queue, message);
        if (original != null) {
            return duplicateOf(original);
        }
        long position = kernel.numbers.nextPosition();
        boolean persistent = message.persistent() && queue.attributes().durable();
        Sending same = same(message, persistent, first);
        Message shared = same == null ? message : same.message;
        Content content = same == null ? new Content(position, footprint, persistent) : same.entry.content();
        Entry entry = newEntry(
                branch == null ? queue : branch.limbo, queue.attributes().fifo(), content, shared, position);
        kernel.memory.take(Use.MESSAGES, entry.footprint());
        if (same == null) {
            kernel.memory.take(Use.SENDS, footprint);
            passing += footprint;
        }
        if (branch == null) {
            queue.join(entry, shared.groupId(), shared.exclusiveGroup());
        }
        (branch == null ? queue : branch.limbo).holds(entry);
        Deduplication.Known known = null;
        if (key != null) {
            known = queue.deduplication().remember(key, message.id(), position);
        }
        sendings.add(new Sending(entry, queue, shared, visibleFrom(kernel, shared), known, first != NOT_PUBLISHED));
        return new Sent(message.id(), position, message.sentAt(), message.visibleAt(), false);
    }

    private Sent duplicateOf(Deduplication.Known original) {
        originals = originals.isEmpty() ? new ArrayList<>() : originals;
        originals.add(original);
        long now = kernel.now();
        return new Sent(original.messageId(), original.position(), now, now, true);
    }

    /** The moment at which a delay ends: the rest of it from now on, but no more than it was, whatever the wall clock shows. */
    public static long visibleFrom(Kernel kernel, Message message) {
        long delay = message.delay();
        return delay <= 0 ? 0 : kernel.elapsed() + Math.min(delay, message.visibleAt() - kernel.now());
    }

    /** What has been published to another queue and is kept as this one would be; null if there is none. */
    private Sending same(Message message, boolean persistent, int first) {
        for (int i = first; first != NOT_PUBLISHED && i < sendings.size(); i++) {
            Sending other = sendings.get(i);
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

    private static Entry newEntry(EntryHome home, boolean fifo, Content content, Message message, long position) {
        int priority = fifo ? Message.DEFAULT_PRIORITY : message.priority();
        return new Entry(home, position, content, priority, message.expiresAt(), message.sentAt());
    }

    void encode(List<Change> changes) {
        for (Deduplication.Known original : originals) {
            if (original.refused()) {
                throw new EngineException.StoreFailed("The message this one duplicates could not be stored.", null);
            }
        }
        for (Sending sending : sendings) {
            if (sending.target.gone() && !sending.published) {
                throw new EngineException.NoSuchQueue(sending.target.name());
            }
        }
        if (sendings.size() == 1) {
            encodeAll(sendings, changes);
        } else {
            byContent().forEach(same -> encodeAll(same, changes));
        }
        remembered.encode(changes);
    }

    /** Those with the same content behind each other, as they are stored. */
    private Collection<List<Sending>> byContent() {
        Map<Content, List<Sending>> all = new LinkedHashMap<>();
        for (Sending sending : sendings) {
            all.computeIfAbsent(sending.entry.content(), key -> new ArrayList<>(1))
                    .add(sending);
        }
        return all.values();
    }

    private void encodeAll(List<Sending> same, List<Change> changes) {
        boolean first = true;
        for (Sending sending : same) {
            if (sending.entry.isPersistent() && !sending.target.gone()) {
                encode(sending, first, changes);
                first = false;
            }
        }
    }

    private void encode(Sending sending, boolean first, List<Change> changes) {
        Entry entry = sending.entry;
        int queue = entry.queue().number();
        Progress progress = firstProgress(sending);
        if (first) {
            changes.add(new Change.Add(
                    queue, entry.position(), progress, entry.content().id(), sending.message));
        } else {
            changes.add(new Change.Share(
                    queue,
                    entry.position(),
                    progress,
                    entry.provenance(),
                    entry.content().id(),
                    Content.NOWHERE));
        }
        Deduplication.Known known = sending.known;
        if (known != null) {
            changes.add(known.toStore(queue, kernel.time));
        }
    }

    private Progress firstProgress(Sending sending) {
        boolean now = branch == null && sending.visibleFrom <= kernel.elapsed();
        sending.marked = now && sending.target.markEarly(sending.entry);
        if (!sending.marked) {
            return Progress.NONE;
        }
        return new Progress(1, kernel.now(), 0);
    }

    void durable(Locations locations) {
        passed();
        for (Sending sending : sendings) {
            Entry entry = sending.entry;
            unmark(sending, true);
            if (sending.target.gone()) {
                lose(sending);
                continue;
            }
            if (entry.isPersistent()) {
                entry.content().isAt(locations.of(entry.content().id()));
            }
            kernel.index.put(entry);
            kernel.contents.keep(entry.content(), sending.message);
            if (branch == null) {
                sending.target.entered(entry);
                sending.target.sent(entry, sending.visibleFrom);
            } else {
                branch.limbo.toBeMoved(entry);
            }
        }
    }

    public void refused() {
        passed();
        for (Sending sending : sendings) {
            unmark(sending, false);
            lose(sending);
        }
        remembered.refused();
    }

    private void lose(Sending sending) {
        sending.entry.queue().lose(sending.entry);
        if (sending.known != null) {
            sending.target.deduplication().refuse(sending.known);
        }
    }

    private static void unmark(Sending sending, boolean stored) {
        if (sending.marked) {
            sending.target.unmarkEarly(sending.entry, stored);
            sending.marked = false;
        }
    }
}
