package org.leasemq.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.jms.error.JmsErrors;

/**
 * Sends of one session whose outcome is told to a listener (Jakarta Messaging 3.1, section 7.3). They enter the engine in the
 * order of the calls, as all sends do; the outcomes are told in the same order, one at a time, by a thread that waits for each.
 */
final class AsyncSends {

    /** The outcome of a send, once it is there. */
    interface Outcome {
        /** Waits for it, and tells the message. */
        void await() throws JMSException;
    }

    /** @param kept bytes that are counted until the listener has returned */
    private record Pending(Dispatch dispatch, Outcome outcome, CompletionListener listener, long kept) {}

    private final SessionCore session;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();

    /** Sends that are being asked of the engine, of which it may have taken each already. */
    @GuardedBy("lock")
    private int entering;

    @GuardedBy("lock")
    private boolean running;
    /** The one that tells the outcomes, once it has begun. */
    @GuardedBy("lock")
    private Thread thread;

    @GuardedBy("lock")
    private boolean closed;

    AsyncSends(SessionCore session) {
        this.session = session;
    }

    void send(Dispatch dispatch, CompletionListener listener) throws JMSException {
        session.connection().refuseInServer("An asynchronous send");
        session.soleUse().enter("send");
        try {
            reserve();
            enter(dispatch, listener);
        } finally {
            session.soleUse().leave();
        }
    }

    private void enter(Dispatch dispatch, CompletionListener listener) throws JMSException {
        long kept = 0;
        Pending send = null;
        try {
            kept = session.leasing().keep(dispatch.content());
            send = new Pending(dispatch, session.acknowledgement().sendAsync(dispatch), listener, kept);
        } finally {
            if (send == null) {
                session.leasing().letGo(kept);
            }
            add(send); // whatever happens: others wait for that without end
        }
    }

    /**
     * A place for what is about to be sent, before it is: who closes waits for it, and nothing has been sent when there is none,
     * or no thread.
     */
    private void reserve() throws JMSException {
        lock.lock();
        try {
            if (closed) {
                throw JmsErrors.closed("The session");
            }
            if (!running) {
                session.connection().run(this::run);
                running = true;
            }
            entering++;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the place that was reserved; null if nothing was sent. */
    private void add(Pending send) {
        lock.lock();
        try {
            entering--;
            if (send != null) {
                pending.add(send);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        setThread(Thread.currentThread());
        try {
            tellAll();
        } finally {
            setThread(null); // which may do something else from now on
        }
    }

    private void setThread(Thread value) {
        lock.lock();
        try {
            thread = value;
        } finally {
            lock.unlock();
        }
        session.gate().completeOn(value);
        session.soleUse().letThrough(value);
    }

    private void tellAll() {
        for (Pending next = next(); next != null; next = next()) {
            try {
                tell(next);
                session.leasing().letGo(next.kept);
            } finally {
                told(); // whatever happens: others wait for that without end
            }
        }
    }

    private void told() {
        lock.lock();
        try {
            pending.remove();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next one, which stays pending until its listener has returned; null at the end. */
    private Pending next() {
        lock.lock();
        try {
            while (pending.isEmpty() && !(closed && entering == 0)) {
                changed.awaitUninterruptibly();
            }
            return pending.peek();
        } finally {
            lock.unlock();
        }
    }

    private void tell(Pending send) {
        JMSException failure = null;
        try {
            send.outcome.await();
        } catch (JMSException e) {
            failure = e;
        } catch (Throwable e) { // whatever it is, the listener is told
            failure = JmsErrors.unexpected(e);
        }
        try {
            if (failure == null) {
                send.listener.onCompletion(send.dispatch.given());
            } else {
                send.listener.onException(send.dispatch.given(), failure);
            }
        } catch (Throwable e) { // whatever it is, the others are told
            session.notices().threw("A completion listener threw an exception, which changes nothing", e);
        }
    }

    /** Waits until the listener of everything sent so far has returned; not in a listener. */
    void awaitAll() {
        session.gate().awaitCompletions(this::awaitPending);
    }

    private void awaitPending() {
        lock.lock();
        try {
            while ((entering > 0 || !pending.isEmpty()) && Thread.currentThread() != thread) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Refuses what a completion listener must not do, since it would wait for itself. */
    void refuseInListener(String what) throws JMSException {
        lock.lock();
        try {
            if (Thread.currentThread() == thread) {
                throw JmsErrors.illegalState(what + " cannot be called from a completion listener of the same session, "
                        + "which it would have to wait for.");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, waits as {@link #awaitAll}, and ends the thread. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        awaitAll();
    }
}
