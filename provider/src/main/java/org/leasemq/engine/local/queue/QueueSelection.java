package org.leasemq.engine.local.queue;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryState;
import org.leasemq.engine.local.order.Group;
import org.leasemq.engine.local.order.Holder;
import org.leasemq.engine.local.order.SelectedReady;
import org.leasemq.engine.local.order.Unjudged;
import org.leasemq.engine.local.runtime.EngineLock;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.log.Logs;
import org.leasemq.memory.MemoryShare.Use;

/**
 * The entries of a queue that pass a filter. They are judged in the order of a walk through the queue and no further than
 * receives need: by who receives, or by a chore while somebody waits. The filter is asked without the engine's lock, which is
 * taken for a part at a time: to note what comes next, and to note the verdicts.
 */
public final class QueueSelection {
    private static final System.Logger LOG = Logs.of(QueueSelection.class);
    /** How many entries are judged before others have their turn. */
    private static final int JUDGED_AT_ONCE = 256;

    private static final int JUDGED_FIRST = 4;
    /** How long a chore judges before others have their turn, unless a single entry takes longer. */
    private static final long TURN_MILLIS = 5;

    private static final long RETRY_MILLIS = 1000;

    /**
     * What is to be judged.
     *
     * @param message null if it has to be read back
     */
    private record Candidate(Entry entry, Message message) {}

    private final QueueParts parts;
    private final EngineLock lock;
    private final Queues queues;
    final QueueState queue;
    private final Filter filter;
    private final Predicate<Message> condition;

    private final Unjudged unjudged;
    /** What passed and is still in the queue. */
    private Set<Entry> accepted = new HashSet<>();

    private SelectedReady ready = new SelectedReady();
    /** How many receives wait on it. */
    private int waiting;
    /** Whether a chore has been given. */
    private boolean choreGiven;

    /** Held by the one who judges, and never waited for by a chore; taken before the engine's lock. */
    private final ReentrantLock judging = new ReentrantLock();

    private boolean closed;

    /**
     * Called with the lock held.
     *
     * @param condition what the filter means
     */
    QueueSelection(QueueParts parts, Queues queues, QueueState queue, Filter filter, Predicate<Message> condition) {
        this.parts = parts;
        this.lock = parts.lock();
        this.queues = queues;
        this.queue = queue;
        this.filter = filter;
        this.condition = condition;
        this.unjudged = new Unjudged(queue);
    }

    /** The same messages of another queue; this one ends. */
    public QueueSelection movedTo(QueueState other) {
        close();
        return other.select(filter, condition);
    }

    public void close() {
        closed = true;
        queue.remove(this);
        queue.waiting().stream().filter(receive -> receive.selection() == this).forEach(Waiter::giveUp);
        parts.memory().giveBack(Use.SELECTIONS, (long) accepted.size() * Footprint.PICK);
        accepted = new HashSet<>();
        ready = new SelectedReady();
        unjudged.clear();
    }

    public boolean isClosed() {
        return closed;
    }

    // --------------------------------------------------------------------------------------------- receiving

    /** The first entry that can be handed to the owner now; null if there is none, or what comes before is not judged. */
    public Entry next(Holder owner) {
        Entry first = ready.first(owner);
        Entry limit = unjudged.first();
        return first == null || limit != null && limit.standsBefore(first) ? null : first;
    }

    /** The first entry of a group that passed and can be received, or null. */
    public Entry firstReadyIn(Group group) {
        return ready.firstIn(group);
    }

    /** Whether an earlier one of its group has come since an entry was taken, which may pass as well. */
    public boolean mayBeOvertaking(Entry entry) {
        return unjudged.hasEarlierOfItsGroup(entry);
    }

    /** Somebody waits on it. */
    void awaited() {
        waiting++;
    }

    void noLongerAwaited() {
        waiting--;
    }

    // ---------------------------------------------------------------------------------------------- judging

    /** Whether there is something that has not been judged. */
    public boolean isUnjudged() {
        return unjudged.first() != null;
    }

    /**
     * Judges until there is something for the owner, or nothing is left to be judged. Called without the lock.
     *
     * @param most how many at most, roughly: so that this ends however fast others send
     * @return how many were judged
     */
    public int judgeFor(Holder owner, int most) {
        int judged = 0;
        judging.lock();
        try {
            int size = JUDGED_FIRST;
            List<Candidate> part = collect(size, () -> next(owner) != null);
            while (!part.isEmpty()) {
                judged += judge(part, Long.MAX_VALUE);
                size = Math.min(JUDGED_AT_ONCE, size * 2);
                part = judged >= most ? List.of() : collect(size, () -> next(owner) != null);
            }
        } finally {
            judging.unlock();
            goOn(); // also when it failed: those whose turn it was meanwhile left it to this one
        }
        return judged;
    }

    /** Has it go on in the background while somebody waits. Called with the lock held. */
    public void judgeSoon() {
        if (!choreGiven) {
            choreGiven = true;
            parts.threads().executeAside(this::judgeSome);
        }
    }

    private void judgeSome() {
        lock.run(() -> choreGiven = false);
        if (!judging.tryLock()) {
            return; // whoever judges sees to it afterwards
        }
        try {
            List<Candidate> part = collect(JUDGED_AT_ONCE, () -> waiting == 0);
            if (!part.isEmpty()) {
                judge(part, parts.time().elapsed() + TURN_MILLIS);
            }
        } catch (EngineException e) {
            LOG.log(Level.DEBUG, "What could not be read is tried again later", e);
            retry();
            return;
        } catch (RuntimeException | Error e) {
            retry(); // first of all, since those who wait depend on it
            LOG.log(
                    Level.WARNING,
                    "The filter " + filter + " on queue '" + queue.name()
                            + "' failed, which is not allowed; it is asked again in a second",
                    e);
            return;
        } finally {
            judging.unlock();
        }
        goOn();
    }

    /** What stood behind something that has been judged, or has gone, may be handed out now. */
    private void goOn() {
        lock.enter();
        try {
            if (waiting > 0) {
                queue.touch();
                queues.dispatch();
            }
            if (waiting > 0 && isUnjudged()) {
                judgeSoon();
            }
        } finally {
            lock.exit();
        }
    }

    private void retry() {
        lock.enter();
        try {
            parts.time().timers().schedule(parts.time().elapsed() + RETRY_MILLIS, this::judgeSoon);
        } finally {
            lock.exit();
        }
    }

    private List<Candidate> collect(int max, BooleanSupplier enough) {
        List<Candidate> part = new ArrayList<>();
        lock.enter();
        try {
            if (!closed && !enough.getAsBoolean()) {
                requireRoom(max);
                unjudged.forFirst(
                        max,
                        entry -> part.add(new Candidate(entry, entry.content().message())));
            }
        } finally {
            lock.exit();
        }
        return part;
    }

    /** What passed is remembered until it leaves the queue, by every selection that it passed. */
    private void requireRoom(int max) {
        if (isUnjudged() && !parts.memory().hasRoomToPass((long) max * Footprint.PICK)) {
            throw parts.memory()
                    .noRoom(
                            false,
                            "No room to look for messages in queue '" + queue.name() + "' by a filter",
                            "Receive and acknowledge messages, or close consumers that have a filter.");
        }
    }

    /** Judges one or more, up to the first that passes, since the others may not be needed, or until a moment; tells how many. */
    private int judge(List<Candidate> part, long until) {
        int judged = 0;
        boolean passed = false;
        do {
            passed = passes(part.get(judged++));
        } while (judged < part.size() && !passed && parts.time().elapsed() < until);
        lock.enter();
        try {
            for (int i = 0; i < judged && !closed; i++) {
                Entry entry = part.get(i).entry;
                if (!unjudged.pass(entry)) {
                    break;
                }
                if (passed && i == judged - 1) {
                    accept(entry);
                }
            }
            queues.dispatch();
        } finally {
            lock.exit();
        }
        return judged;
    }

    private boolean passes(Candidate candidate) {
        try {
            Message known = candidate.message;
            return condition.test(
                    known == null
                            ? parts.contents().load(candidate.entry.content(), candidate.entry.position())
                            : known);
        } catch (EngineException.LeaseEnded e) {
            LOG.log(Level.DEBUG, "A message went before it could be judged", e);
            return false;
        }
    }

    private void accept(Entry entry) {
        if (entry.queue() != queue || entry.state() == EntryState.GONE) {
            return;
        }
        if (accepted.add(entry)) {
            parts.memory().take(Use.SELECTIONS, Footprint.PICK);
        }
        if (entry.state() == EntryState.READY) {
            ready.add(entry);
            queue.touch();
        }
    }

    // ------------------------------------------------------------------------------------- told by the queue

    /** An entry has come to the queue. */
    void entered(Entry entry) {
        unjudged.entered(entry);
        if (waiting > 0) {
            judgeSoon();
        }
    }

    void left(Entry entry) {
        unjudged.left(entry);
        if (accepted.remove(entry)) {
            parts.memory().giveBack(Use.SELECTIONS, Footprint.PICK);
            ready.remove(entry);
        }
    }

    void becameReady(Entry entry) {
        if (accepted.contains(entry)) {
            ready.add(entry);
        }
    }

    void withdrawn(Entry entry) {
        if (accepted.contains(entry)) {
            ready.remove(entry);
        }
    }

    public QueueState queue() {
        return queue;
    }
}
