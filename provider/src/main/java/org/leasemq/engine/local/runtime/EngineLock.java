package org.leasemq.engine.local.runtime;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Logs;
import org.leasemq.log.Thrown;
import org.leasemq.stack.StackReserve;

/**
 * The one lock over all state of an engine, held for microseconds and never while waiting, and the actions to be run when it
 * has been let go (waking threads, calling back). Four other classes of the engine lock something of their own: who judges for a
 * selection, who reads back, what was read last, and the alarm.
 *
 * <p>Something unexpected in the middle of a change is a failure: nothing in memory can be trusted any more. Everything that
 * is going on ends with that, and so does everything that is asked for from then on.
 */
public final class EngineLock {
    private static final System.Logger LOG = Logs.of(EngineLock.class);

    /** Something to be done without the lock. */
    private static final class Action {
        final Runnable task;
        Action next;

        Action(Runnable task, Action next) {
            this.task = task;
            this.next = next;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<EngineException.Failed>> abandoning = new ArrayList<>(2);
    private Runnable beforeLeaving = () -> {};
    private Action first;
    private Action last;
    private volatile EngineException.Failed failure;

    /** @param action what is to be done each time, just before the lock is let go */
    void beforeLeaving(Runnable action) {
        beforeLeaving = action;
    }

    /** @param action what ends something that is going on, when the engine fails */
    public void onFailure(Consumer<EngineException.Failed> action) {
        abandoning.add(action);
    }

    /** Takes the lock, once it is known that the thread has stack for what is done with it. */
    public void enter() {
        if (!lock.isHeldByCurrentThread()) {
            StackReserve.forSection();
        }
        lock.lock();
    }

    /** Takes the lock again that was let go in the middle of something, which has to go on. */
    public void enterAgain() {
        lock.lock();
    }

    public boolean isHeld() {
        return lock.isHeldByCurrentThread();
    }

    /** Does something with the lock. What is thrown there and is no refusal may have left something half done. */
    public <T> T locked(Supplier<T> action) {
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

    /** Does something small with the lock, that changes nothing by halves whatever it throws. */
    public void run(Runnable action) {
        enter();
        try {
            action.run();
        } finally {
            exit();
        }
    }

    /** Lets the lock go, whatever happens, then runs what has been left for {@link #later}, whatever happened. */
    public void exit() {
        if (lock.getHoldCount() != 1) {
            lock.unlock();
            return;
        }
        try {
            beforeLeaving.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            Action due = first;
            first = null;
            last = null;
            lock.unlock();
            runAll(due);
        }
    }

    private static void runAll(Action due) {
        for (Action action = due; action != null; action = action.next) {
            run(action);
        }
    }

    /** A callback that fails keeps nobody else from being called. */
    private static void run(Action action) {
        try {
            action.task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A callback failed, which is not allowed; what it was told is lost", e);
        }
    }

    /** Leaves something to be done without the lock. */
    public void later(Runnable task) {
        Action action = new Action(task, null);
        if (last == null) {
            first = action;
        } else {
            last.next = action;
        }
        last = action;
    }

    /** As {@link #later}, before everything else. */
    public void first(Runnable task) {
        first = new Action(task, first);
        last = last == null ? first : last;
    }

    /** The engine fails, unless it has failed before. What is going on is told, one after the other, whatever one throws. */
    public EngineException.Failed fail(Throwable cause) {
        return end(
                "The engine has failed, for something unexpected happened to it: " + Thrown.text(cause)
                        + ". It does nothing any more. What was durable is safe in the store: close what uses"
                        + " the engine and connect again, which opens a new one, or end the process.",
                cause);
    }

    /**
     * The queues are somebody else's, or may be: the engine fails, so that nobody gets from it what others get there.
     *
     * @param text how that is known, a sentence
     * @param cause null for none
     */
    public EngineException.Failed lose(String text, Throwable cause) {
        return end(
                "The queues have moved to another process, or may have: " + text
                        + " This engine delivers nothing any more. Close what uses it and connect again.",
                cause);
    }

    private EngineException.Failed end(String text, Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                endNow(new EngineException.Failed(text, cause));
            }
            return failure;
        } finally {
            exit();
        }
    }

    private void endNow(EngineException.Failed failed) {
        failure = failed;
        for (Consumer<EngineException.Failed> abandon : abandoning) {
            try {
                abandon.accept(failed);
            } catch (RuntimeException | Error e) {
                failed.addSuppressed(e);
            }
        }
        first(() -> LOG.log(Level.ERROR, failed.getMessage(), failed.getCause()));
    }

    /** Why the engine does nothing any more, or null. */
    public EngineException.Failed failure() {
        return failure;
    }
}
