package org.leasemq.sqs;

import java.time.Duration;
import java.time.Instant;
import org.leasemq.engine.TimeSource;

/** Clocks that stand still until they are advanced, or the wall clock is set. */
public class TestClock implements TimeSource {
    private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private volatile long elapsed = 1000;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long elapsedMillis() {
        return elapsed;
    }

    /** Somebody sets the wall clock; no time passes. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    /** Lets time pass. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
        elapsed = elapsed + duration.toMillis();
    }
}
