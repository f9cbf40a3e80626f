package org.leasemq.engine.local.runtime;

/** What time it is, and what happens when it is later. Asked under the engine's lock. */
public interface Moments {
    /** The date: milliseconds since the epoch, by the wall clock, which may jump. For what others see and what is stored. */
    long now();

    /** The moment: milliseconds that have passed since some time ago. For all that lasts while the process lives. */
    long elapsed();

    /** What the wall clock will show at a moment, unless it is set before. */
    default long dateOf(long moment) {
        return moment - elapsed() + now();
    }

    /** The moment at which the wall clock will show a date, unless it is set before. */
    default long momentOf(long date) {
        return date - now() + elapsed();
    }

    /** What happens after some time: at {@link #elapsed moments}. */
    Timers timers();

    /** What happens when the wall clock shows a date. */
    Timers dates();
}
