package org.leasemq.engine.local;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.leasemq.engine.TimeSource;

/** The clocks of the system. */
final class SystemTime implements TimeSource {
    static final SystemTime INSTANCE = new SystemTime();

    private final long start = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(1);

    private SystemTime() {}

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
