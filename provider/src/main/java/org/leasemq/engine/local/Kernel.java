package org.leasemq.engine.local;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Receipt;
import org.leasemq.store.Store;

/**
 * What the parts of the engine share: one lock over all state, held for microseconds and never while waiting, and the
 * actions to be run when it has been let go (waking threads, calling back).
 */
final class Kernel {
    private static final System.Logger LOG = System.getLogger(Kernel.class.getName());

    final Environment environment;
    final EngineSettings settings;
    final Store store;
    final Timers timers = new Timers();
    final EntryIndex index = new EntryIndex();
    final Map<String, QueueState> queues = new TreeMap<>();
    final Map<Integer, QueueState> queuesByNumber = new HashMap<>();
    final Topics topics;
    final Branches branches = new Branches(this);
    final Set<SessionOwner> owners = new LinkedHashSet<>();
    final Contents contents;
    final GroupCommit commit;
    final Housekeeping housekeeping;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<QueueState> touched = new LinkedHashSet<>();
    private ArrayDeque<Runnable> actions = new ArrayDeque<>();
    private long alarmAt = Long.MAX_VALUE;
    private long lastPosition;
    private int lastQueueNumber;
    private volatile boolean closing;

    Kernel(Environment environment, EngineSettings settings, Store store) {
        this.environment = environment;
        this.settings = settings;
        this.store = store;
        this.topics = new Topics(settings.filters());
        this.contents = new Contents(this, store, settings.memoryBudget());
        this.commit = new GroupCommit(this, store);
        this.housekeeping = new Housekeeping(this, store);
    }

    void enter() {
        lock.lock();
    }

    /** Lets the lock go, then runs what has been left for {@link #later}. */
    void exit() {
        if (lock.getHoldCount() > 1) {
            lock.unlock();
            return;
        }
        long next = timers.next();
        if (next != alarmAt) {
            alarmAt = next;
            environment.setAlarm(next, this::alarm);
        }
        if (actions.isEmpty()) {
            lock.unlock();
            return;
        }
        ArrayDeque<Runnable> due = actions;
        actions = new ArrayDeque<>();
        lock.unlock();
        due.forEach(Kernel::run);
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A callback failed, which is not allowed; what it was told is lost", e);
        }
    }

    /** Leaves something to be done without the lock. */
    void later(Runnable action) {
        actions.addLast(action);
    }

    /** As {@link #later}, before everything else. */
    void first(Runnable action) {
        actions.addFirst(action);
    }

    /** Milliseconds since the epoch. */
    long now() {
        return environment.clock().millis();
    }

    long nextPosition() {
        return ++lastPosition;
    }

    long lastPosition() {
        return lastPosition;
    }

    /** No position up to this one is given again. */
    void skipPositions(long upTo) {
        lastPosition = Math.max(lastPosition, upTo);
    }

    int nextQueueNumber() {
        return ++lastQueueNumber;
    }

    void skipQueueNumbers(int upTo) {
        lastQueueNumber = Math.max(lastQueueNumber, upTo);
    }

    UUID newMessageId() {
        long high = environment.random().nextLong() & ~0xF000L | 0x4000L;
        long low = environment.random().nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    QueueState queue(String name) {
        checkOpen();
        QueueState queue = queues.get(name);
        if (queue == null) {
            throw new EngineException.NoSuchQueue(name);
        }
        return queue;
    }

    /** A queue that is not set aside. */
    QueueState usableQueue(String name) {
        QueueState queue = queue(name);
        if (queue.faults != null) {
            throw new EngineException.QueueSetAside(name, queue.faults);
        }
        return queue;
    }

    void register(QueueState queue) {
        queues.put(queue.name, queue);
        queuesByNumber.put(queue.number, queue);
        topics.add(queue);
    }

    void unregister(QueueState queue) {
        queues.remove(queue.name, queue);
        queuesByNumber.remove(queue.number);
        topics.remove(queue);
    }

    /** Moves an entry to another queue, at a new position; it has no state there yet and counts no deliveries. */
    void transfer(Entry entry, QueueState target, long position) {
        boolean exclusive = entry.group != null;
        String tenant = entry.tenant == null ? null : entry.tenant.id;
        transfer(entry, target, position, exclusive ? entry.group.id : tenant, exclusive);
    }

    /** As {@link #transfer(Entry, QueueState, long)}, of an entry that has not been in its group until now. */
    void transfer(Entry entry, QueueState target, long position, String group, boolean exclusive) {
        entry.queue.leaves(entry);
        index.remove(entry);
        entry.group = null;
        entry.tenant = null;
        entry.queue = target;
        entry.position = position;
        entry.receiveCount = 0;
        entry.recordedCount = 0;
        entry.firstReceivedAt = 0;
        entry.level = entry.priority;
        SendRules.joinGroup(target, group, exclusive, entry);
        index.put(entry);
        target.entered(entry, entry.content.message);
    }

    /** The entry is gone. */
    void forget(Entry entry) {
        index.remove(entry);
        if (entry.content.holders == 0) {
            contents.drop(entry.content);
        }
    }

    /** The lease a receipt names, or null if it has ended or its message is being deleted. */
    Lease held(Receipt receipt) {
        Entry entry = index.get(receipt.sequenceNumber());
        boolean held = entry != null && entry.lease != null && entry.receiveCount == receipt.receiveCount();
        return held && !entry.lease.deleting ? entry.lease : null;
    }

    /** Something became available in this queue: {@link #dispatch} will look at it. */
    void touch(QueueState queue) {
        touched.add(queue);
    }

    /** Hands out what has become available. */
    void dispatch() {
        while (!touched.isEmpty()) {
            QueueState queue = touched.iterator().next();
            touched.remove(queue);
            queue.dispatch();
        }
    }

    void checkOpen() {
        if (closing) {
            throw new EngineException.Closed("The engine is closed, or closing.");
        }
    }

    boolean isClosing() {
        return closing;
    }

    void closing() {
        closing = true;
    }

    private void alarm() {
        enter();
        try {
            alarmAt = Long.MAX_VALUE;
            long now = now();
            for (Timers.Timer due = timers.poll(now); due != null; due = timers.poll(now)) {
                due.action.run();
            }
            dispatch();
        } finally {
            exit();
        }
    }
}
