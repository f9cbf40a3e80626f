package org.leasemq.store.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.leasemq.store.StoreException;
import org.leasemq.store.block.Block;
import org.leasemq.store.block.BlockAssembly;
import org.leasemq.store.block.Damage;

/**
 * The tables that hold a log, one for each segment, with its first location in its name. Rows have consecutive locations, also
 * from one table to the next, and are never changed. The key of a table is the fence: of two who write to a location one fails.
 *
 * <p>A block is a row, or several when it is long. A row with an empty block tells something else: who is the owner from here
 * on, that it is gone, that the log goes on in another table, or only that the owner is still there.
 */
final class LogTables {
    /** Rows that one statement inserts. */
    static final int ROWS_AT_ONCE = 16;

    private static final int FETCHED = 64;
    private static final String PREFIX = "log_0_";

    private LogTables() {}

    /**
     * The last row of a log.
     *
     * @param segment the first location of its table
     * @param location its own
     * @param epoch of who wrote it
     * @param owner who that is
     * @param released whether the owner is gone in good order
     * @param row what it holds
     */
    record Tail(long segment, long location, long epoch, String owner, boolean released, byte[] row) {}

    /** The first location of each segment there is. */
    static TreeSet<Long> list(Connection connection) throws SQLException {
        return numbersIn(connection, PREFIX);
    }

    /** Of the tables in our schema whose names begin so and end with a number. */
    static TreeSet<Long> numbersIn(Connection connection, String prefix) throws SQLException {
        TreeSet<Long> found = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT substr(c.relname, length(?) + 1) FROM pg_class c
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND starts_with(c.relname, ?)
                """)) {
            select.setString(1, prefix);
            select.setString(2, prefix);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(Long.valueOf(row.getString(1)));
                }
            }
        }
        return found;
    }

    /** Contents are not compressed: that costs more than it saves, and is done only where a row is long. */
    static void create(Connection connection, long first) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + PREFIX + first + " (location bigint NOT NULL PRIMARY KEY,"
                    + " epoch bigint NOT NULL, owner text, released boolean, data bytea NOT NULL)");
            statement.execute("ALTER TABLE " + PREFIX + first + " ALTER COLUMN data SET STORAGE EXTERNAL,"
                    + " SET (autovacuum_enabled = false, toast.autovacuum_enabled = false)");
        }
    }

    static void drop(Connection connection, long first) throws SQLException {
        dropTable(connection, PREFIX + first);
    }

    /** Does not wait long for those who read it, such as a backup: it is tried again. */
    static void dropTable(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = 100");
            try {
                statement.execute("DROP TABLE IF EXISTS " + table);
            } finally {
                statement.execute("SET lock_timeout = 0");
            }
        }
    }

    /** Inserts rows by one statement; the first has a location, the others follow. */
    static void insert(Connection connection, long segment, long location, long epoch, List<byte[]> rows)
            throws SQLException {
        String sql = "INSERT INTO " + PREFIX + segment + " (location, epoch, data) VALUES "
                + String.join(", ", Collections.nCopies(rows.size(), "(?, ?, ?)"));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows.size(); i++) {
                insert.setLong(3 * i + 1, location + i);
                insert.setLong(3 * i + 2, epoch);
                insert.setBytes(3 * i + 3, rows.get(i));
            }
            requireInserted(insert.executeUpdate(), rows.size());
        }
    }

    /** A row that tells who owns the log, or whether anybody does. */
    static void insertOwner(
            Connection connection, long segment, long location, long epoch, String owner, boolean released, byte[] row)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + PREFIX + segment
                + " (location, epoch, owner, released, data) VALUES (?, ?, ?, ?, ?)")) {
            insert.setLong(1, location);
            insert.setLong(2, epoch);
            insert.setString(3, owner);
            insert.setBoolean(4, released);
            insert.setBytes(5, row);
            requireInserted(insert.executeUpdate(), 1);
        }
    }

    private static void requireInserted(int count, int expected) {
        if (count != expected) {
            throw new IllegalStateException(
                    count + " rows were inserted and not " + expected + ", which indicates a bug");
        }
    }

    /** The last row of the log. */
    static Tail tail(Connection connection) throws SQLException {
        List<Long> segments = new ArrayList<>(list(connection).descendingSet());
        for (long segment : segments) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT location, epoch, owner, released, data FROM "
                            + PREFIX + segment + " ORDER BY location DESC LIMIT 1")) {
                if (row.next()) {
                    return new Tail(
                            segment,
                            row.getLong(1),
                            row.getLong(2),
                            row.getString(3),
                            row.getBoolean(4),
                            row.getBytes(5));
                }
            }
        }
        throw new StoreException("The log has no row. " + Damage.ADVICE);
    }

    /** Who became the owner last. */
    static String owner(Connection connection) throws SQLException {
        for (long segment : list(connection).descendingSet()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT owner FROM " + PREFIX + segment
                            + " WHERE owner IS NOT NULL ORDER BY location DESC LIMIT 1")) {
                if (row.next()) {
                    return row.getString(1);
                }
            }
        }
        return null;
    }

    /**
     * Gives every row of a segment up to a location to those who put blocks together.
     *
     * @param connection not in autocommit mode, so that not all of it is in memory at once
     * @param between done now and then
     * @return the number after the last
     */
    static long scan(Connection connection, long segment, long upTo, BlockAssembly assembly, Step between)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT location, data FROM " + PREFIX + segment + " WHERE location <= ? ORDER BY location")) {
            select.setFetchSize(FETCHED);
            select.setLong(1, upTo);
            try (ResultSet row = select.executeQuery()) {
                for (int i = 1; row.next(); i++) {
                    assembly.row(row.getLong(1), row.getBytes(2));
                    if (i % FETCHED == 0) {
                        between.run();
                    }
                }
            }
        }
        return assembly.end();
    }

    /** Something with the database. */
    interface Step {
        void run() throws SQLException;
    }

    /** Reads one block; null if its segment is gone. */
    static Block read(Connection connection, long segment, long location) throws SQLException {
        Block[] read = new Block[1];
        BlockAssembly assembly = new BlockAssembly(location, block -> read[0] = block);
        int rows = 1;
        for (int i = 0; i < rows; i++) {
            byte[] row = row(connection, segment, location + i);
            if (row == null) {
                throw Damage.ofRow(location + i, "is missing");
            }
            if (i == 0) {
                rows = BlockAssembly.rows(row);
            }
            assembly.row(location + i, row);
        }
        assembly.end();
        return read[0];
    }

    /** What stands at a location that an owner has written; null if there is nothing, or it is another's. */
    static byte[] written(Connection connection, long segment, long location, long epoch) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT data FROM " + PREFIX + segment + " WHERE location = ? AND epoch = ?")) {
            select.setLong(1, location);
            select.setLong(2, epoch);
            return only(select);
        }
    }

    private static byte[] row(Connection connection, long segment, long location) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT data FROM " + PREFIX + segment + " WHERE location = ?")) {
            select.setLong(1, location);
            return only(select);
        }
    }

    private static byte[] only(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getBytes(1) : null;
        }
    }
}
