package org.leasemq.store.postgresql;

import org.leasemq.engine.TimeSource;

/**
 * How long an owner may be sure that it is one: from the moment before it asked for what was then written, by its own clocks.
 * Whichever of them has gone further counts: one of them stands still while a machine is suspended. Thread-safe.
 */
final class Term {
    private final TimeSource clock;
    private final long millis;
    private volatile Moment renewed;
    private volatile boolean over;

    /**
     * What both clocks said.
     *
     * @param elapsed of the one that nobody can set
     * @param date of the wall clock
     */
    record Moment(long elapsed, long date) {}

    Term(TimeSource clock, long millis) {
        this.clock = clock;
        this.millis = millis;
        this.renewed = now();
    }

    Moment now() {
        return new Moment(clock.elapsedMillis(), clock.millis());
    }

    /** Something was written that was asked for at a moment, or later. Nothing renews one that is over. */
    void renew(Moment asked) {
        renewed = asked;
    }

    boolean isOver() {
        if (!over && millisLeft() <= 0) {
            over = true;
        }
        return over;
    }

    long millisLeft() {
        Moment last = renewed;
        long passed = Math.max(clock.elapsedMillis() - last.elapsed(), clock.millis() - last.date());
        return millis - passed;
    }

    /** Whether a third of it has gone. */
    boolean isToBeRenewed() {
        return millisLeft() < millis * 2 / 3;
    }

    /** It is known that another is the owner, or nobody. */
    void end() {
        over = true;
    }
}
