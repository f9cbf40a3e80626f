package org.leasemq.samples.serverbenchmark;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the beans of the moment have done. */
final class Counter {
    static final AtomicInteger DONE = new AtomicInteger();
    static final AtomicLong FIRST = new AtomicLong();
    static final AtomicLong LAST = new AtomicLong();
    /** Whether each message goes with a row in a database. */
    static volatile boolean twoResources;

    private Counter() {}

    static void reset(boolean two) {
        DONE.set(0);
        FIRST.set(0);
        LAST.set(0);
        twoResources = two;
    }

    static void done() {
        long now = System.nanoTime();
        FIRST.compareAndSet(0, now);
        LAST.set(now);
        DONE.incrementAndGet();
    }
}
