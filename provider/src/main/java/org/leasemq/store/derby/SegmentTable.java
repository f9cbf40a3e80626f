package org.leasemq.store.derby;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeMap;
import org.leasemq.store.StoreException;

/**
 * The tables that hold the log, one for each segment. A block is a row, or several with consecutive numbers when it is long;
 * the number of its first row is its location. Rows of a segment are numbered without gaps from the number in its name.
 *
 * <p>A segment has no index at first: that saves a third of the cost of writing. It gets one when something is read back.
 */
final class SegmentTable {
    /** The most that one row holds: two rows fill a page of 32 KiB. */
    static final int ROW = 16_000;

    private static final String PREFIX = "SEGMENT_";

    private SegmentTable() {}

    /** Receives blocks with their locations. */
    interface Blocks {
        void block(long location, byte[] block);
    }

    /** The first number of each segment there is, and whether it has an index. */
    static TreeMap<Long, Boolean> list(Connection connection) throws SQLException {
        TreeMap<Long, Boolean> segments = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT t.tablename, MAX(CASE WHEN c.isindex THEN 1 ELSE 0 END)
                        FROM sys.systables t
                        JOIN sys.sysconglomerates c ON c.tableid = t.tableid
                        JOIN sys.sysschemas s ON s.schemaid = t.schemaid
                        WHERE t.tabletype = 'T' AND t.tablename LIKE 'SEGMENT\\_%' ESCAPE '\\'
                            AND s.schemaname = CURRENT SCHEMA
                        GROUP BY t.tablename
                        """)) {
            while (row.next()) {
                segments.put(Long.valueOf(row.getString(1).substring(PREFIX.length())), row.getInt(2) == 1);
            }
        }
        return segments;
    }

    static void create(Connection connection, long first) throws SQLException {
        execute(
                connection,
                "CREATE TABLE " + table(first) + " (id BIGINT NOT NULL, data VARCHAR(" + ROW
                        + ") FOR BIT DATA NOT NULL)");
    }

    static void index(Connection connection, long first) throws SQLException {
        execute(connection, "CREATE UNIQUE INDEX " + table(first) + "_id ON " + table(first) + " (id)");
    }

    static void drop(Connection connection, long first) throws SQLException {
        execute(connection, "DROP TABLE " + table(first));
    }

    /** Not by a format: that writes digits as the JVM's locale does, and SQL knows only ours. */
    private static String table(long first) {
        return PREFIX + first;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }

    static PreparedStatement insert(Connection connection, long first) throws SQLException {
        return connection.prepareStatement("INSERT INTO " + table(first) + " (id, data) VALUES (?, ?)");
    }

    /** Deletes every row from a number on; returns how many there were. */
    static int deleteFrom(Connection connection, long first, long id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table(first) + " WHERE id >= ?")) {
            delete.setLong(1, id);
            return delete.executeUpdate();
        }
    }

    /** Plays back every block in order; returns the number after the last row. */
    static long scan(Connection connection, long first, Blocks blocks) throws SQLException {
        BlockAssembly assembly = new BlockAssembly(first, blocks);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, data FROM " + table(first))) {
            while (row.next()) {
                assembly.row(row.getLong(1), row.getBytes(2));
            }
        }
        return assembly.end();
    }

    /** Reads one block. */
    static byte[] read(Connection connection, Segment segment, long location) throws SQLException {
        byte[] start;
        byte[] block;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT data FROM " + table(segment.first) + " WHERE id = ?")) {
            start = row(select, location);
            block = start.length == BlockReader.length(start) ? start : new byte[BlockReader.length(start)];
            if (block != start && segment.indexed) {
                System.arraycopy(start, 0, block, 0, start.length);
                for (int at = start.length; at < block.length; at += ROW) {
                    byte[] next = row(select, location + at / ROW);
                    System.arraycopy(next, 0, block, at, next.length);
                }
            }
        }
        if (block != start && !segment.indexed) {
            scanFor(connection, segment, location, block);
        }
        return block;
    }

    private static byte[] row(PreparedStatement select, long id) throws SQLException {
        select.setLong(1, id);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new StoreException("Row " + id + " of the log is missing, which indicates a bug or a damaged"
                        + " database. Restore the store from a backup.");
            }
            return row.getBytes(1);
        }
    }

    private static void scanFor(Connection connection, Segment segment, long location, byte[] block)
            throws SQLException {
        int rows = rows(block.length);
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, data FROM " + table(segment.first) + " WHERE id >= ? AND id < ?")) {
            select.setLong(1, location);
            select.setLong(2, location + rows);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[] part = row.getBytes(2);
                    System.arraycopy(part, 0, block, (int) (row.getLong(1) - location) * ROW, part.length);
                    rows--;
                }
            }
        }
        if (rows != 0) {
            throw new StoreException(
                    "The block at " + location + " of the log is incomplete, which indicates a bug or a"
                            + " damaged database. Restore the store from a backup.");
        }
    }

    /** How many rows a block of some length takes. */
    static int rows(int length) {
        return (length - 1) / ROW + 1;
    }
}
