package org.leasemq.engine;

import java.time.Duration;
import java.time.Instant;

/** Clocks that stand still until they are advanced, or the wall clock is set. */
public class SettableClock implements TimeSource {
    private volatile Instant now;
    private volatile long elapsed = 1000;

    /** At some moment. */
    public SettableClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public SettableClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long elapsedMillis() {
        return elapsed;
    }

    /** Lets time pass. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
        elapsed = elapsed + duration.toMillis();
    }

    /** Somebody sets the wall clock, forward or back; no time passes. */
    public synchronized void jump(Duration by) {
        set(now.plus(by));
    }

    /** As {@link #jump}, to a moment. */
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
