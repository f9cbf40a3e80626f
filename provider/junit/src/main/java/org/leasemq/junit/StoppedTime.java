package org.leasemq.junit;

import java.time.Instant;
import org.leasemq.engine.TimeSource;

/**
 * Clocks that stand still.
 *
 * @param instant what the wall clock shows
 */
record StoppedTime(Instant instant) implements TimeSource {
    @Override
    public long elapsedMillis() {
        return 1;
    }
}
