package org.leasemq.store.derby.segment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeMap;
import org.leasemq.store.block.Block;
import org.leasemq.store.block.BlockAssembly;
import org.leasemq.store.block.Damage;
import org.leasemq.store.block.LogRow;
import org.leasemq.store.segment.Segment;

/**
 * The tables that hold the log, one for each segment. A block is a row, or several with consecutive numbers when it is long;
 * the number of its first row is its location. Rows of a segment are numbered without gaps from the number in its name.
 *
 * <p>A segment has no index at first: that saves a third of the cost of writing. It gets one when something is read back.
 */
public final class SegmentTable {
    private static final String PREFIX = "SEGMENT_";

    private SegmentTable() {}

    /** The first number of each segment there is, and whether it has an index. */
    public static TreeMap<Long, Boolean> list(Connection connection) throws SQLException {
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

    public static void create(Connection connection, long first) throws SQLException {
        execute(
                connection,
                "CREATE TABLE " + table(first) + " (id BIGINT NOT NULL, data VARCHAR(" + LogRow.LONGEST
                        + ") FOR BIT DATA NOT NULL)");
    }

    static void index(Connection connection, long first) throws SQLException {
        execute(connection, "CREATE UNIQUE INDEX " + table(first) + "_id ON " + table(first) + " (id)");
    }

    public static void drop(Connection connection, long first) throws SQLException {
        execute(connection, "DROP TABLE " + table(first));
    }

    /** Not by a format: that writes digits as the JVM's locale does, and SQL knows only ours. */
    public static String table(long first) {
        return PREFIX + first;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }

    public static PreparedStatement insert(Connection connection, long first) throws SQLException {
        return connection.prepareStatement("INSERT INTO " + table(first) + " (id, data) VALUES (?, ?)");
    }

    /** Deletes every row from a number on; returns how many there were. */
    static int deleteFrom(Connection connection, long first, long id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table(first) + " WHERE id >= ?")) {
            delete.setLong(1, id);
            return delete.executeUpdate();
        }
    }

    /** Gives every row to those who put blocks together; returns the number after the last. */
    static long scan(Connection connection, long first, BlockAssembly assembly) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, data FROM " + table(first))) {
            while (row.next()) {
                assembly.row(row.getLong(1), row.getBytes(2));
            }
        }
        return assembly.end();
    }

    /** Reads one block. */
    static Block read(Connection connection, Segment segment, long location) throws SQLException {
        Block[] read = new Block[1];
        BlockAssembly assembly = new BlockAssembly(location, block -> read[0] = block);
        try (PreparedStatement select =
                connection.prepareStatement("SELECT data FROM " + table(segment.first()) + " WHERE id = ?")) {
            byte[] start = row(select, location);
            assembly.row(location, start);
            int rows = BlockAssembly.rows(start);
            if (segment.isIndexed()) {
                for (int i = 1; i < rows; i++) {
                    assembly.row(location + i, row(select, location + i));
                }
            } else if (rows > 1) {
                scanFor(connection, segment, location, rows, assembly);
            }
        }
        assembly.end();
        return read[0];
    }

    private static byte[] row(PreparedStatement select, long id) throws SQLException {
        select.setLong(1, id);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw Damage.ofRow(id, "is missing");
            }
            return row.getBytes(1);
        }
    }

    private static void scanFor(Connection connection, Segment segment, long location, int rows, BlockAssembly assembly)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, data FROM " + table(segment.first()) + " WHERE id > ? AND id < ?")) {
            select.setLong(1, location);
            select.setLong(2, location + rows);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    assembly.row(row.getLong(1), row.getBytes(2));
                }
            }
        }
    }
}
