package org.leasemq.engine.local.commit;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/**
 * Something asked of the engine, from its acceptance to its outcome. On the way it may have to become durable:
 * {@link GroupCommit} then asks for its changes, and tells whether they are in the store.
 */
public abstract class Operation<T> implements Completion<T> {
    private final GroupCommit line;

    private T value;
    private EngineException error;
    private BiConsumer<? super T, ? super EngineException> callback;
    private volatile boolean done;

    /** The thread that waits in {@link #await}, once it does. */
    volatile Thread waiter;
    /** Whether the waiting thread is asked to lead the next group commit. */
    volatile boolean promoted;
    /** Whether nobody waits, so that it can be tried again later. */
    private boolean inBackground;
    /** Whether it is in line to become durable. */
    boolean queued;
    /** The call of a client elsewhere, whose answer is to be remembered; null for all others. */
    private RememberedCall call;

    /** @param line where it goes in line to become durable */
    public Operation(GroupCommit line) {
        this.line = line;
    }

    /**
     * Adds what has to be stored, or nothing.
     *
     * @throws EngineException if the operation cannot be carried out any more
     */
    public abstract void encode(List<Change> changes);

    /**
     * Its changes are in the store: now they take effect.
     *
     * @param locations where the contents of the batch are
     */
    public abstract void durable(Locations locations);

    /** What it will answer when what it has encoded is durable; of one that is {@link #remember remembered}. */
    public T expected() {
        throw new UnsupportedOperationException("answers to " + getClass().getName() + " are not remembered");
    }

    /** @param asked whose answer is stored with what it stores; null for none */
    public final void remember(RememberedCall asked) {
        call = asked;
    }

    /** Adds what has to be stored, and what is answered then if that is to be remembered. */
    final void encodeAll(List<Change> changes) {
        int before = changes.size();
        encode(changes);
        if (call != null && changes.size() > before) {
            call.encode(expected(), changes);
        }
    }

    /** All that it encoded is in the store. */
    final void written(Locations locations) {
        if (call != null) {
            call.durable(locations);
            call = null; // what else it may have to store belongs to the same answer
        }
        durable(locations);
    }

    /** Its changes are not in the store: the engine goes back to where it was. */
    public abstract void refused(EngineException cause);

    /** Whether it is worth to try again when nobody waits for the outcome. */
    public boolean canBeRetried() {
        return false;
    }

    /** Whether it has to be alone in its batch: everything before it has taken effect, nothing after it has been encoded. */
    public boolean isBarrier() {
        return false;
    }

    public final void complete(T result) {
        finish(result, null);
    }

    public final void fail(EngineException cause) {
        finish(null, cause);
    }

    private void finish(T result, EngineException cause) {
        if (done) {
            return; // abandoned
        }
        value = result;
        error = cause;
        done = true;
        Thread sleeper = waiter;
        if (sleeper != null) {
            line.lock().later(() -> LockSupport.unpark(sleeper));
        }
        BiConsumer<? super T, ? super EngineException> listener = callback;
        if (listener != null) {
            line.lock().later(() -> listener.accept(result, cause));
        }
    }

    /** The engine has failed: ends without asking for anything, since nothing can be trusted any more. */
    public final void abandon(EngineException.Failed cause) {
        if (done) {
            return;
        }
        error = cause;
        done = true;
        LockSupport.unpark(waiter);
        BiConsumer<? super T, ? super EngineException> listener = callback;
        if (listener != null) {
            line.lock().later(() -> listener.accept(null, cause));
        }
    }

    @Override
    public final boolean isDone() {
        return done;
    }

    final boolean hasCallback() {
        return callback != null;
    }

    @Override
    public final T await() {
        if (!done) {
            line.carry(this);
        }
        if (error != null) {
            throw error;
        }
        return value;
    }

    @Override
    public final void whenDone(BiConsumer<? super T, ? super EngineException> listener) {
        line.lock().enter();
        try {
            if (done) {
                line.lock().later(() -> listener.accept(value, error));
            } else {
                callback = listener;
                line.driveSoon();
            }
        } finally {
            line.lock().exit();
        }
    }

    @Override
    public final void background() {
        line.lock().enter();
        try {
            inBackground();
        } finally {
            line.lock().exit();
        }
    }

    public final boolean isInBackground() {
        return inBackground;
    }

    /** As {@link #background}, with the lock held. */
    public final void inBackground() {
        inBackground = true;
        if (!done) {
            line.driveEventually(true);
        }
    }

    /** As {@link #inBackground}, without waiting for others. */
    public final void soon() {
        inBackground = true;
        line.driveSoon();
    }

    @Override
    public void cancel() {
        // only a receive can be withdrawn
    }
}
