package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.order.Content;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryHome;
import org.leasemq.engine.local.queue.Deduplication;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.MessageRules;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;
import org.leasemq.store.Progress;

/**
 * Sends and deletes that become durable together. Messages are accepted one after the other, before {@link #begin}; what one queue
 * refuses does not enter it.
 */
public class Work<T> extends EngineOperation<T> {
    /** What keeps the messages back; null when they enter their queues. */
    private final PreparedBranch branch;

    private final List<Sending> sendings = new ArrayList<>(1);
    private final Deletes deletes;
    /** What it sends to topics; null as long as that is nothing. */
    private TopicSends publishing;
    /** Bytes of contents that are taken until it is known where they stay. */
    private long passing;

    /** What duplicates rely on. */
    private List<Deduplication.Known> originals = List.of();

    private T result;

    public Work(Kernel kernel) {
        this(kernel, null, new Deletes(kernel, false));
    }

    Work(Kernel kernel, PreparedBranch branch, Deletes deletes) {
        super(kernel);
        this.branch = branch;
        this.deletes = deletes;
    }

    /** Removes an entry that nobody has and that is no longer in its order: it expired. */
    static Work<Entry> removing(Kernel kernel, Entry entry) {
        Work<Entry> work = new Work<>(kernel, null, new Deletes(kernel, true));
        work.deletes.admit(entry);
        work.begin(entry);
        return work;
    }

    /** What it deletes. */
    public Deletes deletes() {
        return deletes;
    }

    // ---------------------------------------------------------------------------------------- what is accepted

    /** Accepts a message and gives it its position, or one for each queue that gets it from a topic. */
    public Sent admit(Target to, Message message, Verdicts verdicts) {
        int index = verdicts.next();
        MessageRules.check(to, message);
        long size = message.size();
        if (!to.isTopic()) {
            QueueState queue = kernel.usableQueue(to.name());
            MessageRules.check(queue.name(), queue.attributes(), message, size);
            SendRules.requireRoom(kernel, queue, message);
            return enter(queue, SendRules.accepted(kernel, message, queue), Footprint.of(message), null);
        }
        kernel.checkOpen();
        if (publishing == null) {
            publishing = new TopicSends(kernel, this, branch == null);
        }
        return publishing.admit(to.name(), message, size, verdicts, verdicts.publication(index, message));
    }

    /** What a message would get that was sent now, if it can be sent. Nothing is accepted. */
    public static Sent announce(Kernel kernel, Target to, Message message) {
        MessageRules.check(to, message);
        kernel.checkOpen();
        QueueState queue = to.requiredQueue() == null ? null : kernel.queue(to.requiredQueue());
        QueueAttributes attributes = to.isTopic() ? null : queue.attributes();
        if (attributes != null) {
            MessageRules.check(queue.name(), attributes, message, message.size());
        }
        long now = kernel.now();
        return new Sent(kernel.numbers.newId(), 0, now, now + MessageRules.delay(message, attributes), false);
    }

    /**
     * A message comes to a queue.
     *
     * @param publishing what publishes it; null if it is for the queue itself
     */
    Sent enter(QueueState queue, Message message, int footprint, TopicSends publishing) {
        String key = branch == null ? SendRules.key(queue, message) : null;
        Deduplication.Known original = key == null ? null : SendRules.original(queue, message);
        if (original != null) {
            return duplicateOf(original);
        }
        long position = kernel.numbers.nextPosition();
        boolean persistent = message.persistent() && queue.attributes().durable();
        Sending same = publishing == null ? null : publishing.same(message, persistent);
        Message shared = same == null ? message : same.message;
        Content content = same == null ? new Content(position, footprint, persistent) : same.entry.content();
        Entry entry = newEntry(
                branch == null ? queue : branch.queue, queue.attributes().fifo(), content, shared, position);
        kernel.memory.take(Use.MESSAGES, entry.footprint());
        if (same == null) {
            kernel.memory.take(Use.SENDS, footprint);
            passing += footprint;
        }
        if (branch == null) {
            queue.join(entry, shared.groupId(), shared.exclusiveGroup());
        }
        (branch == null ? queue : branch.queue).holds(entry);
        Deduplication.Known known = null;
        if (key != null) {
            known = queue.deduplication().remember(key, message.id(), position);
        }
        sendings.add(new Sending(entry, queue, shared, visibleFrom(kernel, shared), known, publishing != null));
        return new Sent(message.id(), position, message.sentAt(), message.visibleAt(), false);
    }

    Sent duplicateOf(Deduplication.Known original) {
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

    private static Entry newEntry(EntryHome home, boolean fifo, Content content, Message message, long position) {
        int priority = fifo ? Message.DEFAULT_PRIORITY : message.priority();
        return new Entry(home, position, content, priority, message.expiresAt(), message.sentAt());
    }

    /** What it sends so far. */
    List<Sending> sendings() {
        return sendings;
    }

    // -------------------------------------------------------------------------------------- how it is carried out

    /**
     * Goes in line, or takes effect at once when there is nothing to be stored. Hands nothing out, since messages expire in
     * the middle of that: the caller sees to it.
     *
     * @param expected what is told when it is durable
     */
    public final void begin(T expected) {
        result = expected;
        if (anyPersistent()) {
            kernel.commit.submit(this);
        } else {
            durable(Locations.NONE);
        }
    }

    private boolean anyPersistent() {
        return !originals.isEmpty()
                || !sendings.isEmpty() && sendings.stream().anyMatch(sending -> sending.entry.isPersistent())
                || publishing != null && publishing.anyPersistent()
                || deletes.anyPersistent();
    }

    @Override
    public void encode(List<Change> changes) {
        encodeSends(changes);
        deletes.encode(changes);
    }

    @Override
    public T expected() {
        return result;
    }

    @Override
    public void durable(Locations locations) {
        deletes.durable();
        enterQueues(locations);
        complete(result);
    }

    @Override
    public void refused(EngineException cause) {
        undo();
        fail(cause);
    }

    @Override
    public boolean canBeRetried() {
        return sendings.isEmpty() && (publishing == null || publishing.isEmpty());
    }

    final void encodeSends(List<Change> changes) {
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
        if (publishing != null) {
            publishing.encode(changes);
        }
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

    /** What it sends is stored. */
    final void enterQueues(Locations locations) {
        pass();
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
                branch.queue.toBeMoved(entry);
            }
        }
    }

    /** Nothing of it has happened. */
    public void undo() {
        deletes.refused();
        pass();
        for (Sending sending : sendings) {
            unmark(sending, false);
            lose(sending);
        }
        if (publishing != null) {
            publishing.refused();
        }
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

    private void pass() {
        kernel.memory.giveBack(Use.SENDS, passing);
        passing = 0;
    }
}
