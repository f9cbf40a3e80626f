package org.leasemq.store.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.leasemq.store.StoreException;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** Makes connections to the database, each as the store needs it. Thread-safe. */
final class Connections {
    private static final long LEAST_TIMEOUT_SECONDS = 10;
    private static final long LONGEST_STOP_MILLIS = 60_000;
    private static final int OLDEST_SERVER = 12;

    private final PostgresSettings settings;
    /** Not the JDK's registry of drivers: that would keep the class loader of whoever has the driver. */
    private final Driver driver = new Driver();

    Connections(PostgresSettings settings) {
        this.settings = settings;
    }

    /**
     * A new connection, in autocommit mode.
     *
     * @param patience how long it may take
     */
    Connection open(Duration patience) throws SQLException {
        Properties properties = new Properties();
        settings.properties().forEach((name, value) -> properties.setProperty((String) name, (String) value));
        String seconds = String.valueOf(Math.max(1, patience.toSeconds()));
        properties.putIfAbsent("ApplicationName", "leasemq " + settings.node());
        properties.setProperty("currentSchema", settings.schema());
        properties.setProperty("prepareThreshold", "-1"); // contents are read as bytes, not as text
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.putIfAbsent("targetServerType", "primary");
        properties.putIfAbsent("connectTimeout", seconds);
        properties.putIfAbsent("loginTimeout", seconds);
        properties.putIfAbsent(
                "socketTimeout",
                String.valueOf(
                        Math.max(LEAST_TIMEOUT_SECONDS, 3 * settings.term().toSeconds())));
        Connection connection = driver.connect(settings.jdbcUrl(), properties);
        if (connection == null) {
            throw new StoreException("'" + settings.jdbcUrl() + "' is no address of a PostgreSQL database.");
        }
        try (Statement statement = connection.createStatement()) {
            // a process that is stopped in the middle of a transaction keeps nobody from taking over for longer
            statement.execute("SET idle_in_transaction_session_timeout = "
                    + Math.max(
                            1_000, Math.min(LONGEST_STOP_MILLIS, settings.term().toMillis())));
        } catch (SQLException | RuntimeException | Error e) {
            Failures.closeQuietly(connection, e);
            throw e;
        }
        return connection;
    }

    /** Refuses a server on which what is committed may be lost, or that hides behind somebody who shares connections. */
    void requireFit(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_SERVER) {
            throw new StoreException("PostgreSQL at " + settings.where() + " has version "
                    + connection.getMetaData().getDatabaseProductVersion() + "; LeaseMQ needs " + OLDEST_SERVER
                    + " or newer.");
        }
        int named = connection.unwrap(PGConnection.class).getBackendPID();
        if (number(connection, "SELECT pg_backend_pid()") != named) {
            throw new StoreException("Between LeaseMQ and the database " + settings.where()
                    + " is a pooler that lends connections for a transaction. The log needs connections of its own: give"
                    + " the address of PostgreSQL itself, or a pool in session mode.");
        }
        if (text(connection, "SHOW fsync").equals("off")) {
            throw new StoreException("PostgreSQL at " + settings.where()
                    + " runs with fsync=off: what it has committed is lost with the machine's power. Switch it on.");
        }
        String commit = text(connection, "SHOW synchronous_commit");
        if (commit.equals("off")) {
            throw new StoreException("PostgreSQL at " + settings.where()
                    + " has synchronous_commit=off for this user: what it has committed may be lost. Say ALTER ROLE "
                    + text(connection, "SELECT current_user") + " SET synchronous_commit = on.");
        }
        if (text(connection, "SELECT pg_is_in_recovery()").equals("t")) {
            throw new StoreException("PostgreSQL at " + settings.where()
                    + " is a standby that takes no changes. Give the address of the primary, or of all: host1,host2.");
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
