package org.leasemq.store.derby.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.leasemq.store.Change;

/** The queues that exist, one row each, as they are now. */
public final class QueueTable {
    private QueueTable() {}

    /** Is told of queues, one after the other. */
    public interface Reader {
        void read(Change.PutQueue queue) throws SQLException;
    }

    /** Applies the changes to queues among others. */
    public static void apply(Connection connection, List<? extends Change> changes) throws SQLException {
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

    /** Tells of each queue, in the order of their numbers. */
    public static void each(Connection connection, Reader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT queue_number, name, definition FROM queue ORDER BY queue_number")) {
            while (row.next()) {
                reader.read(queue(row));
            }
        }
    }

    /** Null if there is none. */
    static Change.PutQueue find(Connection connection, int number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT queue_number, name, definition FROM queue WHERE queue_number = ?")) {
            statement.setInt(1, number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? queue(row) : null;
            }
        }
    }

    private static Change.PutQueue queue(ResultSet row) throws SQLException {
        return new Change.PutQueue(row.getInt(1), row.getString(2), row.getString(3));
    }

    /** @param queue what is to stand at the number; null for nothing */
    static void restore(Connection connection, int number, Change.PutQueue queue) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM queue WHERE queue_number = ?")) {
            delete.setInt(1, number);
            delete.executeUpdate();
        }
        if (queue != null) {
            insert(connection, queue);
        }
    }
}
