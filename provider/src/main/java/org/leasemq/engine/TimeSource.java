package org.leasemq.engine;

import java.time.InstantSource;

/**
 * Two clocks. Dates are those of the wall clock, which somebody may set, forward or back. What lasts for some time (a wait, a
 * delay, a lease) is measured by the other, which only goes forward and nobody can set. Safe for use by several threads.
 */
public interface TimeSource extends InstantSource {

    /**
     * The time that has passed since some moment in the past, in milliseconds: greater than 0, and never less than it was. Means
     * nothing in another process.
     */
    long elapsedMillis();
}
