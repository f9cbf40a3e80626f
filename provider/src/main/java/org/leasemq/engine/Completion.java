package org.leasemq.engine;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.leasemq.annotation.CanIgnoreReturnValue;
import org.leasemq.annotation.CheckReturnValue;
import org.leasemq.engine.model.EngineException;

/**
 * The outcome of an operation that has been accepted but may still have to become durable, or to wait for messages.
 *
 * <p>The operation goes on by itself, and becomes durable soon, together with whatever comes next. At most one of {@link #await},
 * {@link #whenDone} and {@link #background} is called: the first two make haste, the last takes a few milliseconds.
 *
 * @param <T> what the operation returns
 */
@CheckReturnValue
public interface Completion<T> {

    /**
     * Waits for the outcome, lending the calling thread to the work where that is faster.
     *
     * <p>An interrupt ends a waiting receive without messages; any other operation is finished first. The thread's interrupt
     * status stays set.
     *
     * @throws EngineException if the operation failed
     */
    @CanIgnoreReturnValue
    T await();

    /**
     * Calls back with the outcome: one of value and error is null. The callback runs on an arbitrary thread, maybe at once on
     * this one; it must be quick and must not wait.
     */
    void whenDone(BiConsumer<? super T, ? super EngineException> callback);

    /** Has the operation tried again while the store fails. Nobody learns the outcome. */
    void background();

    /** Ends a waiting receive: it completes without messages unless it has some already. Other operations go on. */
    void cancel();

    /** Whether the outcome is there, so that {@link #await} will not wait. */
    boolean isDone();

    /**
     * What becomes of the outcome, once that is there.
     *
     * @param view quick, and does not wait; what it throws is the outcome then. Not asked if nobody wants to know
     */
    default <R> Completion<R> map(Function<? super T, ? extends R> view) {
        return new Mapped<>(this, view);
    }

    /** An outcome that is there. */
    static <T> Completion<T> done(T value) {
        return new Done<>(value);
    }
}
