package org.leasemq.log;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lines of a log that clients can cause: one at once, then one in ten seconds with how many there were, so that they cannot
 * fill the log. Safe for use by several threads.
 */
public final class Seldom {
    private static final long BETWEEN_LINES = Duration.ofSeconds(10).toMillis();

    private final LongSupplier millis;
    private long silentUntil = Long.MIN_VALUE;
    private long untold;

    /** @param millis a clock that cannot be set, in milliseconds */
    public Seldom(LongSupplier millis) {
        this.millis = millis;
    }

    /** What to add to a line of this kind; null if it is too soon for one. */
    public synchronized String more() {
        long now = millis.getAsLong();
        if (now < silentUntil) {
            untold++;
            return null;
        }
        silentUntil = now + BETWEEN_LINES;
        long others = untold;
        untold = 0;
        return others == 0 ? "" : " (and " + others + " more since the last line of this kind)";
    }
}
