package org.leasemq.jms;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.leasemq.jms.error.JmsErrors;

/**
 * Through which all deliveries of a session go: open while the connection is started. What it guards is the state of the
 * session's {@link Line}s and of its {@link ListenerLoop}. The lock is never held while the engine is called, which may call
 * other sessions back.
 */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Line> lines = new ArrayList<>();
    private final List<Line> receiving = new ArrayList<>(1);
    private boolean started;
    private volatile boolean closed;

    /** The line whose listener is running, or null; and the thread it runs on. */
    private Line listening;

    private Thread listenerThread;
    /** Whether it waits for completion listeners, and the thread that these run on, or null. */
    private boolean listenerWaits;

    private Thread completionThread;

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Whether deliveries pass. To be asked under the lock. */
    boolean isOpen() {
        return started && !closed;
    }

    /** Waits until deliveries pass, or never will again. Under the lock. */
    void awaitOpen() {
        while (!started && !closed) {
            changed.awaitUninterruptibly();
        }
    }

    boolean isClosed() {
        return closed;
    }

    void changed() {
        changed.signalAll();
    }

    void awaitChange() throws InterruptedException {
        changed.await();
    }

    /** Waits for a change; false when the time is over. */
    boolean awaitChange(Duration time) throws InterruptedException {
        return changed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    List<Line> lines() {
        return lines;
    }

    void add(Line line) {
        lock();
        try {
            lines.add(line);
            changed();
        } finally {
            unlock();
        }
    }

    void remove(Line line) {
        lock();
        try {
            lines.remove(line);
        } finally {
            unlock();
        }
    }

    void start() {
        lock();
        try {
            started = true;
            changed();
        } finally {
            unlock();
        }
    }

    /** Lets nothing through any more. To be followed by {@link #settle}. */
    void stop() {
        shut(false);
    }

    /** After a stop: gives back what has come, and waits until the listener that is running has returned. */
    void settle() {
        withdrawUnseen();
        awaitListener(null);
    }

    /** As stop and settle, for good. Waiting receives end. */
    void end() {
        shut(true);
        settle();
    }

    /** As {@link #end}; receives have returned afterwards. */
    void close() {
        end();
        awaitReceive(null);
    }

    private void shut(boolean forGood) {
        lock();
        try {
            started = false;
            closed |= forGood;
            changed();
        } finally {
            unlock();
        }
    }

    /** Gives back what has come for listeners and has not been seen, so that what is released next comes before it. */
    void withdrawUnseen() {
        List<Runnable> withdrawals;
        lock();
        try {
            withdrawals = lines.stream().map(Line::withdraw).toList();
        } finally {
            unlock();
        }
        withdrawals.forEach(Runnable::run);
    }

    // -------------------------------------------------------------------------------------------- receives

    void enterReceive(Line line) {
        lock();
        try {
            receiving.add(line);
        } finally {
            unlock();
        }
    }

    void leaveReceive(Line line) {
        lock();
        try {
            receiving.remove(line);
            changed();
        } finally {
            unlock();
        }
    }

    /** Waits until what other threads receive from a line, or any if null, has been returned to them. */
    void awaitReceive(Line line) {
        lock();
        try {
            while (line == null ? !receiving.isEmpty() : receiving.contains(line)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            unlock();
        }
    }

    // ------------------------------------------------------------------------------------------- listeners

    /** The loop hands a message to a listener. Under the lock. */
    void enterListener(Line line) {
        listening = line;
        listenerThread = Thread.currentThread();
    }

    void leaveListener() {
        lock();
        try {
            listening = null;
            listenerThread = null;
            changed();
        } finally {
            unlock();
        }
    }

    /** Waits until the listener of a line, or any if null, has returned; not if it is the caller, or waits for the caller. */
    void awaitListener(Line line) {
        lock();
        try {
            while (listening != null && (line == null || listening == line) && !listenerNeeds(Thread.currentThread())) {
                changed.awaitUninterruptibly();
            }
        } finally {
            unlock();
        }
    }

    private boolean listenerNeeds(Thread thread) {
        return listenerThread == thread || listenerWaits && completionThread == thread;
    }

    /** @param thread what completion listeners run on; null for none any more */
    void completeOn(Thread thread) {
        lock();
        try {
            completionThread = thread;
            changed();
        } finally {
            unlock();
        }
    }

    /** Waits for completion listeners, which the listener may do: they do not wait for it meanwhile. */
    void awaitCompletions(Runnable wait) {
        setWaits(true);
        try {
            wait.run();
        } finally {
            setWaits(false);
        }
    }

    private void setWaits(boolean value) {
        lock();
        try {
            if (listenerThread == Thread.currentThread()) {
                listenerWaits = value;
                changed();
            }
        } finally {
            unlock();
        }
    }

    /** Refuses what a listener must not do to its own session or connection. */
    void refuseInListener(String what) throws JMSException {
        lock();
        try {
            if (listening != null && listenerThread == Thread.currentThread()) {
                throw JmsErrors.illegalState(
                        what + " cannot be called from a message listener of the same session, which it "
                                + "would have to wait for.");
            }
        } finally {
            unlock();
        }
    }
}
