package org.leasemq.sqs.server.connection;

import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.io.QuietException;
import org.leasemq.engine.TimeSource;
import org.leasemq.log.Logs;
import org.leasemq.log.Seldom;

/**
 * Tells the operator why clients did not get an answer, or no connection: a line at once, then one in ten seconds with how many
 * there were, so that clients cannot fill the log. An {@link Error} is told in any case: the process may have to end. Safe for
 * use by several threads.
 */
public final class BrokenOff {
    private static final System.Logger LOG = Logs.of(BrokenOff.class);

    private final Seldom seldom;

    /** @param clock tells when */
    public BrokenOff(TimeSource clock) {
        this.seldom = new Seldom(clock::elapsedMillis);
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
        String more = seldom.more();
        if (more != null) {
            LOG.log(Level.WARNING, what + more, reason);
        }
    }
}
