package org.leasemq.remote;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.WireException;

/** Something that has been asked of a server, until it is answered. */
final class RemoteCall<R, A> implements Completion<A> {
    private final Calls calls;
    private final long number;
    private final Verb<R, A> verb;
    private final byte[] request;
    /** Done with the answer before anybody knows of it. */
    private final Consumer<? super A> effect;

    /** What was said about it since. Guarded by {@link Calls}. */
    final Set<FrameType> hints = EnumSet.noneOf(FrameType.class);

    private A value;
    private EngineException error;
    private BiConsumer<? super A, ? super EngineException> callback;
    private Thread waiter;
    private volatile boolean done;

    RemoteCall(Calls calls, long number, Verb<R, A> verb, byte[] request, Consumer<? super A> effect) {
        this.calls = calls;
        this.number = number;
        this.verb = verb;
        this.request = request;
        this.effect = effect;
    }

    long number() {
        return number;
    }

    byte[] request() {
        return request;
    }

    /** Called once, by who reads answers. */
    void answered(byte[] answer) {
        try {
            A told = Frames.readAnswer(verb, answer);
            effect.accept(told);
            finish(told, null);
        } catch (EngineException e) {
            finish(null, e);
        } catch (WireException e) {
            finish(
                    null,
                    new EngineException.Unknown("The answer to " + verb + " makes no sense: " + e.getMessage(), e));
        }
    }

    /** There will be no answer. */
    void fail(EngineException cause) {
        finish(null, cause);
    }

    private void finish(A told, EngineException refusal) {
        BiConsumer<? super A, ? super EngineException> listener;
        Thread sleeper;
        synchronized (this) {
            value = told;
            error = refusal;
            done = true;
            listener = callback;
            sleeper = waiter;
        }
        LockSupport.unpark(sleeper);
        if (listener != null) {
            listener.accept(told, refusal);
        }
    }

    @Override
    public A await() {
        boolean interrupted = false;
        synchronized (this) {
            waiter = Thread.currentThread();
        }
        while (!done) {
            calls.waiting().pause(this);
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
    public void whenDone(BiConsumer<? super A, ? super EngineException> listener) {
        synchronized (this) {
            if (!done) {
                callback = listener;
                return;
            }
        }
        listener.accept(value, error);
    }

    @Override
    public void background() {
        calls.hint(this, FrameType.BACKGROUND);
    }

    @Override
    public void cancel() {
        calls.hint(this, FrameType.CANCEL);
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public String toString() {
        return verb + " (" + number + ")";
    }
}
