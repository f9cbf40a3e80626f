package org.leasemq.store.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server in a process of its own, shared by all tests of this process; each test has a schema of its own. */
final class TestDatabase {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static EmbeddedPostgres server;

    private TestDatabase() {}

    static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start(); // ends with the process
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    static PostgresSettings settings() {
        return settings("test_" + SCHEMAS.incrementAndGet());
    }

    static PostgresSettings settings(String schema) {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        return new PostgresSettings(
                "localhost:" + server().getPort(),
                "postgres",
                schema,
                properties,
                true,
                Duration.ofDays(1),
                Duration.ZERO,
                64 << 10,
                "a test");
    }

    /** For who waits no longer than necessary. */
    static String url(PostgresSettings settings) {
        return "leasemq:postgresql://" + settings.servers() + "/" + settings.database() + "/" + settings.schema()
                + "?database-user=postgres&term=1s";
    }

    /** As somebody else. */
    static void execute(PostgresSettings settings, String... statements) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static Connection connect(PostgresSettings settings) throws SQLException {
        return new Connections(settings).open(Duration.ofSeconds(10));
    }
}
