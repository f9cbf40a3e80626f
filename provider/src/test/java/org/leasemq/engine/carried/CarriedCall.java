package org.leasemq.engine.carried;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BiConsumer;
import org.leasemq.engine.Completion;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.WireException;

/** A call on its way, and its answer. */
final class CarriedCall<R, A> implements Completion<A> {
    private final CarriedEngine engine;
    private final long number;
    private final Verb<R, A> verb;
    private final byte[] request;
    /** What was said about it since. */
    private final Set<Integer> hints = new CopyOnWriteArraySet<>();

    private A value;
    private EngineException error;
    private boolean done;
    private BiConsumer<? super A, ? super EngineException> callback;

    CarriedCall(CarriedEngine engine, long number, Verb<R, A> verb, byte[] request) {
        this.engine = engine;
        this.number = number;
        this.verb = verb;
        this.request = request;
    }

    long number() {
        return number;
    }

    byte[] request() {
        return request;
    }

    List<Integer> hints() {
        return List.copyOf(hints);
    }

    void answered(byte[] answer) {
        A told = null;
        EngineException refusal = null;
        try {
            told = engine.own(Frames.readAnswer(verb, answer));
        } catch (EngineException e) {
            refusal = e;
        } catch (WireException e) {
            refusal = new EngineException.Unknown("The answer to " + verb + " cannot be read: " + e.getMessage(), e);
        }
        BiConsumer<? super A, ? super EngineException> listener;
        synchronized (this) {
            value = told;
            error = refusal;
            done = true;
            listener = callback;
            notifyAll();
        }
        if (listener != null) {
            listener.accept(told, refusal);
        }
    }

    private synchronized boolean finished() {
        return done;
    }

    @Override
    public A await() {
        boolean interrupted = false;
        while (!finished()) {
            if (Thread.interrupted()) {
                interrupted = true;
                cancel();
            }
            if (!engine.drive()) {
                interrupted |= !awaitAnswer();
            } else if (!finished()) {
                engine.settle();
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

    /** False if the thread was interrupted. */
    private synchronized boolean awaitAnswer() {
        try {
            while (!done) {
                wait();
            }
            return true;
        } catch (InterruptedException e) {
            hint(EngineEnd.CANCEL);
            return false;
        }
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
        hint(EngineEnd.BACKGROUND);
    }

    @Override
    public void cancel() {
        hint(EngineEnd.CANCEL);
    }

    private void hint(int type) {
        hints.add(type);
        engine.hint(type, number);
    }

    @Override
    public boolean isDone() {
        if (!finished()) {
            engine.drive();
        }
        return finished();
    }
}
