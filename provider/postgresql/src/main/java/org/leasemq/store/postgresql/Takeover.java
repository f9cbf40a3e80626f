package org.leasemq.store.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.leasemq.engine.TimeSource;
import org.leasemq.log.Logs;
import org.leasemq.store.StoreException;
import org.leasemq.store.block.LogRow;

/**
 * Becomes the owner of a store: waits until the one there is is gone, or was not heard of for its term, and writes the next row.
 * Of several who do so one succeeds. An owner is heard of when the log grows, so that no clocks are compared: what counts is
 * how long it has not grown since that was first seen.
 */
final class Takeover {
    private static final System.Logger LOG = Logs.of(Takeover.class);
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final PostgresSettings settings;
    private final Connections connections;
    private final TimeSource clock;
    private final long begun;
    private Connection connection;
    private boolean told;

    private Takeover(PostgresSettings settings, Connections connections, TimeSource clock) {
        this.settings = settings;
        this.connections = connections;
        this.clock = clock;
        this.begun = clock.elapsedMillis();
    }

    /**
     * Who became the owner, and where.
     *
     * @param connection a new one, for the owner
     * @param asked before the row was written
     * @param table the first location of the table that the row is in
     * @param location of the row that says so
     * @param row that row
     */
    record Owned(
            UUID identity,
            Connection connection,
            Term.Moment asked,
            long table,
            long location,
            long epoch,
            byte[] row) {}

    static Owned run(PostgresSettings settings, Connections connections, TimeSource clock) {
        Takeover takeover = new Takeover(settings, connections, clock);
        boolean done = false;
        try {
            Owned owned = takeover.own();
            done = true;
            return owned;
        } catch (SQLException e) {
            throw Failures.translate(
                    "The store in " + settings.where() + " could not be opened", "Nothing was changed.", e);
        } finally {
            if (!done) {
                Failures.closeQuietly(takeover.connection, new SQLException("not needed any more"));
            }
        }
    }

    private Owned own() throws SQLException {
        connection = connections.open(CONNECTING);
        connections.requireFit(connection);
        UUID identity = ClusterSchema.open(connection, settings);
        Notices.listen(connection, settings);
        while (true) {
            LogTables.Tail tail = awaitEnd();
            Owned owned = fence(identity, tail);
            if (owned != null) {
                Notices.forget(connection, settings);
                return owned;
            }
        }
    }

    /** The last row of an owner that is gone. */
    private LogTables.Tail awaitEnd() throws SQLException {
        long term = settings.term().toMillis();
        long wait = term + term / 10; // clocks do not run at quite the same speed
        long patience = begun + Math.max(2 * wait, settings.patience().toMillis());
        LogTables.Tail tail = LogTables.tail(connection);
        long seen = clock.elapsedMillis();
        while (!tail.released()) {
            long left = seen + wait - clock.elapsedMillis();
            if (left <= 0) {
                return tail;
            }
            if (clock.elapsedMillis() > patience) {
                throw new StoreException("The store in " + settings.where() + " is in use by "
                        + LogTables.owner(connection)
                        + ". One process at a time has it; another takes it over when that"
                        + " one has ended, or has not been heard of for " + term + " ms.");
            }
            tellOnce();
            Notices.await(connection, left);
            LogTables.Tail now = LogTables.tail(connection);
            if (now.location() != tail.location()) {
                tail = now;
                seen = clock.elapsedMillis();
            }
        }
        return tail;
    }

    private void tellOnce() throws SQLException {
        if (!told) {
            told = true;
            LOG.log(
                    System.Logger.Level.INFO,
                    "The store in " + settings.where() + " was last used by " + LogTables.owner(connection)
                            + ". It is waited for until that is gone.");
        }
    }

    /** Null if somebody else was faster. */
    private Owned fence(UUID identity, LogTables.Tail tail) throws SQLException {
        Term.Moment asked = new Term(clock, settings.term().toMillis()).now();
        byte[] row = fence(connection, settings.node(), tail);
        return row == null
                ? null
                : new Owned(identity, connection, asked, tail.segment(), tail.location() + 1, tail.epoch() + 1, row);
    }

    /**
     * Writes the row that makes somebody the owner.
     *
     * @return that row; null if somebody else was faster
     */
    static byte[] fence(Connection connection, String node, LogTables.Tail tail) throws SQLException {
        long location = tail.location() + 1;
        byte[] row = LogRow.empty(location, LogRow.checksum(tail.row()));
        try {
            LogTables.insertOwner(connection, tail.segment(), location, tail.epoch() + 1, node, false, row);
            return row;
        } catch (SQLException e) {
            if (Failures.isTaken(e)) {
                return null;
            }
            throw e;
        }
    }
}
