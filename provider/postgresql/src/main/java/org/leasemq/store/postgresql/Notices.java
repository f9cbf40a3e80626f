package org.leasemq.store.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Tells those who wait for a store that its owner is gone. Who misses it finds out by the log. */
final class Notices {
    private Notices() {}

    static void tell(Connection connection, PostgresSettings settings) throws SQLException {
        execute(connection, "NOTIFY " + channel(settings));
    }

    static void listen(Connection connection, PostgresSettings settings) throws SQLException {
        execute(connection, "LISTEN " + channel(settings));
    }

    static void forget(Connection connection, PostgresSettings settings) throws SQLException {
        execute(connection, "UNLISTEN " + channel(settings));
    }

    /** Returns when somebody tells, or the time is over. */
    static void await(Connection connection, long millis) throws SQLException {
        connection.unwrap(PGConnection.class).getNotifications((int) Math.min(Integer.MAX_VALUE, Math.max(1, millis)));
    }

    private static String channel(PostgresSettings settings) {
        return "leasemq_" + settings.schema();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
