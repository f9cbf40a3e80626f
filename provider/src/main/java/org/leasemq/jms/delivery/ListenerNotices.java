package org.leasemq.jms.delivery;

import java.lang.System.Logger.Level;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.TimeSource;
import org.leasemq.log.Logs;

/**
 * What the log says of a session's listeners that throw exceptions: the first at once, and then one in some seconds with the
 * number of those that were left out, since one that throws always does so as often as it is called. Safe for use by several
 * threads.
 */
public final class ListenerNotices {
    private static final System.Logger LOG = Logs.of(ListenerNotices.class);
    private static final long PAUSE_MILLIS = 10_000;

    private final TimeSource clock;

    @GuardedBy("this")
    private long next;

    @GuardedBy("this")
    private int untold;

    public ListenerNotices(TimeSource clock) {
        this.clock = clock;
    }

    /** A listener has thrown something. */
    void threw(String what, Throwable thrown) {
        int leftOut;
        synchronized (this) {
            long now = clock.elapsedMillis();
            if (now < next) {
                untold++;
                return;
            }
            next = now + PAUSE_MILLIS;
            leftOut = takeUntold();
        }
        LOG.log(
                Level.WARNING,
                what + (leftOut == 0 ? "" : " (and " + leftOut + " more since the last such line)"),
                thrown);
    }

    private synchronized int takeUntold() {
        int taken = untold;
        untold = 0;
        return taken;
    }

    /** The session closes: nothing is kept to be told later. */
    public void tellAll() {
        int leftOut = takeUntold();
        if (leftOut > 0) {
            LOG.log(
                    Level.WARNING,
                    "Listeners of a session that is closed threw " + leftOut + " exceptions more than the log shows");
        }
    }
}
