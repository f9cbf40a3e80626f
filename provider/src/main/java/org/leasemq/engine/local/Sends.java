package org.leasemq.engine.local;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Message;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.QueueAttributes.DeduplicationScope;
import org.leasemq.engine.Sent;
import org.leasemq.store.Change;
import org.leasemq.store.Progress;

/** What one operation sends. */
final class Sends {
    private static final Duration CENTURY = Duration.ofDays(36_500);

    /** A message on its way into a queue. */
    private static final class Sending {
        final Entry entry;
        final Message message;
        final Deduplication.Known known;
        boolean marked;

        Sending(Entry entry, Message message, Deduplication.Known known) {
            this.entry = entry;
            this.message = message;
            this.known = known;
        }
    }

    private final Kernel kernel;
    private final List<Sending> sendings = new ArrayList<>(1);
    /** What duplicates rely on. */
    private List<Deduplication.Known> originals = List.of();

    Sends(Kernel kernel) {
        this.kernel = kernel;
    }

    boolean isEmpty() {
        return sendings.isEmpty();
    }

    boolean anyPersistent() {
        return !originals.isEmpty() || sendings.stream().anyMatch(sending -> sending.entry.persistent);
    }

    /** Accepts a message and gives it its position. */
    Sent admit(QueueState queue, NewMessage message) {
        long size = Messages.size(message);
        check(queue, message, size);
        long now = kernel.now();
        String id = deduplicationId(queue, message);
        String key = id == null ? null : key(queue, message, id);
        Deduplication.Known original = key == null ? null : queue.deduplication.find(key, now);
        if (original != null) {
            originals = originals.isEmpty() ? new ArrayList<>() : originals;
            originals.add(original);
            return new Sent(original.messageId, original.position, now, now, true);
        }
        return admit(queue, message, size, id, key);
    }

    private Sent admit(QueueState queue, NewMessage message, long size, String id, String key) {
        long now = kernel.now();
        Duration delay = message.delay() == null ? queue.attributes.delay() : message.delay();
        long timeToLive = lives(message.timeToLive());
        Message accepted = new Message(
                message.id() == null ? kernel.newMessageId() : message.id(),
                now,
                now + delay.toMillis(),
                timeToLive == 0 ? 0 : now + timeToLive,
                message.priority(),
                message.groupId(),
                message.exclusiveGroup(),
                id,
                message.persistent(),
                message.attributes(),
                message.body());
        Entry entry = newEntry(queue, accepted, kernel.nextPosition(), Messages.memory(size));
        Deduplication.Known known = null;
        if (key != null) {
            long until = now + kernel.settings.deduplicationInterval().toMillis();
            known = new Deduplication.Known(key, accepted.id(), entry.position, until);
            queue.deduplication.add(known);
        }
        sendings.add(new Sending(entry, accepted, known));
        return new Sent(accepted.id(), entry.position, now, accepted.visibleAt(), false);
    }

    private static Entry newEntry(QueueState queue, Message message, long position, int memory) {
        int priority = queue.attributes.fifo() ? NewMessage.DEFAULT_PRIORITY : message.priority();
        Entry entry = new Entry(position, memory, message.persistent(), priority, message.expiresAt());
        entry.position = position;
        entry.queue = queue;
        entry.retainedFrom = message.sentAt();
        if (message.groupId() != null && (queue.attributes.fifo() || message.exclusiveGroup())) {
            queue.order.join(message.groupId(), entry);
        }
        return entry;
    }

    void encode(List<Change> changes) {
        for (Deduplication.Known original : originals) {
            if (original.refused) {
                throw new EngineException.StoreFailed("The message this one duplicates could not be stored.", null);
            }
        }
        for (Sending sending : sendings) {
            Entry entry = sending.entry;
            if (entry.queue.gone) {
                throw new EngineException.NoSuchQueue(entry.queue.name);
            }
            if (entry.persistent) {
                changes.add(new Change.Add(
                        entry.queue.number,
                        entry.position,
                        firstProgress(sending),
                        Messages.toStore(entry.content, sending.message)));
            }
            Deduplication.Known known = sending.known;
            if (known != null && entry.persistent) {
                changes.add(new Change.Deduplicate(
                        entry.queue.number, known.key, known.messageId, known.position, known.until));
            }
        }
    }

    private Progress firstProgress(Sending sending) {
        boolean now = sending.message.visibleAt() == sending.message.sentAt();
        sending.marked = now && sending.entry.queue.isAwaited(sending.entry);
        if (!sending.marked) {
            return Progress.NONE;
        }
        sending.entry.queue.markedEarly++;
        return new Progress(1, kernel.now(), 0);
    }

    void durable(long location) {
        for (Sending sending : sendings) {
            Entry entry = sending.entry;
            unmark(sending, true);
            entry.location = entry.persistent ? location : Entry.NOWHERE;
            kernel.index.put(entry);
            kernel.contents.keep(entry, sending.message);
            entry.queue.sent++;
            entry.queue.place(entry, sending.message.visibleAt());
        }
    }

    void refused() {
        for (Sending sending : sendings) {
            unmark(sending, false);
            sending.entry.state = Entry.State.GONE;
            sending.entry.queue.order.leave(sending.entry);
            if (sending.known != null) {
                sending.entry.queue.deduplication.refuse(sending.known);
            }
        }
    }

    private static void unmark(Sending sending, boolean stored) {
        if (sending.marked) {
            sending.entry.queue.markedEarly--;
            sending.entry.recordedCount = stored ? 1 : 0;
            sending.marked = false;
        }
    }

    private void check(QueueState queue, NewMessage message, long size) {
        int limit = queue.attributes.maximumMessageSize();
        if (size > limit) {
            throw new EngineException.MessageTooLarge(queue.name, size, limit);
        }
        if (message.priority() < 0 || message.priority() > 9) {
            throw new EngineException.InvalidMessage(
                    "Priority " + message.priority() + " for queue '" + queue.name + "' is not between 0 and 9.");
        }
        if (queue.attributes.fifo()
                && (message.groupId() == null || message.groupId().isEmpty())) {
            throw new EngineException.InvalidMessage(
                    "Queue '" + queue.name + "' is a FIFO queue: every message needs a message group id.");
        }
        checkDelay(queue, message.delay());
        if (message.timeToLive() != null && message.timeToLive().isNegative()) {
            throw new EngineException.InvalidMessage("A time to live of " + message.timeToLive() + " for queue '"
                    + queue.name + "' is negative. Give zero for ever, or more.");
        }
        if (!message.persistent()) {
            kernel.contents.checkRoom(Messages.memory(size));
        }
    }

    private static void checkDelay(QueueState queue, Duration delay) {
        if (delay != null && (delay.isNegative() || delay.compareTo(CENTURY) > 0)) {
            throw new EngineException.InvalidMessage(
                    "A delay of " + delay + " for queue '" + queue.name + "' is not between 0 and 100 years.");
        }
    }

    /** Milliseconds to live; 0 for ever, which is also what a century and more amount to. */
    private static long lives(Duration timeToLive) {
        return timeToLive == null || timeToLive.compareTo(CENTURY) > 0 ? 0 : timeToLive.toMillis();
    }

    private static String deduplicationId(QueueState queue, NewMessage message) {
        if (message.deduplicationId() != null || !queue.attributes.fifo()) {
            return message.deduplicationId();
        }
        return queue.attributes.contentBasedDeduplication()
                ? HexFormat.of().formatHex(sha256(message.body().bytes()))
                : null;
    }

    /** The deduplication id with its scope; null on standard queues, which do not deduplicate. */
    private static String key(QueueState queue, NewMessage message, String id) {
        if (!queue.attributes.fifo()) {
            return null;
        }
        boolean perGroup = queue.attributes.deduplicationScope() == DeduplicationScope.MESSAGE_GROUP;
        return perGroup ? message.groupId().length() + ":" + message.groupId() + id : id;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
