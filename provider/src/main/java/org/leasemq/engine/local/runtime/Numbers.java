package org.leasemq.engine.local.runtime;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** What an engine gives out once: positions of messages, numbers of queues and leases, ids. */
public final class Numbers {
    private final RandomGenerator random;
    private long lastPosition;
    private int lastQueue;
    /** Begins anywhere, so that receipts of a run before name none of this one. */
    private int lastLease;

    public Numbers(RandomGenerator random) {
        this.random = random;
        this.lastLease = random.nextInt();
    }

    public long nextPosition() {
        return ++lastPosition;
    }

    public long lastPosition() {
        return lastPosition;
    }

    /** No position up to this one is given again. */
    public void skipPositions(long upTo) {
        lastPosition = Math.max(lastPosition, upTo);
    }

    public int nextQueue() {
        return ++lastQueue;
    }

    /** No number of a queue up to this one is given again. */
    public void skipQueues(int upTo) {
        lastQueue = Math.max(lastQueue, upTo);
    }

    /** Never 0. */
    public int nextLease() {
        lastLease++;
        if (lastLease == 0) {
            lastLease++;
        }
        return lastLease;
    }

    /** A random one. */
    public UUID newId() {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
