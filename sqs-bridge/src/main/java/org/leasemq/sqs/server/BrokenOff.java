package org.leasemq.sqs.server;

import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.eclipse.jetty.io.QuietException;
import org.leasemq.engine.GuardedBy;
import org.leasemq.engine.TimeSource;

/**
 * Tells the operator why clients did not get an answer, or no connection: a line at once, then one in ten seconds with how many
 * there were, so that clients cannot fill the log. An {@link Error} is told in any case: the process may have to end. Safe for
 * use by several threads.
 */
final class BrokenOff {
    private static final System.Logger LOG = System.getLogger(BrokenOff.class.getName());
    private static final long BETWEEN_LINES = Duration.ofSeconds(10).toMillis();

    private final TimeSource clock;

    @GuardedBy("this")
    private long silentUntil;

    @GuardedBy("this")
    private long untold;

    BrokenOff(TimeSource clock) {
        this.clock = clock;
    }

    /** A connection was ended by this side. */
    void because(Throwable reason) {
        if (reason instanceof Error) {
            LOG.log(Level.ERROR, "A connection was ended without an answer: " + reason, reason);
        } else {
            say("A connection was ended without an answer: " + reason.getMessage(), reason);
        }
    }

    /** A connection ended, maybe since something failed here; what clients do is no news. */
    void endedBy(Throwable reason) {
        boolean clients = reason instanceof UncheckedIOException || QuietException.isQuiet(reason);
        if (reason instanceof Error || reason instanceof RuntimeException && !clients) {
            because(reason);
        }
    }

    /** A connection was not accepted. */
    void refused(String why) {
        say(why, null);
    }

    private void say(String what, Throwable reason) {
        long others = toTell();
        if (others >= 0) {
            String more = others == 0 ? "" : " (and " + others + " more since the last line of this kind)";
            LOG.log(Level.WARNING, what + more, reason);
        }
    }

    /** How many have not been told; negative if it is too soon to tell. */
    private synchronized long toTell() {
        long now = clock.elapsedMillis();
        if (now < silentUntil) {
            untold++;
            return -1;
        }
        silentUntil = now + BETWEEN_LINES;
        long others = untold;
        untold = 0;
        return others;
    }
}
