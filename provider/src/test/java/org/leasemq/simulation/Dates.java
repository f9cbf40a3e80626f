package org.leasemq.simulation;

import java.time.Duration;
import org.leasemq.engine.SettableClock;

/** The clocks of a simulation, and between which dates something that is over now may have happened. */
final class Dates {
    final SettableClock clock = new SettableClock();
    private long earliest = clock.millis();
    private long latest = clock.millis();
    private int jumps;
    private int jumpsAtStart;

    /** The present moment. */
    long elapsed() {
        return clock.elapsedMillis();
    }

    /** Somebody sets the wall clock. */
    void jump(Duration by) {
        look();
        clock.jump(by);
        jumps++;
        look();
    }

    /** Time may have passed. */
    void look() {
        earliest = Math.min(earliest, clock.millis());
        latest = Math.max(latest, clock.millis());
    }

    /** Nothing is on its way: whatever happens from now on has not begun before. */
    void nothingIsGoingOn() {
        look();
        earliest = clock.millis();
    }

    /** The earliest date at which something that is over now may have begun. */
    long earliest() {
        look();
        return earliest;
    }

    /** The latest date ever. */
    long latest() {
        look();
        return latest;
    }

    /** How often the wall clock has been set. */
    int jumps() {
        return jumps;
    }

    /** A process starts. */
    void started() {
        jumpsAtStart = jumps;
    }

    boolean haveJumpedSinceTheStart() {
        return jumps != jumpsAtStart;
    }
}
