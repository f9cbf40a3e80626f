package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.Messages;
import org.leasemq.store.Progress;
import org.leasemq.store.Provenance;
import org.leasemq.store.Store;

class MessagesViewTest {
    @TempDir
    Path directory;

    @Test
    void whatIsQueuedCanBeSeenWithSql() throws SQLException {
        Path place = directory.resolve("store");
        try (Store store = DerbyStore.open(place, DerbySettings.defaults(), new SettableClock(Instant.EPOCH))) {
            store.recover(new Messages.Recording());
            store.write(List.of(
                    new Change.PutQueue(1, "orders", ""),
                    new Change.PutQueue(2, "dead", ""),
                    new Change.PutQueue(3, "purged", "")));
            long location = store.write(List.of(
                            Messages.add(1, Messages.message(10, 20)),
                            Messages.add(1, Messages.message(11, 20)),
                            Messages.add(1, Messages.message(12, 20_000)),
                            Messages.add(3, Messages.message(13, 20))))
                    .first();
            store.write(List.of(
                    new Change.Update(10, new Progress(2, 5, 0)),
                    new Change.Remove(11, location),
                    new Change.Move(12, 2, 14, new Provenance(1, 1, 0)),
                    new Change.Purge(3, 13, new long[] {location})));
        }
        assertEquals(List.of("orders 10 2 20 20", "dead 14 0 20000 1000"), select(place, """
                        SELECT queue_name, sequence_number, receive_count, body_size, LENGTH(body_text) FROM messages
                        """));
        assertEquals(
                List.of("dead 1", "orders 1"),
                select(place, "SELECT queue_name, COUNT(*) FROM messages GROUP BY queue_name ORDER BY queue_name"));
    }

    private static List<String> select(Path place, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        String url = "jdbc:derby:" + place.resolve("database");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    values.add(row.getString(column));
                }
                rows.add(String.join(" ", values));
            }
        }
        shutDown(url);
        return rows;
    }

    private static void shutDown(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url + ";shutdown=true")) {
            throw new IllegalStateException("still open: " + connection);
        } catch (SQLException e) {
            assertEquals("08006", e.getSQLState());
        }
    }
}
