package org.leasemq.store.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeSet;
import org.leasemq.store.Change;

/**
 * What is known of queues: a row for each change, never changed itself. The last row of a queue counts. When most rows are of
 * the past, the last ones are copied to another table; the old one is dropped when nobody reads it.
 */
final class QueueRows {
    private static final String PREFIX = "queues_0_";
    private static final long TOLERATED = 1_000;

    private long table;
    private long rows;

    private QueueRows(long table, long rows) {
        this.table = table;
        this.rows = rows;
    }

    /** Tells of a queue. */
    interface Reader {
        void read(Change.PutQueue queue);
    }

    /** Makes the first table. */
    static void create(Connection connection) throws SQLException {
        createTable(connection, 1);
    }

    private static void createTable(Connection connection, long number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + PREFIX + number
                    + " (location bigint NOT NULL, place int NOT NULL, queue_number int NOT NULL, name text,"
                    + " definition text, PRIMARY KEY (location, place))");
        }
    }

    /** Reads all queues there are, in the order of their numbers. */
    static QueueRows open(Connection connection, Reader reader) throws SQLException {
        long table = LogTables.numbersIn(connection, PREFIX).last();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(last(table))) {
            while (row.next()) {
                reader.read(new Change.PutQueue(
                        row.getInt("queue_number"),
                        PlainText.read(row.getString("name")),
                        PlainText.read(row.getString("definition"))));
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + PREFIX + table)) {
            row.next();
            return new QueueRows(table, row.getLong(1));
        }
    }

    private static String last(long table) {
        return "SELECT * FROM (SELECT DISTINCT ON (queue_number) * FROM " + PREFIX + table
                + " ORDER BY queue_number, location DESC, place DESC) AS last WHERE name IS NOT NULL"
                + " ORDER BY queue_number";
    }

    static boolean concern(List<? extends Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.PutQueue || change instanceof Change.DropQueue) {
                return true;
            }
        }
        return false;
    }

    /** In the transaction that writes a batch to the log. */
    void write(Connection connection, long location, List<? extends Change> changes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + PREFIX + table
                + " (location, place, queue_number, name, definition) VALUES (?, ?, ?, ?, ?)")) {
            int place = 0;
            for (Change change : changes) {
                if (change instanceof Change.PutQueue put) {
                    add(insert, location, place++, put.queue(), put.name(), put.definition());
                } else if (change instanceof Change.DropQueue drop) {
                    add(insert, location, place++, drop.queue(), null, null);
                }
            }
            insert.executeBatch();
        }
    }

    private static void add(
            PreparedStatement insert, long location, int place, int queue, String name, String definition)
            throws SQLException {
        insert.setLong(1, location);
        insert.setInt(2, place);
        insert.setInt(3, queue);
        insert.setString(4, name == null ? null : PlainText.write(name));
        insert.setString(5, definition == null ? null : PlainText.write(definition));
        insert.addBatch();
    }

    /** A batch with so many changes to queues is durable. */
    void written(List<? extends Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.PutQueue || change instanceof Change.DropQueue) {
                rows++;
            }
        }
    }

    /**
     * Copies what counts to a table of its own, if that is worth it, in the transaction that begins a segment.
     *
     * @return what is known when that is durable
     */
    QueueRows renewed(Connection connection, long location) throws SQLException {
        if (rows < TOLERATED) {
            return this;
        }
        long live;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM (" + last(table) + ") AS live")) {
            row.next();
            live = row.getLong(1);
        }
        if (rows < 2 * live + TOLERATED) {
            return this;
        }
        createTable(connection, location);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO " + PREFIX + location + " " + last(table));
        }
        return new QueueRows(location, live);
    }

    /** Drops tables of the past; those that somebody reads are left for another time. */
    static void dropOld(Connection connection) throws SQLException {
        TreeSet<Long> tables = LogTables.numbersIn(connection, PREFIX);
        for (long table : tables.headSet(tables.last())) {
            LogTables.dropTable(connection, PREFIX + table);
        }
    }
}
