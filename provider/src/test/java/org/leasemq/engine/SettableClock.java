package org.leasemq.engine;

import java.time.Duration;
import java.time.Instant;

/** Clocks that stand still until they are advanced, or the wall clock is set. */
public final class SettableClock implements TimeSource {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private volatile long elapsed = 1000;

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
        now = now.plus(by);
    }
}
