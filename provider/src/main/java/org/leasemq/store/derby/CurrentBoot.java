package org.leasemq.store.derby;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.leasemq.log.Logs;
import org.leasemq.store.StoreException;
import org.leasemq.store.derby.database.Uninterrupted;
import org.leasemq.store.derby.failure.Failures;

/**
 * The boot that a store works with. When it breaks, the database is opened anew, by the next one who wants something of it;
 * whoever was reading in the old boot meanwhile reads again in the new one. Thread-safe.
 */
final class CurrentBoot {
    static final String ANEW = "The store opens its database anew at the next call.";

    private static final System.Logger LOG = Logs.of(CurrentBoot.class);
    private static final long RETRY_MILLIS = 1_000;

    private final String where;
    private final Surroundings surroundings;
    private final Reopening reopening;

    /** Held while the database is opened anew. It does not wait for readers then, since they may wait for this. */
    private final ReentrantLock writing;

    /** Null while the database is being opened anew, and when that failed. */
    private volatile Boot boot;

    private volatile StoreException failure;
    private volatile boolean usable;
    private volatile boolean closed;

    /** Guarded by writing. */
    private long lastRetry = Long.MIN_VALUE;

    /** Opens a database anew that is shut down, or broken, and brings it to what was acknowledged. */
    interface Reopening {
        Boot run() throws SQLException;
    }

    /** Something to do with a connection. What makes or removes files has to be undisturbed. */
    interface Work<T> {
        T with(Connection connection, Uninterrupted uninterrupted) throws SQLException;
    }

    CurrentBoot(String where, Boot first, Surroundings surroundings, ReentrantLock writing, Reopening reopening) {
        this.where = where;
        this.boot = first;
        this.surroundings = surroundings;
        this.writing = writing;
        this.reopening = reopening;
    }

    /** For who holds the lock for writing, and has seen that it is healthy. */
    Boot get() {
        return boot;
    }

    /** From now on it is used. */
    void begin() {
        usable = true;
    }

    boolean hasBegun() {
        return usable;
    }

    /** Does something with a connection; once more when the database turned out to be down. */
    <T> T run(String what, Work<T> work) {
        try (Uninterrupted uninterrupted = new Uninterrupted()) {
            boolean again = false;
            while (true) {
                Boot used = healthy(uninterrupted);
                try {
                    return uninterrupted.insist(() -> used.run(connection -> work.with(connection, uninterrupted)));
                } catch (SQLException e) {
                    again |= mayGoOn(used, what, again, e);
                } catch (StoreException e) {
                    throw e;
                } catch (RuntimeException | Error e) {
                    if (e instanceof Error || used == boot) {
                        fail(used, what, new SQLException(e)); // nobody knows what it left behind in Derby
                        throw e;
                    }
                }
            }
        }
    }

    /** After a failure; tells whether it was one of the boot, and not that somebody has opened the database anew. */
    private boolean mayGoOn(Boot used, String what, boolean again, SQLException e) {
        if (used != boot) {
            return false;
        }
        if (!Failures.isFatal(e)) {
            throw Failures.translate(what, "It is tried again at the next call.", e);
        }
        StoreException failed = fail(used, what, e);
        if (again) {
            throw failed;
        }
        return true;
    }

    private Boot healthy(Uninterrupted uninterrupted) {
        Boot now = boot;
        if (failure == null && now != null) {
            requireOpen();
            return now;
        }
        writing.lock();
        try {
            requireHealthy(uninterrupted);
            return boot;
        } finally {
            writing.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("The store in " + where + " is closed.");
        }
        if (!usable) {
            throw new IllegalStateException("recover() has to be called first");
        }
    }

    /** Opens the database anew if need be. For who holds the lock for writing. */
    void requireHealthy(Uninterrupted uninterrupted) {
        requireOpen();
        if (failure == null) {
            return;
        }
        long now = surroundings.clock().millis();
        if (lastRetry != Long.MIN_VALUE && Math.abs(now - lastRetry) < RETRY_MILLIS) {
            throw Failures.again(failure);
        }
        lastRetry = now;
        openAnew(uninterrupted);
    }

    private void openAnew(Uninterrupted uninterrupted) {
        try {
            uninterrupted.undisturbed(this::reopen);
        } catch (SQLException e) {
            failure = Failures.translate(
                    "The database of the store in " + where + " could not be opened again",
                    "It is tried again in a second.",
                    e);
            throw failure;
        } catch (StoreException e) {
            failure = e;
            throw e;
        }
    }

    /** For who holds the lock for writing, and refuses the boot if this throws; where no interrupt comes. */
    void reopen() throws SQLException {
        surroundings.ground().requireSame();
        Boot old = boot;
        boot = null; // before it is closed: readers in it see that they are to read again
        if (old != null) {
            old.close();
        }
        Boot renewed = reopening.run();
        synchronized (this) {
            boot = renewed;
            failure = null;
        }
    }

    /** Notes that a boot broke, if it still is this one. */
    private synchronized StoreException fail(Boot broken, String what, SQLException e) {
        StoreException translated = Failures.translate(what, ANEW, e);
        if (boot == broken) {
            failure = translated;
        }
        return translated;
    }

    /** The database has to be opened anew before it is used. For who holds the lock for writing. */
    synchronized StoreException refuse(StoreException e) {
        failure = e;
        return e;
    }

    /** Closes it for good, and the database with it. For who holds the lock for writing. */
    void close(Uninterrupted uninterrupted) throws SQLException {
        if (closed) {
            return;
        }
        try {
            undoWhatFailed(uninterrupted);
        } finally {
            closed = true;
            Boot last = boot;
            uninterrupted.undisturbed(() -> {
                if (last != null) {
                    last.close();
                }
                surroundings.ending().run();
            });
        }
    }

    /** A batch that was reported as failed must not be there at the next start; a broken database can only be left. */
    private void undoWhatFailed(Uninterrupted uninterrupted) {
        try {
            surroundings.ground().requireSame();
            if (failure != null && usable) {
                openAnew(uninterrupted);
            }
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "Closing after a failure: " + e.getMessage(), e);
        }
    }
}
