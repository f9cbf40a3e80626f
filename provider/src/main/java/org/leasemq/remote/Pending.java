package org.leasemq.remote;

import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Logs;

/** An outcome that somebody else has to bring. Safe for use by several threads. */
abstract class Pending<A> implements Completion<A> {
    private static final System.Logger LOG = Logs.of(Pending.class);

    private final Waiting waiting;

    private A value;
    private EngineException error;

    @GuardedBy("this")
    private BiConsumer<? super A, ? super EngineException> callback;

    @GuardedBy("this")
    private Thread waiter;

    private volatile boolean done;

    Pending(Waiting waiting) {
        this.waiting = waiting;
    }

    /** Here it is; what comes later is told to nobody. One of both is null, unless nothing was to be told. */
    final void finish(A told, EngineException refusal) {
        BiConsumer<? super A, ? super EngineException> listener;
        Thread sleeper;
        synchronized (this) {
            if (done) {
                return;
            }
            value = told;
            error = refusal;
            done = true;
            listener = callback;
            sleeper = waiter;
        }
        LockSupport.unpark(sleeper);
        if (listener != null) {
            call(listener);
        }
    }

    /** A callback that fails keeps nobody else from being called. */
    private void call(BiConsumer<? super A, ? super EngineException> listener) {
        try {
            listener.accept(value, error);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A callback failed, which is not allowed; what it was told is lost", e);
        }
    }

    /** Waits until it is done, somebody is {@linkplain #wake woken}, or for no reason. */
    void pause() {
        waiting.pause(this);
    }

    /** Whoever waits looks whether he still has to. */
    final void wake() {
        Thread sleeper;
        synchronized (this) {
            sleeper = waiter;
        }
        LockSupport.unpark(sleeper);
    }

    @Override
    public final A await() {
        boolean interrupted = false;
        synchronized (this) {
            waiter = Thread.currentThread();
        }
        while (!done) {
            pause();
            if (Thread.interrupted()) {
                interrupted = true;
                cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (error != null) {
            throw error;
        }
        return value;
    }

    @Override
    public final void whenDone(BiConsumer<? super A, ? super EngineException> listener) {
        tell(listener);
        if (!done) {
            waiting.expect();
        }
    }

    /** As {@link #whenDone}, by who sees to it that somebody waits. */
    final void tell(BiConsumer<? super A, ? super EngineException> listener) {
        synchronized (this) {
            if (!done) {
                callback = listener;
                return;
            }
        }
        listener.accept(value, error);
    }

    @Override
    public final boolean isDone() {
        return done;
    }
}
