package org.leasemq.engine.local;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Filter;
import org.leasemq.engine.Message;
import org.leasemq.engine.Selection;

/**
 * The entries of a queue that pass a filter. What was there before is judged in delivery order and no further than a
 * receive needs; what comes later is judged when it comes.
 */
final class QueueSelection implements Selection {
    private static final System.Logger LOG = System.getLogger(QueueSelection.class.getName());
    private static final Comparator<Entry> DELIVERY_ORDER =
            (one, other) -> one == other ? 0 : one.goesBefore(other) ? -1 : 1;
    private static final Comparator<Entry> JUDGING_ORDER =
            (one, other) -> one == other ? 0 : one.standsBefore(other) ? -1 : 1;
    private static final Comparator<Entry> BY_POSITION = Comparator.comparingLong(entry -> entry.position);
    /** How many entries are judged before others have their turn with the lock. */
    private static final int JUDGED_AT_ONCE = 256;

    private final Kernel kernel;
    final QueueState queue;
    private final Filter filter;
    private final Predicate<Message> condition;

    /** What passed and is still in the queue. */
    private final Set<Entry> accepted = new HashSet<>();
    /** What of that can be received: without a group, or as far as its group allows. */
    private final TreeSet<Entry> ready = new TreeSet<>(DELIVERY_ORDER);

    /** By position, whatever their priorities, as {@link Group} hands them out. */
    private final Map<Group, TreeSet<Entry>> readyInGroups = new HashMap<>();
    /** What was there before, in order, from the next one to be judged on. */
    private final Entry[] backlog;

    private int next;
    /** What came later and has still to be read. */
    private final TreeSet<Entry> late = new TreeSet<>(JUDGING_ORDER);

    /** Held by the one who judges the backlog; taken before the engine's lock. */
    private final ReentrantLock judging = new ReentrantLock();

    private boolean closed;

    /** Called with the lock held. */
    QueueSelection(Kernel kernel, QueueState queue, Filter filter) {
        this.kernel = kernel;
        this.queue = queue;
        this.filter = filter;
        this.condition = kernel.topics.compile(filter);
        backlog = queue.entries.snapshot().toArray(new Entry[0]);
        Arrays.sort(backlog, JUDGING_ORDER);
        queue.selections.add(this);
    }

    @Override
    public String queue() {
        return queue.name;
    }

    @Override
    public Filter filter() {
        return filter;
    }

    @Override
    public void close() {
        kernel.enter();
        try {
            closed = true;
            queue.selections.remove(this);
            queue.waiting().stream()
                    .filter(receive -> receive.selection == this)
                    .forEach(ReceiveOperation::giveUp);
            accepted.clear();
            ready.clear();
            readyInGroups.clear();
            late.clear();
        } finally {
            kernel.exit();
        }
    }

    boolean isClosed() {
        return closed;
    }

    // --------------------------------------------------------------------------------------------- receiving

    /** The first entry that can be handed to the owner now; null if there is none, or what comes before is not judged. */
    Entry next(SessionOwner owner) {
        Entry first = ready.isEmpty() ? null : ready.first();
        for (Map.Entry<Group, TreeSet<Entry>> group : readyInGroups.entrySet()) {
            Entry entry = group.getValue().first();
            boolean earlier = first == null || entry.goesBefore(first);
            if (earlier && group.getKey().isOpenTo(owner, entry.position)) {
                first = entry;
            }
        }
        Entry limit = firstUnjudged();
        return first == null || limit != null && limit.standsBefore(first) ? null : first;
    }

    /** The first entry of a group that passed and can be received, or null. */
    Entry firstReadyIn(Group group) {
        TreeSet<Entry> entries = readyInGroups.get(group);
        return entries == null ? null : entries.first();
    }

    private void addReady(Entry entry) {
        (entry.group == null ? ready : readyInGroups.computeIfAbsent(entry.group, key -> new TreeSet<>(BY_POSITION)))
                .add(entry);
    }

    private void removeReady(Entry entry) {
        if (entry.group == null) {
            ready.remove(entry);
            return;
        }
        readyInGroups.computeIfPresent(entry.group, (group, entries) -> {
            entries.remove(entry);
            return entries.isEmpty() ? null : entries;
        });
    }

    // ---------------------------------------------------------------------------------------------- judging

    /** Judges until there is something for the owner, or nothing is left to be judged. Called without the lock. */
    void judgeFor(SessionOwner owner) {
        judge(() -> next(owner) != null);
    }

    /** Whether there is something that has not been judged. */
    boolean isUnjudged() {
        return firstUnjudged() != null;
    }

    /** Has everything judged in the background. */
    void judgeSoon() {
        kernel.execute(this::judgeEverything);
    }

    private void judgeEverything() {
        try {
            judge(() -> false);
        } catch (EngineException e) {
            LOG.log(Level.DEBUG, "What could not be read is judged when somebody receives", e);
        }
    }

    private void judge(BooleanSupplier enough) {
        judging.lock();
        try {
            for (Entry unread = judgeKnown(enough); unread != null; unread = judgeKnown(enough)) {
                readAndJudge(unread);
            }
        } finally {
            judging.unlock();
        }
    }

    /** Judges what is in memory, letting others have the lock from time to time; the first that is not, or null. */
    private Entry judgeKnown(BooleanSupplier enough) {
        while (true) {
            kernel.enter();
            try {
                for (int i = 0; i < JUDGED_AT_ONCE; i++) {
                    Entry entry = closed || enough.getAsBoolean() ? null : firstUnjudged();
                    if (entry == null || entry.content.message == null) {
                        return entry;
                    }
                    judge(entry, entry.content.message);
                }
                kernel.dispatch();
            } finally {
                kernel.exit();
            }
        }
    }

    private void readAndJudge(Entry entry) {
        Message message = read(entry);
        kernel.enter();
        try {
            if (entry == firstUnjudged()) {
                judge(entry, message);
            }
            kernel.dispatch();
        } finally {
            kernel.exit();
        }
    }

    private Message read(Entry entry) {
        try {
            return kernel.contents.load(entry);
        } catch (EngineException.LeaseEnded e) {
            LOG.log(Level.DEBUG, "A message went before it could be judged", e);
            return null;
        }
    }

    private Entry firstUnjudged() {
        while (next < backlog.length && backlog[next].queue != queue) {
            next++;
        }
        if (next == backlog.length) {
            return late.isEmpty() ? null : late.first();
        }
        return late.isEmpty() || backlog[next].standsBefore(late.first()) ? backlog[next] : late.first();
    }

    /** @param message null if it is gone */
    private void judge(Entry entry, Message message) {
        if (!late.remove(entry)) {
            backlog[next++] = null;
        }
        if (message == null || entry.state == Entry.State.GONE || !condition.test(message)) {
            return;
        }
        accepted.add(entry);
        if (entry.state == Entry.State.READY) {
            addReady(entry);
            kernel.touch(queue);
        }
    }

    // ------------------------------------------------------------------------------------- told by the queue

    /** An entry has come to the queue; its message is at hand, or null. */
    void entered(Entry entry, Message message) {
        late.add(entry);
        if (message != null) {
            judge(entry, message);
        } else {
            judgeSoon();
        }
    }

    void left(Entry entry) {
        accepted.remove(entry);
        removeReady(entry);
        late.remove(entry);
    }

    void becameReady(Entry entry) {
        if (accepted.contains(entry)) {
            addReady(entry);
        }
    }

    void withdrawn(Entry entry) {
        removeReady(entry);
    }
}
