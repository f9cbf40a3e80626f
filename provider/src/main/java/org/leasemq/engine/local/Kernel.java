package org.leasemq.engine.local;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.leasemq.engine.local.definition.Filters;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.Environment;
import org.leasemq.engine.local.runtime.Timers;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Receipt;
import org.leasemq.log.Logs;
import org.leasemq.log.Thrown;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.stack.StackReserve;
import org.leasemq.store.Store;

/**
 * What the parts of the engine share: one lock over all state, held for microseconds and never while waiting, and the
 * actions to be run when it has been let go (waking threads, calling back).
 */
final class Kernel {
    private static final System.Logger LOG = Logs.of(Kernel.class);
    private static final ArrayDeque<Runnable> NOTHING = new ArrayDeque<>(0);
    /** What expires while nobody looks is noticed this late at most when the wall clock has been set forward. */
    private static final long LONGEST_WITHOUT_LOOK = Duration.ofMinutes(1).toMillis();
    /** After so many the alarm is set again, so that others have their turn with the lock. */
    private static final int TIMERS_AT_ONCE = 256;

    final Environment environment;
    final EngineSettings settings;
    final Store store;
    /** What happens after some time: at {@link #elapsed moments}. */
    final Timers timers = new Timers();
    /** What happens when the wall clock shows a date. */
    final Timers dates = new Timers();

    /** What is counted of the heap. */
    final EngineMemory memory;

    final EntryIndex index = new EntryIndex(this);
    final NavigableMap<String, QueueState> queues = new TreeMap<>();
    final Map<Integer, QueueState> queuesByNumber = new HashMap<>();
    final Topics topics = new Topics();

    /** What filters mean. */
    final Filters filters;

    final Branches branches = new Branches(this);
    final Set<SessionOwner> owners = new LinkedHashSet<>();
    final Contents contents;
    private final AtomicBoolean shrinking = new AtomicBoolean();
    final GroupCommit commit;
    final Housekeeping housekeeping;
    final Notices notices = new Notices(this);

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<QueueState> touched = new LinkedHashSet<>();
    private ArrayDeque<Runnable> actions = new ArrayDeque<>();
    private final Runnable alarm = this::ring;
    private long alarmAt = Long.MAX_VALUE;
    /** The next date that something happens at, and the moment of the next look whether it has come. */
    private long nextDate = Long.MAX_VALUE;

    private long lookAt = Long.MAX_VALUE;
    private long lastPosition;
    private int lastQueueNumber;
    private volatile boolean closing;
    private volatile EngineException.Failed failure;

    Kernel(Environment environment, EngineSettings settings, Store store) {
        this.environment = environment;
        this.settings = settings;
        this.store = store;
        this.filters = new Filters(settings.filters(), environment.clock());
        this.memory = new EngineMemory(settings.memory().share());
        memory.share().onShortage(this::shrinkSoon);
        this.contents = new Contents(this, store, settings.memoryBudget());
        memory.onTaking(contents::makeRoom);
        this.commit = new GroupCommit(this, store);
        this.housekeeping = new Housekeeping(this, store);
    }

    /** Takes the lock, once it is known that the thread has stack for what is done with it. */
    void enter() {
        if (!lock.isHeldByCurrentThread()) {
            StackReserve.forSection();
        }
        lock.lock();
    }

    /** Takes the lock again that was let go in the middle of something, which has to go on. */
    void enterAgain() {
        lock.lock();
    }

    /** Does something with the lock. What is thrown there and is no refusal may have left something half done. */
    <T> T locked(Supplier<T> action) {
        enter();
        try {
            return action.get();
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw fail(e);
        } finally {
            exit();
        }
    }

    /** Lets the lock go, whatever happens, then runs what has been left for {@link #later}. */
    void exit() {
        if (lock.getHoldCount() > 1) {
            lock.unlock();
            return;
        }
        ArrayDeque<Runnable> due = NOTHING;
        try {
            setAlarm();
            if (!actions.isEmpty()) {
                ArrayDeque<Runnable> next = new ArrayDeque<>();
                due = actions;
                actions = next;
            }
        } catch (RuntimeException | Error e) {
            fail(e);
            due = actions;
            actions = new ArrayDeque<>();
        } finally {
            lock.unlock();
        }
        due.forEach(Kernel::run);
    }

    private void setAlarm() {
        long next = Math.min(timers.next(), nextLookAtDates());
        if (next != alarmAt && failure == null) {
            environment.setAlarm(next, alarm);
            alarmAt = next;
        }
    }

    /** A callback that fails keeps nobody else from being called. */
    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A callback failed, which is not allowed; what it was told is lost", e);
        }
    }

    /** Has a task run soon. Without threads the engine cannot go on. */
    void execute(Runnable task) {
        try {
            environment.execute(task);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Has a chore done soon. Without threads the engine cannot go on. */
    void executeAside(Runnable chore) {
        try {
            environment.executeAside(chore);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /**
     * Something unexpected happened in the middle of a change: nothing in memory can be trusted any more. Everything that is
     * going on ends with that, and so does everything that is asked for from now on.
     */
    EngineException.Failed fail(Throwable cause) {
        lock.lock();
        try {
            return failure == null ? failNow(cause) : failure;
        } finally {
            lock.unlock();
        }
    }

    private EngineException.Failed failNow(Throwable cause) {
        EngineException.Failed failed = new EngineException.Failed(
                "The engine has failed, for something unexpected happened to it: " + Thrown.text(cause)
                        + ". It does nothing any more. What was durable is safe in the store: close what uses"
                        + " the engine and connect again, which opens a new one, or end the process.",
                cause);
        failure = failed;
        commit.abandon(failed);
        queuesByNumber.values().forEach(queue -> queue.waiting().forEach(receive -> receive.abandon(failed)));
        first(() -> LOG.log(Level.ERROR, failed.getMessage(), cause));
        return failed;
    }

    /** Why the engine does nothing any more, or null. */
    EngineException.Failed failure() {
        return failure;
    }

    /** Leaves something to be done without the lock. */
    void later(Runnable action) {
        actions.addLast(action);
    }

    /** As {@link #later}, before everything else. */
    void first(Runnable action) {
        actions.addFirst(action);
    }

    /** The date: milliseconds since the epoch, by the wall clock, which may jump. For what others see and what is stored. */
    long now() {
        return environment.clock().millis();
    }

    /** The moment: milliseconds that have passed since some time ago. For all that lasts while the process lives. */
    long elapsed() {
        return environment.clock().elapsedMillis();
    }

    /** The moment at which the wall clock will show a date, unless it is set before. */
    long momentOf(long date) {
        return date - now() + elapsed();
    }

    /** What the wall clock will show at a moment, unless it is set before. */
    long dateOf(long moment) {
        return moment - elapsed() + now();
    }

    /** A date may come sooner than it seemed, when the wall clock is set. */
    private long nextLookAtDates() {
        if (dates.next() != nextDate) {
            nextDate = dates.next();
            lookAt = nextDate == Long.MAX_VALUE
                    ? Long.MAX_VALUE
                    : elapsed() + Math.min(Math.max(0, nextDate - now()), LONGEST_WITHOUT_LOOK);
        }
        return lookAt;
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

    /** Others of this process need memory. */
    private void shrinkSoon() {
        if (!lock.isHeldByCurrentThread() && shrinking.compareAndSet(false, true)) {
            execute(() -> {
                shrinking.set(false);
                enter();
                contents.makeRoom(0);
                exit();
            });
        }
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
        if (queuesByNumber.put(queue.number, queue) == null) {
            memory.take(Use.QUEUES, queue.definition().footprint());
        }
        topics.put(queue);
    }

    /** The queue is being deleted: nobody finds it any more, but until that is durable it is there. */
    void takeName(QueueState queue) {
        queues.remove(queue.name, queue);
    }

    /** It could not be deleted, so it has its name back: queues that were to get that, and are not stored yet, never were. */
    void giveName(QueueState queue) {
        List.copyOf(queuesByNumber.values()).stream()
                .filter(other -> other.isNew && other != queue && other.name.equals(queue.name))
                .forEach(QueueState::undo);
        queues.putIfAbsent(queue.name, queue);
    }

    /** Whether the queue can be found, rather than being deleted. */
    boolean isNamed(QueueState queue) {
        return queues.get(queue.name) == queue;
    }

    void unregister(QueueState queue) {
        queues.remove(queue.name, queue);
        if (queuesByNumber.remove(queue.number) != null) {
            memory.giveBack(Use.QUEUES, queue.definition().footprint());
        }
        topics.remove(queue);
    }

    /** The name of the queue of a number; null if there is none. */
    String nameOf(int number) {
        QueueState queue = queuesByNumber.get(number);
        return queue == null ? null : queue.name;
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
        entry.queue.lets(entry);
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
        target.holds(entry);
        index.put(entry);
        target.entered(entry);
    }

    /** The entry is gone. */
    void forget(Entry entry) {
        index.remove(entry);
        entry.queue.lets(entry);
        memory.giveBack(Use.MESSAGES, entry.footprint());
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

    /**
     * The lease of somebody who received the message after the lease that a receipt names had ended, where that receipt is
     * still as good: on a standard queue, outside of groups, and unless the other one lives in this process. Null if there is
     * none.
     */
    Lease heldSince(Receipt receipt) {
        Entry entry = index.get(receipt.sequenceNumber());
        Lease lease = entry == null ? null : entry.lease;
        boolean counts = lease != null
                && lease.owner == null
                && !lease.deleting
                && entry.group == null
                && !entry.queue.attributes.fifo();
        return counts && receipt.receiveCount() > 0 && receipt.receiveCount() < entry.receiveCount ? lease : null;
    }

    /** Nobody has seen the message of a lease that has ended already: it does not count, unless there was another since. */
    void forget(Receipt receipt) {
        Entry entry = index.get(receipt.sequenceNumber());
        if (entry != null && entry.state == Entry.State.READY && entry.receiveCount == receipt.receiveCount()) {
            entry.queue.forgetReceive(entry);
        }
    }

    /** Something became available in this queue: {@link #dispatch} will look at it. */
    void touch(QueueState queue) {
        touched.add(queue);
    }

    /** Hands out what has become available. */
    void dispatch() {
        while (!touched.isEmpty() && failure == null) {
            QueueState queue = touched.iterator().next();
            touched.remove(queue);
            queue.dispatch();
        }
    }

    void checkOpen() {
        EngineException.Failed failed = failure;
        if (failed != null) {
            throw failed;
        }
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

    private void run(Timers due, long now) {
        Timers.Timer timer = due.poll(now);
        for (int i = 1; timer != null && failure == null; i++) {
            timer.action().run();
            timer = i < TIMERS_AT_ONCE ? due.poll(now) : null;
        }
    }

    private void ring() {
        enter();
        try {
            alarmAt = Long.MAX_VALUE;
            nextDate = Long.MAX_VALUE;
            lookAt = Long.MAX_VALUE;
            run(timers, elapsed());
            run(dates, now());
            dispatch();
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            exit();
        }
    }
}
