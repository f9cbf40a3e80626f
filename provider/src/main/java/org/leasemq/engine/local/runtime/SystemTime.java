package org.leasemq.engine.local.runtime;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.leasemq.engine.TimeSource;

/** The clocks of the system. */
final class SystemTime implements TimeSource {
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    static final SystemTime INSTANCE = new SystemTime();

    private final long start;

    /** Both clocks tick together: what lasts some milliseconds does not end before the wall clock shows that they are over. */
    private SystemTime() {
        long sinceTick = Instant.now().getNano() % NANOS;
        start = System.nanoTime() - NANOS - sinceTick;
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
