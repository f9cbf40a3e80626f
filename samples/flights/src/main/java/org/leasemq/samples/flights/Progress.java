package org.leasemq.samples.flights;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** How far the work is, from what the worker reports: kept, and shown now and then. For one thread. */
final class Progress {
    private static final Duration ON_TERMINAL = Duration.ofMillis(100);
    private static final Duration IN_LOG = Duration.ofSeconds(2);

    private final int departures;
    private final InstantSource clock;
    private final PrintStream out;
    private final boolean terminal;
    private Instant shown;
    private int lastSent = -1;
    private int done;
    private Instant lastDone;

    /**
     * Of so many departures.
     *
     * @param terminal whether one line can be overwritten, rather than one after the other written
     */
    Progress(int departures, InstantSource clock, PrintStream out, boolean terminal) {
        this.departures = departures;
        this.clock = clock;
        this.out = out;
        this.terminal = terminal;
        shown = clock.instant();
        lastDone = shown;
    }

    /** Takes in one line of {@link Reports}. */
    void report(String line) {
        if (line.startsWith(Reports.SENT)) {
            lastSent = Integer.parseInt(line.substring(Reports.SENT.length()));
        } else if (line.startsWith(Reports.DONE)) {
            done++;
            lastDone = clock.instant();
        } else {
            throw new IllegalStateException("The worker reported '" + line + "', which is nothing it should report");
        }
        Instant now = clock.instant();
        if (Duration.between(shown, now).compareTo(terminal ? ON_TERMINAL : IN_LOG) >= 0) {
            show(now);
        }
    }

    /** The departures of which the send has returned. */
    int sent() {
        return lastSent + 1;
    }

    /** Transactions that are known to have been committed; the last ones before a kill may not have been reported. */
    int done() {
        return done;
    }

    /** When the last transaction was committed. */
    Instant lastDone() {
        return lastDone;
    }

    /** Says something on a line of its own, below how far it is now. */
    void say(String text) {
        show(clock.instant());
        out.println((terminal ? System.lineSeparator() : "") + text);
    }

    private void show(Instant now) {
        shown = now;
        String text = String.format(Locale.ROOT, "  sent %,7d   processed %,7d   of %,d", sent(), done, departures);
        if (terminal) {
            out.print("\r" + text);
            out.flush();
        } else {
            out.println(text);
        }
    }
}
