package org.leasemq.engine.local.queue;

import org.leasemq.engine.model.RedrivePolicy;

/**
 * How many deliveries of a queue are recorded ahead of time.
 *
 * <p>A delivery is recorded before the message is handed over, so that a message that kills the process is known to have
 * been tried. A consumer that takes microseconds for each message would wait for the disk each time; so the next few are
 * recorded with it, more the faster they are taken. After a crash those count one delivery too many, once; an orderly
 * shutdown sets them right. Nothing is recorded ahead where that could bring a message to the dead-letter queue untried.
 */
public final class AttemptWindow {
    private static final int LARGEST = 1024;
    private static final long QUICK_MILLIS = 10;
    private static final int ENOUGH_ATTEMPTS = 3;

    private boolean allowed = true;
    private int size;
    private long lastGrown = Long.MIN_VALUE / 2;

    void allowAhead(RedrivePolicy policy) {
        allowed = policy == null || policy.maxReceiveCount() >= ENOUGH_ATTEMPTS;
    }

    boolean mayRunAhead() {
        return allowed;
    }

    int size() {
        return allowed ? size : 0;
    }

    /** A delivery has to wait for being recorded: how many to record with it. */
    public int grow(long now) {
        size = now - lastGrown <= QUICK_MILLIS ? Math.min(Math.max(1, size * 2), LARGEST) : size / 4;
        lastGrown = now;
        return size();
    }
}
