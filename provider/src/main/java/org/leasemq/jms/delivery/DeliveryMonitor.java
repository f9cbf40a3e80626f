package org.leasemq.jms.delivery;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Completion;

/**
 * The state of delivery of one session, or of one connection consumer, and its only lock: whether the connection is started, who
 * receives or listens, what is being fetched, what has come and has not been seen, which sends have listeners to be told.
 *
 * <p>Every method is one step of that state, and those named so wait for one. None calls anybody: what is to be done is the answer,
 * and is done by the caller when the lock is free, since the engine may call other sessions back and listeners may do anything. So
 * it knows consumers and messages by identity only. Safe for use by several threads.
 *
 * @param <C> consumers
 * @param <M> messages
 */
public final class DeliveryMonitor<C, M> {
    /** So long it is waited when the engine refuses to be asked, for want of a queue for example. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final DeliveryState<C, M> state = new DeliveryState<>();

    /** As the state has it, for those who only want to know. */
    private volatile boolean closed;
    /** Where completion listeners run, or null. */
    private volatile Thread completionThread;

    /** A step with an answer. Those that each message takes do without this. */
    private <T> T answer(Function<DeliveryState<C, M>, T> step) {
        lock.lock();
        try {
            T answer = step.apply(state);
            changed.signalAll();
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /** A step without. */
    private void change(Consumer<DeliveryState<C, M>> step) {
        lock.lock();
        try {
            step.accept(state);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits as long as this is so. */
    private void awaitEnd(Predicate<DeliveryState<C, M>> condition) {
        lock.lock();
        try {
            while (condition.test(state)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a change; false when the time is over. Null is for ever. */
    @GuardedBy("lock")
    private boolean awaitChange(Duration time) throws InterruptedException {
        if (time == null) {
            changed.await();
            return true;
        }
        return changed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    // ------------------------------------------------------------------------------------ start and stop

    void start() {
        change(DeliveryState::start);
    }

    /** Lets nothing through any more. */
    void stop() {
        change(DeliveryState::stop);
    }

    /** As {@link #stop}, for good. Waiting receives end. */
    void close() {
        change(session -> {
            session.close();
            closed = true;
        });
    }

    boolean isClosed() {
        return closed;
    }

    /** Waits for some time, or until something has changed; not at all when it is closed. */
    public void pause(Duration time) throws InterruptedException {
        lock.lock();
        try {
            if (!closed && awaitChange(time)) {
                return; // early, since something has changed
            }
        } finally {
            lock.unlock();
        }
    }

    // ----------------------------------------------------------------------------------------- consumers

    void add(ConsumerState<C, M> consumer) {
        change(session -> session.add(consumer));
    }

    void remove(ConsumerState<C, M> consumer) {
        change(session -> session.remove(consumer));
    }

    /** Nothing comes to a consumer any more. It is to be removed when those have been awaited who are still at it. */
    Withdrawn<M> close(ConsumerState<C, M> consumer) {
        return answer(session -> session.close(consumer));
    }

    /** @param listener null for none any more */
    Withdrawn<M> listen(ConsumerState<C, M> consumer, MessageListener listener) {
        return answer(session -> session.listen(consumer, listener));
    }

    /** Takes out what is being fetched, and what has come for listeners and has not been seen. */
    Withdrawn<M> withdraw() {
        return answer(DeliveryState::withdraw);
    }

    /** Whether nothing comes to a consumer any more. */
    boolean isEnded(ConsumerState<C, M> consumer) {
        return closed || consumer.isClosed();
    }

    // ------------------------------------------------------------------------------------------ receives

    /**
     * Somebody receives, until {@link #leaveReceive}, whatever comes of this. Waits until deliveries pass to the consumer; false when
     * the time is over, or they never will again.
     */
    boolean enterReceive(ConsumerState<C, M> consumer, Duration time) throws InterruptedException {
        lock.lock();
        try {
            state.enterReceive(consumer);
            return awaitOpen(consumer, time);
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #enterReceive} for who has entered and found that they were stopped again. */
    boolean reenterReceive(ConsumerState<C, M> consumer, Duration time) throws InterruptedException {
        lock.lock();
        try {
            return awaitOpen(consumer, time);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean awaitOpen(ConsumerState<C, M> consumer, Duration time) throws InterruptedException {
        while (!consumer.isOpen()) {
            if (isEnded(consumer) || (time != null && time.isZero()) || !awaitChange(time)) {
                return false;
            }
        }
        return true;
    }

    void leaveReceive(ConsumerState<C, M> consumer) {
        lock.lock();
        try {
            state.leaveReceive(consumer);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until what other threads receive for a consumer, or any if null, has been returned to them. */
    void awaitReceive(ConsumerState<C, M> consumer) {
        awaitEnd(session -> session.receives(consumer));
    }

    // ----------------------------------------------------------------------------------------- listeners

    /** Whether a message is to be asked for, on behalf of a listener. To be followed by {@link #arrive}. */
    boolean request(ConsumerState<C, M> consumer) {
        lock.lock();
        try {
            return state.isOpen() && consumer.request();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What was asked for on behalf of a listener is over.
     *
     * @param fetch what was noted; null if it did not come to that
     * @param message null if none has come
     * @param error null if nothing was wrong
     * @return whether the message waits for its turn; otherwise nobody wants it
     */
    boolean arrive(ConsumerState<C, M> consumer, Completion<?> fetch, M message, JMSException error) {
        lock.lock();
        try {
            consumer.fetched(fetch, error);
            changed.signalAll();
            return message != null && state.isOpen() && consumer.takesIn(message);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for what the thread of the listeners does next.
     *
     * @param rested whether nothing has been handed over since it was told to rest
     */
    Step<C, M> next(boolean rested) throws InterruptedException {
        lock.lock();
        try {
            Step<C, M> step = state.next();
            while (step == null && rested) {
                awaitWork();
                step = state.next();
            }
            return step == null ? new Step.Rest<>() : step;
        } finally {
            lock.unlock();
        }
    }

    /** Consumers that were refused are tried again, now and then. */
    @GuardedBy("lock")
    private void awaitWork() throws InterruptedException {
        List<ConsumerState<C, M>> stuck = state.stuck();
        if (!awaitChange(stuck.isEmpty() ? null : PAUSE)) {
            stuck.forEach(ConsumerState::tryAgain);
        }
    }

    void leaveListener() {
        lock.lock();
        try {
            state.running().leave();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the listener of a consumer, or any if null, has returned; not if it is the caller, or waits for the caller. */
    void awaitListener(ConsumerState<C, M> consumer) {
        awaitEnd(session -> session.running().isAwaited(consumer, completionThread));
    }

    /** Whether the caller is a listener of the session. */
    boolean isInListener() {
        return answer(session -> session.running().isCaller());
    }

    /** Takes in messages for the session's own listener. */
    void load(List<M> messages) {
        change(session -> session.load(messages));
    }

    /** Takes out what was loaded and has not been handed over. */
    List<M> unload() {
        return answer(DeliveryState::unload);
    }

    /** The next message that was loaded, for the session's listener, which counts as running; null if there is none to be handed. */
    M nextLoaded() {
        return answer(DeliveryState::nextLoaded);
    }

    // ------------------------------------------------------------------------------- completion listeners

    /** What becomes of an asynchronous send that wants to enter. */
    enum Entry {
        REFUSED,
        ENTERS,
        /** It enters if a thread can be had that tells of outcomes: {@link #begun} has to follow. */
        NEEDS_THREAD
    }

    /** A send is about to be asked of the engine: who closes waits for {@link #entered}. */
    Entry enter() {
        lock.lock();
        try {
            UntoldSends sends = state.sends();
            while (sends.isBeginning()) {
                changed.awaitUninterruptibly();
            }
            if (sends.isClosed()) {
                return Entry.REFUSED;
            }
            return sends.enter() ? Entry.NEEDS_THREAD : Entry.ENTERS;
        } finally {
            lock.unlock();
        }
    }

    /** A thread for outcomes has begun, or there is none and the send that wanted it does not enter. */
    void begun(boolean there) {
        change(session -> session.sends().begun(there));
    }

    /** @param taken whether the engine has taken the send; then it is to be told */
    void entered(boolean taken) {
        change(session -> session.sends().entered(taken));
    }

    /** Completion listeners run on this thread from now on; null for none. */
    void completeOn(Thread thread) {
        change(session -> completionThread = thread);
    }

    /** Waits for a send that has been taken; false at the end. */
    boolean awaitTaken() {
        awaitEnd(session -> !session.sends().hasUntold() && !session.sends().isOver());
        return answer(session -> session.sends().hasUntold());
    }

    /** The listener of the send that was taken first has returned. */
    void told() {
        change(session -> session.sends().told());
    }

    /** Takes no more sends. */
    void closeSends() {
        change(session -> session.sends().close());
    }

    /** Waits until the listener of everything sent so far has returned; not in one. A listener that waits is not waited for by it. */
    void awaitTold() {
        change(session -> session.running().setWaiting(true));
        try {
            awaitEnd(session -> session.sends().hasAny() && !isInCompletion());
        } finally {
            change(session -> session.running().setWaiting(false));
        }
    }

    /** Whether the caller is a completion listener of the session. */
    public boolean isInCompletion() {
        return Thread.currentThread() == completionThread;
    }
}
