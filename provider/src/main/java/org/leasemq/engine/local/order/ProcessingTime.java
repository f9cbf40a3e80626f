package org.leasemq.engine.local.order;

import java.time.Duration;

/**
 * How long messages have been in flight lately, all of them together: what was long ago counts less and less. A queue of which
 * one message has always been in flight has {@link #MEMORY}, one with two of them twice that.
 */
final class ProcessingTime {
    /** After so long a third of it still counts, in milliseconds. */
    static final long MEMORY = Duration.ofMinutes(5).toMillis();

    private int inFlight;
    private double millis;
    /** The moment up to which that is known. */
    private long moment;

    /** From now on so many more are in flight. */
    void change(int more, long now) {
        millis = upTo(now);
        moment = now;
        inFlight += more;
    }

    /** In milliseconds. */
    double upTo(long now) {
        if (now == moment) {
            return millis;
        }
        double always = (double) inFlight * MEMORY;
        return always + (millis - always) * Math.exp((double) (moment - now) / MEMORY);
    }

    int inFlight() {
        return inFlight;
    }
}
