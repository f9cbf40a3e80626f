package org.leasemq.junit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.leasemq.engine.TimeSource;

/** Other clocks and what they have been advanced by. Safe for use by several threads. */
final class TestClock implements TimeSource {
    private final TimeSource base;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    TestClock(TimeSource base) {
        this.base = base;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead.get());
    }

    @Override
    public long elapsedMillis() {
        return base.elapsedMillis() + ahead.get().toMillis();
    }

    void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("The clock cannot be set back, by " + by + ": it only goes forward.");
        }
        ahead.accumulateAndGet(by, Duration::plus);
    }
}
