package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.derby.database.DerbyDatabase;

class DerbyOpeningTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    Path temporary;

    private DerbyStore open(Path directory) {
        DerbyStore store = DerbyStore.open(directory, DerbySettings.defaults(), clock);
        store.recover(new Recording());
        return store;
    }

    private void refuses(Path directory, String because) {
        StoreException e = assertThrows(StoreException.class, () -> open(directory));
        assertTrue(e.getMessage().contains(because), e::getMessage);
        assertTrue(e.getMessage().contains(directory.toString()), e::getMessage);
    }

    private static void sql(Path database, String attributes, String... statements) throws SQLException {
        DerbyDatabase derby = new DerbyDatabase(database + attributes);
        try (Connection connection = derby.boot(false);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
        new DerbyDatabase(database.toString()).shutDown();
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aMissingStoreIsNotCreatedUnasked() {
        Path missing = temporary.resolve("missing");
        StoreException e = assertThrows(
                StoreException.class,
                () -> DerbyStore.open(missing, DerbySettings.defaults().withCreate(false), clock));
        assertTrue(e.getMessage().contains("There is no store in " + missing), e::getMessage);
        assertFalse(Files.exists(missing));
    }

    @Test
    void parentsOfTheDirectoryAreCreated() {
        Path deep = temporary.resolve("a/b/c");
        open(deep).close();
        assertTrue(Files.exists(deep.resolve("database")));
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "x");
        refuses(file, "that is a file");
    }

    @Test
    void aDirectoryWithOtherFilesIsLeftUntouched() throws IOException {
        Files.writeString(temporary.resolve("precious.txt"), "x");
        refuses(temporary, "precious.txt");
        assertEquals(List.of("precious.txt"), files(temporary));
    }

    @Test
    void theDerbyDatabaseOfSomebodyElseIsRefused() throws Exception {
        Path other = temporary.resolve("other");
        sql(other, ";create=true", "CREATE TABLE customer (id INTEGER)");
        refuses(other, "is a Derby database, but not one of LeaseMQ");

        Path home = Files.createDirectory(temporary.resolve("home"));
        Files.move(other, home.resolve("database"));
        refuses(home, "no table leasemq_schema");
        sql(home.resolve("database"), "", "DROP TABLE customer");
    }

    @Test
    void aNewerSchemaIsRefusedNamingBothVersions() throws Exception {
        Path directory = temporary.resolve("store");
        open(directory).close();
        sql(directory.resolve("database"), "", "UPDATE leasemq_schema SET version = 99");
        refuses(directory, "has schema version 99, but this LeaseMQ knows versions up to 2");
    }

    @Test
    void aHalfCreatedStoreIsCreatedAnew() throws Exception {
        Path directory = temporary.resolve("store");
        sql(
                Files.createDirectory(directory).resolve("database.new"),
                ";create=true",
                "CREATE TABLE queue (half INTEGER)");
        open(directory).close();
        assertEquals(List.of("database", "leasemq.lock", "leasemq.mark"), files(directory));
    }

    @Test
    void aStoreIsOpenedOnceInAProcess() {
        Path directory = temporary.resolve("store");
        try (Store first = open(directory)) {
            refuses(directory, "is in use by this process");
            first.write(List.of(add(1, message(1, 1))));
        }
        open(directory).close();
    }

    @Test
    void aDamagedDatabaseIsRefusedWithItsCause() throws IOException {
        Path directory = temporary.resolve("store");
        open(directory).close();
        Files.write(directory.resolve("database/log/log.ctrl"), new byte[48]);
        Files.write(directory.resolve("database/log/logmirror.ctrl"), new byte[48]);
        StoreException e = assertThrows(StoreException.class, () -> open(directory));
        assertTrue(e.getMessage().contains("could not be opened"), e::getMessage);
        assertNotNull(e.getCause());
    }

    @Test
    void aDirectoryWithoutRightsIsRefused() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root has all rights");
        Path locked = Files.createDirectory(temporary.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        refuses(locked, "has no right");
    }

    @Test
    void nothingIsLeftInTheJvmNorInTheWorkingDirectory() {
        Properties before = (Properties) System.getProperties().clone();
        open(temporary.resolve("store")).close();
        assertEquals(before, System.getProperties());
        assertFalse(Files.exists(Path.of("derby.log")));
    }

    @Test
    void aDatabaseThatLostItsMarkIsRefusedAndNotReplaced() throws IOException {
        Path directory = temporary.resolve("store");
        open(directory).close();
        Files.delete(directory.resolve("database/service.properties"));
        List<String> before = files(directory.resolve("database"));
        refuses(directory, "the file service.properties of its database is missing");
        assertEquals(before, files(directory.resolve("database")));
        assertEquals(List.of("database", "leasemq.lock", "leasemq.mark"), files(directory));
    }

    @Test
    void aDatabaseThatCanOnlyBeReadIsRefused() throws IOException {
        Path directory = temporary.resolve("store");
        open(directory).close();
        Path lock = directory.resolve("database/db.lck");
        Files.deleteIfExists(lock);
        Files.createDirectory(lock); // Derby cannot write it, and goes on without writing
        refuses(directory, "no right to write the files of its database");
        Files.delete(lock);
        open(directory).close();
    }

    @Test
    void theReasonIsSaidAndNotThatThereIsOne() throws IOException {
        Path directory = temporary.resolve("store");
        open(directory).close();
        Files.delete(directory.resolve("database/seg0/c10.dat"));
        refuses(directory, "The conglomerate (16) requested does not exist. If its files are damaged: Restore");
    }

    @Test
    void aStoreInMemoryIsGoneWhenItIsClosedAndItsNameIsFreeAgain() {
        Store first = DerbyStore.openInMemory("orders", clock);
        assertThrows(StoreException.class, () -> DerbyStore.openInMemory("orders", clock));
        first.recover(new Recording());
        first.write(List.of(add(1, message(1, 100))));
        first.close();
        try (Store second = DerbyStore.openInMemory("orders", clock)) {
            Recording recording = new Recording();
            second.recover(recording);
            assertEquals(List.of(), recording.changes());
        }
        assertThrows(StoreException.class, () -> DerbyStore.openInMemory("a;create=true", clock));
    }
}
