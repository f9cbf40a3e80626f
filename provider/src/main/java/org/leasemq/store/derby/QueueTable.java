package org.leasemq.store.derby;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.leasemq.store.Change;

/** The queues that exist, one row each, as they are now. */
final class QueueTable {
    private QueueTable() {}

    /** Applies the changes to queues among others. */
    static void apply(Connection connection, List<? extends Change> changes) throws SQLException {
        for (Change change : changes) {
            if (change instanceof Change.PutQueue put) {
                if (update(connection, put) == 0) {
                    insert(connection, put);
                }
            } else if (change instanceof Change.DropQueue drop) {
                delete(connection, drop);
            }
        }
    }

    private static int update(Connection connection, Change.PutQueue queue) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE queue SET name = ?, definition = ? WHERE queue_number = ?
                """)) {
            update.setString(1, queue.name());
            update.setString(2, queue.definition());
            update.setInt(3, queue.queue());
            return update.executeUpdate();
        }
    }

    private static void insert(Connection connection, Change.PutQueue queue) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO queue (queue_number, name, definition) VALUES (?, ?, ?)
                """)) {
            insert.setInt(1, queue.queue());
            insert.setString(2, queue.name());
            insert.setString(3, queue.definition());
            Schema.expectOne(insert.executeUpdate(), "row for queue " + queue.name());
        }
    }

    private static void delete(Connection connection, Change.DropQueue queue) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM queue WHERE queue_number = ?")) {
            delete.setInt(1, queue.queue());
            Schema.expectOne(delete.executeUpdate(), "row for queue " + queue.queue());
        }
    }

    static NavigableMap<Integer, Change.PutQueue> load(Connection connection) throws SQLException {
        NavigableMap<Integer, Change.PutQueue> queues = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT queue_number, name, definition FROM queue")) {
            while (row.next()) {
                int number = row.getInt(1);
                queues.put(number, new Change.PutQueue(number, row.getString(2), row.getString(3)));
            }
        }
        return queues;
    }

    /** Makes the table hold exactly these queues. */
    static void restore(Connection connection, Collection<Change.PutQueue> queues) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM queue");
        }
        for (Change.PutQueue queue : queues) {
            insert(connection, queue);
        }
    }
}
