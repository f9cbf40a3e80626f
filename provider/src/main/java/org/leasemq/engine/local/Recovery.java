package org.leasemq.engine.local;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.leasemq.engine.NewMessage;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;
import org.leasemq.store.Change;
import org.leasemq.store.Progress;
import org.leasemq.store.Store;
import org.leasemq.store.StoredMessage;

/** Brings back what the store plays, then puts every message that is left into its place. */
final class Recovery implements Store.Recovery {
    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

    private final Kernel kernel;
    /** The moments at which messages with a delay, and leases that end by time, become visible; by entry. */
    private final Map<Entry, Long> hiddenUntil = new HashMap<>();

    /** Queues that have been deleted, by number. */
    private final Map<Integer, QueueState> deleted = new HashMap<>();

    /** The messages in those queues, and in those of branches: what group they are in depends on the queue they move to. */
    private final Map<Entry, StoredMessage> orphans = new HashMap<>();

    private final List<PreparedBranch.Stored> branches = new ArrayList<>();
    private final Set<QueueState> limbos = new HashSet<>();
    private final List<QueueState> replacedQueues = new ArrayList<>();
    /** What was stored last, which what follows may share. */
    private StoredMessage lastStored;

    private Content lastContent;

    Recovery(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void replay(long location, Change change) {
        if (change instanceof Change.PutQueue put) {
            kernel.skipQueueNumbers(put.queue());
            if (PreparedBranch.isOne(put)) {
                branch(put);
                return;
            }
            define(read(put));
        } else if (change instanceof Change.DropQueue) {
            // its definition is gone, so its messages were passed over
            return;
        } else if (change instanceof Change.Purge purge) {
            purge(purge);
        } else if (change instanceof Change.Add add) {
            add(add, location);
        } else if (change instanceof Change.Rewrite rewrite) {
            rewrite(rewrite, location);
        } else if (change instanceof Change.Share share) {
            share(share);
        } else if (change instanceof Change.Move move) {
            move(move);
        } else if (change instanceof Change.Update update) {
            Entry entry = kernel.index.get(update.position());
            if (entry != null) {
                progress(entry, update.progress());
            }
        } else if (change instanceof Change.Remove remove) {
            remove(kernel.index.get(remove.position()));
        } else if (change instanceof Change.Deduplicate known) {
            deduplicate(known);
        }
    }

    private QueueState read(Change.PutQueue put) {
        Definitions.Read read = Definitions.decode(put, kernel.topics::compile);
        QueueState queue = new QueueState(kernel, read.info());
        queue.faults = read.faults();
        return queue;
    }

    /** Definitions come in the order in which queues were created. */
    private void define(QueueState queue) {
        QueueState replaced = kernel.queues.get(queue.name);
        if (replaced != null) {
            replacedQueues.add(replaced);
            kernel.topics.remove(replaced);
        }
        kernel.register(queue);
    }

    private void branch(Change.PutQueue put) {
        PreparedBranch.Stored stored;
        try {
            stored = new PreparedBranch.Stored(kernel, put);
        } catch (RuntimeException e) {
            QueueState queue = read(put);
            queue.faults = "it was that of a transaction branch, and makes no sense (" + e.getMessage() + ")";
            define(queue);
            return;
        }
        branches.add(stored);
        limbos.add(stored.branch.limbo);
        kernel.branches.add(stored.branch);
    }

    /** A queue by number; one that has been deleted lives on until all is played, since messages may move out of it. */
    private QueueState queue(int number) {
        kernel.skipQueueNumbers(number);
        QueueState queue = kernel.queuesByNumber.get(number);
        return queue != null ? queue : deleted.computeIfAbsent(number, this::deletedQueue);
    }

    private QueueState deletedQueue(int number) {
        QueueState queue =
                new QueueState(kernel, new QueueInfo("deleted", number, 0, 0, QueueAttributes.standardQueue()));
        queue.gone = true;
        return queue;
    }

    private void forgetDeletedQueues() {
        List<Entry> left = new ArrayList<>();
        kernel.index.forEach(entry -> {
            if (entry.queue.gone) {
                left.add(entry);
            }
        });
        left.forEach(this::remove);
        deleted.clear();
    }

    @Override
    public LongStream liveLocations() {
        forgetDeletedQueues();
        List<Entry> all = new ArrayList<>(kernel.index.size());
        kernel.index.forEach(all::add);
        return all.stream().mapToLong(entry -> entry.content.location);
    }

    /** Puts every entry into its place. Called once, after everything was played. */
    void finish() {
        // positions are greater than any given before, even if all trace of those has been reclaimed
        kernel.skipPositions(kernel.now() * 1000);
        List<Entry> all = new ArrayList<>(kernel.index.size());
        kernel.index.forEach(all::add);
        branches.forEach(stored -> stored.complete(kernel, entry -> Messages.fromStore(orphans.get(entry))));
        all.forEach(this::place);
        replacedQueues.forEach(this::deleteAtLast);
        kernel.queues.values().forEach(Recovery::report);
    }

    private static void report(QueueState queue) {
        if (queue.faults != null) {
            LOG.log(
                    Level.WARNING,
                    "Queue '" + queue.name + "' (number " + queue.number
                            + ") is set aside, since its definition cannot be read: " + queue.faults
                            + ". Its messages, " + queue.entries.size()
                            + " of them, are kept, and can be browsed and exported; nobody sends to it or receives"
                            + " from it. Set its attributes again, or delete it.");
        }
    }

    /** Of a queue whose name was given to another, since it was deleted, but the process ended before the store took that. */
    private void deleteAtLast(QueueState queue) {
        Clear<Integer> deletion = new Clear<>(kernel, queue, true, removed -> removed);
        kernel.commit.submit(deletion);
        deletion.inBackground();
    }

    private void place(Entry entry) {
        if (entry.lease != null || entry.state == Entry.State.MOVING) {
            return; // part of a branch
        }
        long until = hiddenUntil.getOrDefault(entry, 0L);
        if (until > kernel.elapsed() && entry.receiveCount > 0) {
            entry.queue.beginLease(entry, null, until).handedOver = true;
        } else {
            entry.queue.place(entry, until);
        }
    }

    private void add(Change.Add add, long location) {
        kernel.skipPositions(add.position());
        Entry known = kernel.index.get(add.position());
        if (known != null) {
            last(add.message(), known.content);
            return;
        }
        QueueState queue = queue(add.queue());
        Entry entry = enter(queue, add.position(), add.message(), content(add.message(), location));
        progress(entry, add.progress());
        delay(entry, add.message());
    }

    private void rewrite(Change.Rewrite rewrite, long location) {
        kernel.skipPositions(rewrite.position());
        Entry known = kernel.index.get(rewrite.position());
        if (known != null) {
            known.content.location = location;
            last(rewrite.message(), known.content);
            return;
        }
        StoredMessage message = rewrite.message();
        Entry entry = enter(queue(rewrite.queue()), rewrite.position(), message, content(message, location));
        entry.retainedFrom = rewrite.retainedFrom();
        entry.deadLetterSource = rewrite.deadLetterSource();
        progress(entry, rewrite.progress());
        delay(entry, message);
    }

    /** Of what stands before it in the same batch, so that its content is known. */
    private void share(Change.Share share) {
        kernel.skipPositions(share.position());
        if (kernel.index.get(share.position()) != null) {
            return;
        }
        Entry entry = enter(queue(share.queue()), share.position(), lastStored, lastContent);
        entry.retainedFrom = share.retainedFrom();
        entry.deadLetterSource = share.deadLetterSource();
        progress(entry, share.progress());
        delay(entry, lastStored);
    }

    private void delay(Entry entry, StoredMessage message) {
        if (message.visibleAt() > kernel.now() && entry.receiveCount == 0) {
            hiddenUntil.put(
                    entry,
                    kernel.elapsed()
                            + Math.min(message.visibleAt() - kernel.now(), message.visibleAt() - message.sentAt()));
        }
    }

    /** A content that is not known yet. */
    private Content content(StoredMessage stored, long location) {
        Content content = new Content(stored.content(), Messages.memory(stored), true);
        content.location = location;
        last(stored, content);
        return content;
    }

    private void last(StoredMessage stored, Content content) {
        lastStored = stored;
        lastContent = content;
    }

    private Entry enter(QueueState queue, long position, StoredMessage stored, Content content) {
        int priority = queue.attributes.fifo() ? NewMessage.DEFAULT_PRIORITY : stored.priority();
        Entry entry = new Entry(content, priority, stored.expiresAt());
        entry.queue = queue;
        entry.position = position;
        entry.retainedFrom = stored.sentAt();
        boolean inLimbo = limbos.contains(queue);
        if (!inLimbo) {
            SendRules.joinGroup(queue, stored.groupId(), stored.exclusiveGroup(), entry);
        }
        kernel.index.put(entry);
        if (content.message == null && kernel.contents.hasRoomFor(content)) {
            kernel.contents.keep(content, Messages.fromStore(stored));
        }
        if (queue.gone || inLimbo) {
            orphans.put(entry, stored);
        }
        return entry;
    }

    private void move(Change.Move move) {
        kernel.skipPositions(move.position());
        Entry entry = kernel.index.get(move.from());
        if (entry == null) {
            return;
        }
        StoredMessage orphan = orphans.get(entry);
        if (orphan == null) {
            kernel.transfer(entry, queue(move.queue()), move.position());
        } else {
            Content content = entry.content;
            remove(entry);
            entry = enter(queue(move.queue()), move.position(), orphan, content);
        }
        entry.deadLetterSource = move.deadLetterSource();
        entry.retainedFrom = move.retainedFrom();
        hiddenUntil.remove(entry);
        if (orphan != null) {
            delay(entry, orphan);
        }
    }

    private void progress(Entry entry, Progress progress) {
        entry.receiveCount = progress.receiveCount();
        entry.recordedCount = progress.receiveCount();
        entry.firstReceivedAt = progress.firstReceivedAt();
        if (progress.leasedUntil() > kernel.now()) {
            hiddenUntil.put(entry, kernel.momentOf(progress.leasedUntil()));
        } else {
            hiddenUntil.remove(entry);
        }
    }

    private void purge(Change.Purge purge) {
        EntryList entries = queue(purge.queue()).entries;
        for (Entry entry = entries.firstUpTo(purge.upTo()); entry != null; entry = entries.firstUpTo(purge.upTo())) {
            remove(entry);
        }
    }

    private void remove(Entry entry) {
        if (entry != null) {
            hiddenUntil.remove(entry);
            orphans.remove(entry);
            entry.queue.order.leave(entry);
            kernel.forget(entry);
        }
    }

    private void deduplicate(Change.Deduplicate change) {
        QueueState queue = queue(change.queue());
        if (change.until() > kernel.now() && !queue.deduplication.remembers(change.key(), change.position())) {
            long left = Math.min(
                    change.until() - kernel.now(),
                    kernel.settings.deduplicationInterval().toMillis());
            queue.deduplication.add(new Deduplication.Known(
                    change.key(), change.messageId(), change.position(), kernel.elapsed() + left));
        }
    }
}
