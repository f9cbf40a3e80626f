package org.leasemq.ra.inbound;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.log.Logs;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.ConnectionUrl.Servers;
import org.leasemq.options.InvalidOptionException;

/**
 * The connections of the beans of one kind, one after the other: where a server elsewhere is not there, or what beans want of it
 * belongs to those of another application server, it is tried again until it is theirs. Safe for use by several threads.
 */
final class BeanConnections {
    private static final System.Logger LOG = Logs.of(BeanConnections.class);
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long FIRST_PAUSE_MILLIS = 500;

    private final BeanMessages messages;
    private final boolean transacted;
    /** Whether somebody is trying. */
    private final AtomicBoolean connecting = new AtomicBoolean();
    /** So long it was waited the last time; of whoever is trying. */
    private long pauseMillis;
    /** Whether the server did not let them in; of whoever is trying. */
    private boolean isRefused;

    private volatile long next = System.nanoTime();
    private volatile BeanConnection present;

    @GuardedBy("this")
    private boolean closed;

    BeanConnections(BeanMessages messages, boolean transacted) {
        this.messages = messages;
        this.transacted = transacted;
    }

    /**
     * Connects for the first time.
     *
     * @throws JMSException if that is not possible, and does not become so by itself
     */
    void open() throws JMSException {
        try {
            present = BeanConnection.open(messages, transacted);
        } catch (JMSException e) {
            if (isWrong(e) || !isElsewhere()) {
                throw e;
            }
            LOG.log(
                    Level.WARNING,
                    "Beans for " + messages.spec() + " get no messages yet, which is tried again: " + e.getMessage());
        }
    }

    private boolean isElsewhere() {
        return ConnectionUrl.parse(messages.place()).place() instanceof Servers;
    }

    /** Whether it is what beans say themselves that is wrong. */
    private static boolean isWrong(JMSException e) {
        return e instanceof InvalidDestinationException
                || e instanceof JMSSecurityException
                || e instanceof InvalidSelectorException
                || e.getCause() instanceof InvalidOptionException;
    }

    /** That of the moment; null if there is none. */
    BeanConnection present() {
        return present;
    }

    /** Whether messages come, if there are any. */
    boolean isThere() {
        BeanConnection known = present;
        return known != null && !known.isOver();
    }

    /** One that has not failed: makes it, unless somebody is at that or it has just been tried. Null if there is none yet. */
    BeanConnection renewed() {
        if (!isThere() && System.nanoTime() - next >= 0 && connecting.compareAndSet(false, true)) {
            try {
                connectAgain();
            } finally {
                connecting.set(false);
            }
        }
        return isThere() ? present : null;
    }

    private void connectAgain() {
        if (isThere()) {
            return; // somebody was faster
        }
        BeanConnection lost = present;
        if (lost != null) {
            LOG.log(
                    Level.WARNING,
                    "The connection of beans for " + messages.spec()
                            + " is lost. They get messages when there is another.");
            present = null;
            lost.close();
        }
        try {
            keep(BeanConnection.open(messages, transacted));
            pauseMillis = 0;
            isRefused = false;
        } catch (JMSException | RuntimeException e) { // whatever it is, it is tried again
            notYet(e);
        }
    }

    /** A server that is away comes back; somebody has to know that a password is wrong. */
    private void notYet(Exception e) {
        boolean refused = e instanceof JMSSecurityException;
        if (refused && !isRefused) {
            LOG.log(
                    Level.WARNING,
                    "Beans for " + messages.spec() + " get no messages, which is tried again every "
                            + LONGEST_PAUSE_MILLIS / 1000 + " s: " + e.getMessage());
        } else {
            LOG.log(Level.DEBUG, "Not yet", e);
        }
        isRefused = refused;
        pauseMillis = refused
                ? LONGEST_PAUSE_MILLIS
                : Math.max(FIRST_PAUSE_MILLIS, Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis));
        next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
    }

    private void keep(BeanConnection made) {
        synchronized (this) {
            if (!closed) {
                present = made;
                LOG.log(Level.INFO, "Beans for " + messages.spec() + " are connected.");
                return;
            }
        }
        made.closeAll();
    }

    /** No bean is running. */
    void close() {
        BeanConnection last;
        synchronized (this) {
            closed = true;
            last = present;
        }
        if (last != null) {
            last.closeAll();
        }
    }
}
