package org.leasemq.engine.local.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.leasemq.engine.local.runtime.EngineLock;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.EngineThreads;
import org.leasemq.engine.local.runtime.EngineTime;
import org.leasemq.engine.local.runtime.Life;
import org.leasemq.engine.model.EngineException;
import org.leasemq.stack.StackReserve;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreLostException;

/**
 * Makes operations durable, all that wait in one step. There is one write at a time, led by a thread that waits for an
 * operation in it (no hand-over, so a lone sender is served by its own thread), or by a task when nobody waits. The lock
 * is not held while the store writes.
 */
public final class GroupCommit {
    /** A batch takes no more operations once it has this many changes. */
    private static final int BATCH_CHANGES = 4096;
    /** Nor once it has this many bytes of message content; fewer in a small heap. */
    private static final long BATCH_BYTES = 4L << 20;
    /** So many operations in the background are not left waiting for others. */
    private static final int BACKGROUND_LIMIT = 1024;

    private final EngineLock lock;
    private final Life life;
    private final EngineThreads threads;
    private Runnable afterBatch = () -> {};
    private Runnable afterWrite = () -> {};
    private final long batchBytes;
    private final Store store;
    private final Answers answers;
    private final ArrayDeque<Operation<?>> pending = new ArrayDeque<>();
    private final Gathering gathering = new Gathering();
    /** How many operations are in line; for those who look without the lock. */
    private volatile int pendingCount;

    /** Why the last write was refused; null if it was not. */
    private volatile EngineException refusal;
    /** An error that the store threw, for whoever led the batch, besides the outcome of each operation. */
    private Error fatal;
    /** What is being written. */
    private List<Operation<?>> batch = List.of();

    private boolean writing;
    private boolean taskGiven;
    private final Flush flush;

    public GroupCommit(
            EngineLock lock,
            Life life,
            EngineTime time,
            EngineThreads threads,
            EngineSettings settings,
            Store store,
            Answers answers) {
        this.lock = lock;
        this.life = life;
        this.threads = threads;
        this.batchBytes = Math.min(BATCH_BYTES, settings.memory().limit() / 32);
        this.store = store;
        this.answers = answers;
        this.flush = new Flush(time, settings.backgroundDelay().toMillis(), this::driveSoon);
        lock.onFailure(this::abandon);
    }

    EngineLock lock() {
        return lock;
    }

    /** @param action what is to be done when a batch has taken effect, before the next one */
    public void afterBatch(Runnable action) {
        afterBatch = action;
    }

    /** @param action what is to be done, then, for what has been written */
    public void afterWrite(Runnable action) {
        afterWrite = action;
    }

    /** Puts an operation in line. It is driven by who waits for it, by a task if it has a callback, and eventually anyway. */
    public void submit(Operation<?> operation) {
        EngineException.Failed failed = lock.failure();
        if (failed != null) {
            operation.abandon(failed);
            return;
        }
        enqueue(operation);
        if (!writing) {
            handOver(operation);
        }
    }

    private void enqueue(Operation<?> operation) {
        pending.add(operation);
        operation.queued = true;
        pendingCount = pending.size();
    }

    /**
     * Waits until the operation is done; the calling thread leads group commits where nobody else does. One that has too little
     * stack left for the database leaves that to a task.
     */
    void carry(Operation<?> operation) {
        boolean mayLead = StackReserve.sufficesForStore();
        boolean interrupted = Thread.interrupted();
        if (interrupted) {
            operation.cancel();
        }
        lock.enter();
        try {
            operation.waiter = Thread.currentThread();
            while (!operation.isDone()) {
                operation.promoted = false;
                if (mayLead && !writing && operation.queued) {
                    lead();
                } else {
                    if (operation.queued) {
                        driveSoon(); // unless somebody else leads
                    }
                    interrupted |= awaitOthers(operation);
                }
            }
        } finally {
            operation.waiter = null;
            if (!operation.isDone()) {
                driveSoon(); // it may have been promoted, and something was thrown
            }
            lock.exit();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without the lock, until there is something to do; tells whether the thread was interrupted meanwhile. */
    private boolean awaitOthers(Operation<?> operation) {
        lock.exit();
        try {
            return sleep(operation);
        } finally {
            lock.enterAgain();
        }
    }

    private static boolean sleep(Operation<?> operation) {
        boolean interrupted = false;
        while (!operation.isDone() && !operation.promoted) {
            LockSupport.park(operation);
            if (Thread.interrupted()) {
                interrupted = true;
                operation.cancel();
            }
        }
        return interrupted;
    }

    /** Sees to it that what is pending is written soon, by a task. */
    void driveSoon() {
        if (!pending.isEmpty() && !writing && !taskGiven) {
            taskGiven = true;
            threads.execute(this::drainInTask);
        }
    }

    /** Sees to it that what is pending is written within the background delay, or a little later if somebody may still wait. */
    void driveEventually(boolean background) {
        if (pending.size() >= BACKGROUND_LIMIT) {
            driveSoon();
        } else if (!pending.isEmpty()) {
            flush.within(background);
        }
    }

    /** Writes all that is pending, unless the store fails. */
    void drain() {
        boolean works = true;
        while (works && !pending.isEmpty() && !writing) {
            works = lead();
        }
    }

    private void drainInTask() {
        lock.enter();
        try {
            taskGiven = false;
            drain();
        } finally {
            lock.exit();
        }
    }

    /** Writes one batch; the lock is released meanwhile. Tells whether the store took it; throws what is an error. */
    private boolean lead() {
        writing = true;
        fatal = null;
        boolean works = writeBatch();
        if (fatal != null) {
            throw fatal;
        }
        return works;
    }

    private boolean writeBatch() {
        try {
            gather();
            List<Change> changes = new ArrayList<>();
            batch = new ArrayList<>();
            take(changes);
            Locations locations = changes.isEmpty() ? Locations.NONE : write(changes);
            boolean taken = changes.isEmpty() || refusal == null;
            writing = false;
            if (lock.failure() != null) {
                return false;
            }
            conclude(locations, taken ? null : refusal);
            afterBatch.run();
            handOverNext();
            afterWrite.run();
            return taken && lock.failure() == null;
        } catch (RuntimeException | Error e) {
            lock.fail(e);
            return false;
        } finally {
            writing = false;
            batch = List.of();
        }
    }

    /** Has the store write, without the lock; what it refuses is noted. */
    private Locations write(List<Change> changes) {
        EngineException failure = null;
        StoreLostException lost = null;
        Locations locations = Locations.NONE;
        lock.exit();
        try {
            locations = store.write(changes);
        } catch (StoreLostException e) {
            lost = e;
            failure = StoreErrors.translate(e);
        } catch (StoreException e) {
            failure = StoreErrors.translate(e);
        } catch (RuntimeException e) {
            failure = StoreErrors.unexpected(e);
        } catch (Error e) {
            fatal = e;
            failure = StoreErrors.unexpected(e);
        } finally {
            lock.enterAgain();
        }
        if (lost != null) {
            lock.lose(lost.getMessage(), lost);
        }
        refusal = failure;
        return locations;
    }

    /** Why the store refused what it was last asked to write; null if it did not. */
    public EngineException refusal() {
        return refusal;
    }

    /** The engine has failed: nothing of what is in line, or being written, is carried on. */
    private void abandon(EngineException.Failed failure) {
        for (Operation<?> operation : pending) {
            operation.abandon(failure);
        }
        for (Operation<?> operation : batch) {
            operation.abandon(failure);
        }
    }

    /** Lets those come who will come in a moment. */
    private void gather() {
        int expected = gathering.expected(pending);
        if (expected > 0) {
            boolean complete = false;
            lock.exit();
            try {
                complete = threads.pauseUntil(() -> pendingCount >= expected);
            } finally {
                lock.enterAgain();
            }
            gathering.ended(complete);
        }
    }

    /** Tells each operation how it went. What one of them throws does not keep the others from being told. */
    private void conclude(Locations locations, EngineException failure) {
        answers.written(failure == null);
        for (Operation<?> operation : batch) {
            gathering.served(operation.waiter);
            try {
                if (failure == null) {
                    operation.written(locations);
                } else {
                    refuse(operation, failure);
                }
            } catch (RuntimeException | Error e) {
                operation.abandon(lock.fail(e));
            }
        }
    }

    private void refuseAtOnce(Operation<?> operation, EngineException cause) {
        try {
            operation.refused(cause);
        } catch (RuntimeException | Error e) {
            operation.abandon(lock.fail(e));
        }
    }

    private void take(List<Change> changes) {
        boolean open = true;
        long bytes = 0;
        while (open && !pending.isEmpty()) {
            boolean alone = pending.peek().isBarrier();
            if (alone && !batch.isEmpty()) {
                break;
            }
            Operation<?> operation = pending.poll();
            operation.queued = false;
            int before = changes.size();
            try {
                operation.encodeAll(changes);
                batch.add(operation);
                bytes += BatchSize.contentBytes(changes.subList(before, changes.size()));
            } catch (EngineException e) {
                changes.subList(before, changes.size()).clear();
                refuseAtOnce(operation, e);
            } catch (RuntimeException | Error e) {
                changes.subList(before, changes.size()).clear();
                refuseAtOnce(operation, StoreErrors.unexpected(e));
            }
            open = !alone && changes.size() < BATCH_CHANGES && bytes < batchBytes;
        }
        pendingCount = pending.size();
        if (!changes.isEmpty()) {
            answers.tell(changes);
        }
    }

    private void refuse(Operation<?> operation, EngineException failure) {
        if (operation.isInBackground() && operation.canBeRetried() && !life.isClosing()) {
            enqueue(operation);
            flush.retry();
        } else {
            operation.refused(failure);
        }
    }

    private void handOverNext() {
        for (Operation<?> operation : pending) {
            if (handOver(operation)) {
                return;
            }
        }
    }

    private boolean handOver(Operation<?> operation) {
        Thread waiter = operation.waiter;
        if (waiter == Thread.currentThread()) {
            return true;
        }
        if (waiter != null) {
            lock.first(() -> {
                operation.promoted = true;
                LockSupport.unpark(waiter);
            });
            return true;
        }
        if (operation.hasCallback()) {
            driveSoon();
            return true;
        }
        driveEventually(operation.isInBackground());
        return false;
    }
}
