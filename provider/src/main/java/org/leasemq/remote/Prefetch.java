package org.leasemq.remote;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Delivery;

/**
 * Messages that one receiver has been given in advance, so that a round trip is not paid for each. How many it is given at once
 * depends on how fast it takes them: what it takes in a fraction of a second. Safe for use by several threads.
 */
final class Prefetch {
    /** Who takes longer for what he has been given gets less the next time. */
    private static final long SHORT_MILLIS = 50;

    private final int most;

    @GuardedBy("this")
    private final Deque<Delivery> kept = new ArrayDeque<>();

    /** How many are asked for at once. */
    @GuardedBy("this")
    private int window = 1;

    /** Whether as many have come as were asked for. */
    @GuardedBy("this")
    private boolean filled;

    @GuardedBy("this")
    private long filledAt;

    @GuardedBy("this")
    private long usedAt;

    @GuardedBy("this")
    private boolean over;

    /** Whose answer comes late, since it was not waited for while there was no connection; null mostly. */
    private volatile Receiving late;

    /** @param most how many it is given at once at most */
    Prefetch(int most) {
        this.most = most;
    }

    /** The next of those that are here; null if there is none. */
    synchronized Delivery next(long now) {
        usedAt = now;
        return kept.poll();
    }

    Receiving late() {
        return late;
    }

    void late(Receiving value) {
        late = value;
    }

    /** How many to ask for, now that there are none. */
    synchronized int window(long now) {
        if (filled) {
            filled = false;
            window = now - filledAt <= SHORT_MILLIS ? Math.min(most, window * 2) : Math.max(1, window / 2);
        }
        return window;
    }

    /**
     * Messages have come.
     *
     * @param asWanted whether they are as many as were asked for
     * @return whether they are kept; otherwise they come too late
     */
    synchronized boolean keep(List<Delivery> deliveries, boolean asWanted, long now) {
        if (!over) {
            usedAt = now;
            filledAt = now;
            filled = asWanted;
            kept.addAll(deliveries);
        }
        return !over;
    }

    /** Whether there are some that nobody has asked for since a moment. */
    synchronized boolean isUnusedSince(long moment) {
        return usedAt <= moment && !kept.isEmpty();
    }

    /** Whether there are some of that queue. */
    synchronized boolean isOf(int queue) {
        return !kept.isEmpty() && kept.peek().receipt().queue() == queue;
    }

    synchronized boolean isEmpty() {
        return kept.isEmpty();
    }

    /** It is over: takes out what is here. */
    synchronized List<Delivery> end() {
        over = true;
        List<Delivery> all = new ArrayList<>(kept);
        kept.clear();
        return all;
    }
}
