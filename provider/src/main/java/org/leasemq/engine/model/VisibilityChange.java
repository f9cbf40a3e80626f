package org.leasemq.engine.model;

import java.time.Duration;
import java.util.Objects;

/**
 * A lease is to end at another time.
 *
 * @param receipt the lease
 * @param visibility how long from now it lasts, up to 100 years; zero ends it
 */
public record VisibilityChange(Receipt receipt, Duration visibility) {
    /** The longest a lease can be asked to last. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    public VisibilityChange {
        Objects.requireNonNull(receipt, "receipt");
        requirePossible(visibility);
    }

    /** Refuses what would not fit the clock: it would fail much later, in the middle of handing messages out. */
    public static void requirePossible(Duration visibility) {
        if (visibility.isNegative() || visibility.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A visibility of " + visibility + " is not between 0 and 100 years.");
        }
    }
}
