package org.leasemq.store.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.StoreException;

/** What is refused, in words that say what to do, and left as it is. */
class UnfitDatabaseTest {
    private final PostgresSettings settings = TestDatabase.settings();

    private static PostgresSettings as(String user, PostgresSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        return with(settings, properties, settings.servers(), settings.database(), true);
    }

    private static PostgresSettings with(
            PostgresSettings settings, Properties properties, String servers, String database, boolean create) {
        return new PostgresSettings(
                servers,
                database,
                settings.schema(),
                properties,
                create,
                Duration.ofSeconds(1),
                Duration.ZERO,
                settings.segmentBytes(),
                settings.node());
    }

    private static void assertRefused(String expected, PostgresSettings settings) {
        String refusal = assertThrows(
                        StoreException.class,
                        () -> PostgresStore.open(settings, new SettableClock()).close())
                .getMessage();
        assertTrue(refusal.contains(expected), refusal);
        assertTrue(refusal.contains(settings.where()), refusal);
    }

    @Test
    void tablesOfSomebodyElse() throws SQLException {
        TestDatabase.execute(
                settings,
                "CREATE SCHEMA " + settings.schema(),
                "CREATE TABLE " + settings.schema() + ".customer (id int)");
        assertRefused("tables of somebody else", settings);
    }

    @Test
    void aStoreOfALaterVersion() throws SQLException {
        PostgresStore.open(settings, new SettableClock()).close();
        TestDatabase.execute(settings, "UPDATE " + settings.schema() + ".leasemq_schema SET version = 99");
        assertRefused("has schema version 99", settings);
    }

    @Test
    void aStoreThatIsNotThereAndIsNotToBeMade() {
        assertRefused(
                "not to be created",
                with(settings, settings.properties(), settings.servers(), settings.database(), false));
    }

    @Test
    void aUserWhoMayNotMakeTables() throws SQLException {
        TestDatabase.execute(settings, "CREATE ROLE guest LOGIN");
        assertRefused("CREATE SCHEMA " + settings.schema() + " AUTHORIZATION", as("guest", settings));
        TestDatabase.execute(settings, "CREATE SCHEMA " + settings.schema() + " AUTHORIZATION guest");
        PostgresStore.open(as("guest", settings), new SettableClock()).close();
    }

    @Test
    void aUserWhoseCommitsMayBeLost() throws SQLException {
        TestDatabase.execute(
                settings, "CREATE ROLE hasty LOGIN SUPERUSER", "ALTER ROLE hasty SET synchronous_commit = off");
        assertRefused("ALTER ROLE hasty SET synchronous_commit = on", as("hasty", settings));
    }

    @Test
    void aDatabaseThatIsNotThere() {
        assertRefused("does not exist", with(settings, settings.properties(), settings.servers(), "elsewhere", true));
    }

    @Test
    void aServerThatDoesNotAnswer() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        assertRefused("refused", with(settings, settings.properties(), "localhost:" + port, settings.database(), true));
    }

    @Test
    void nothingIsSaidOfPasswords() {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", "sesame");
        PostgresSettings secret = with(settings, properties, settings.servers(), "elsewhere", true);
        StoreException refusal =
                assertThrows(StoreException.class, () -> PostgresStore.open(secret, new SettableClock()));
        assertEquals(-1, refusal.getMessage().indexOf("sesame"));
    }
}
