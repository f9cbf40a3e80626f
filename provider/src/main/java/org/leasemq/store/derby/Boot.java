package org.leasemq.store.derby;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.leasemq.log.Logs;
import org.leasemq.store.derby.database.DerbyDatabase;
import org.leasemq.store.derby.segment.SegmentTable;

/**
 * What one boot of the database has open: a connection to write with, and a few to read with. After the database went down
 * it is of no use any more, and a new one takes its place.
 */
final class Boot {
    private static final int READERS = 8;

    private final DerbyDatabase database;
    private final Connection writing;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore readers = new Semaphore(READERS);
    private PreparedStatement insert;
    private long insertsInto = -1;
    private volatile boolean closed;

    Boot(DerbyDatabase database, Connection writing) {
        this.database = database;
        this.writing = writing;
    }

    /** Something to do with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** The connection of the one thread that writes. */
    Connection writing() {
        return writing;
    }

    /** The statement that adds rows to a segment. */
    PreparedStatement insert(long segment) throws SQLException {
        if (insertsInto != segment) {
            if (insert != null) {
                insert.close();
            }
            insert = SegmentTable.insert(writing, segment);
            insertsInto = segment;
        }
        return insert;
    }

    /** Lends a connection for as long as the work takes. */
    <T> T run(Work<T> work) throws SQLException {
        readers.acquireUninterruptibly();
        try {
            return runNow(work);
        } finally {
            readers.release();
        }
    }

    private <T> T runNow(Work<T> work) throws SQLException {
        Connection connection = null;
        boolean good = false;
        try {
            connection = idle.poll();
            if (connection == null) {
                requireOpen();
                connection = database.connect();
            }
            T result = work.with(connection);
            connection.commit();
            good = true;
            return result;
        } finally {
            if (good && !closed) {
                idle.push(connection);
            } else if (connection != null) {
                discard(connection);
            }
        }
    }

    /** To connect to a database that is down is to boot it. */
    private void requireOpen() throws SQLException {
        if (closed) {
            throw new SQLNonTransientConnectionException("The database is being shut down.", "08003");
        }
    }

    /** Ends every connection that is not lent, as far as that is possible. */
    void close() {
        closed = true;
        for (Connection c = idle.poll(); c != null; c = idle.poll()) {
            discard(c);
        }
        discard(writing);
    }

    private static void discard(Connection connection) {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            // its database is down, and it with it
            Logs.of(Boot.class.getPackageName()).log(System.Logger.Level.DEBUG, "a connection could not be closed", e);
        }
    }
}
