package org.leasemq.store.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.leasemq.store.StoreException;

/** Connections for everything but writing to the log: a few, made when they are needed and kept. Thread-safe. */
final class ReadConnections {
    private static final int MOST = 4;
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final PostgresSettings settings;
    private final Connections connections;
    private final Semaphore free = new Semaphore(MOST);
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    ReadConnections(PostgresSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** Something that is done with a connection in autocommit mode. */
    interface Task<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Does something; once more, if the connection was lost. */
    <T> T run(String what, Task<T> task) {
        free.acquireUninterruptibly();
        try {
            return attempt(task, true);
        } catch (SQLException e) {
            throw Failures.translate(what + " in " + settings.where(), "This can be tried again.", e);
        } finally {
            free.release();
        }
    }

    private <T> T attempt(Task<T> task, boolean again) throws SQLException {
        Connection connection = idle.poll();
        boolean used = connection != null;
        if (!used) {
            if (closed) {
                throw new StoreException("The store in " + settings.where() + " has been closed.");
            }
            connection = connections.open(CONNECTING);
        }
        try {
            T result = task.with(connection);
            idle.push(connection);
            return result;
        } catch (SQLException e) {
            Failures.closeQuietly(connection, e);
            if (!again || !used || !Failures.isConnectionLost(e)) {
                throw e;
            }
        } catch (RuntimeException | Error e) {
            Failures.closeQuietly(connection, e);
            throw e;
        }
        closeAll(); // the others are of no use either
        return attempt(task, false);
    }

    void close() {
        closed = true;
        closeAll();
    }

    private void closeAll() {
        for (Connection one = idle.poll(); one != null; one = idle.poll()) {
            Failures.closeQuietly(one, new SQLException("closed"));
        }
    }
}
