package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Messages;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.derby.database.DerbyDatabase;

/**
 * Stores that earlier programs made, as they were when those were killed: schema-1.zip is of the last that wrote rows without
 * frames, schema-2.zip of the last whose store was one package. They are never made anew.
 */
class OldDatabaseTest {
    private static final String MESSAGES = """
            SELECT queue_name, sequence_number, receive_count, body_size, SUBSTR(body_text, 1, 3) FROM messages
            """;
    private static final List<String> QUEUED = List.of("orders 10 2 20 kkk", "invoices 12 0 20000 mmm");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T00:00:00Z"));

    @TempDir
    Path temporary;

    private Path old(int schema) throws IOException {
        Path directory = temporary.resolve("old");
        try (ZipInputStream zip = new ZipInputStream(getClass().getResourceAsStream("schema-" + schema + ".zip"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = directory.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        return directory;
    }

    private DerbyStore open(Path directory, Recording recording) {
        DerbySettings settings = DerbySettings.defaults().withCreate(false).withReserveBytes(0);
        DerbyStore store = DerbyStore.open(directory, settings, clock);
        store.recover(recording);
        return store;
    }

    private List<String> changes(Path directory) {
        Recording recording = new Recording(1);
        open(directory, recording).close();
        return recording.changes();
    }

    /** As somebody does who looks at a database that is closed. */
    private static List<String> select(Path directory, String sql) throws SQLException {
        DerbyDatabase database = DerbyDatabase.in(directory.resolve("database"));
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.boot(false);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    values.add(row.getString(column).strip());
                }
                rows.add(String.join(" ", values));
            }
            row.close();
            connection.rollback();
        }
        database.shutDown();
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatIsInItIsPlayedBackAndMoreIsStored(int schema) throws Exception {
        Path directory = old(schema);
        List<String> before = changes(directory);
        assertEquals(7, before.size());
        try (DerbyStore store = open(directory, new Recording(1))) {
            store.write(List.of(Messages.add(1, Messages.message(20, 30))));
        }
        List<String> after = new ArrayList<>(before);
        after.add(Messages.show(Messages.add(1, Messages.message(20, 30))));
        assertEquals(after, changes(directory));
        assertEquals(List.of("2"), select(directory, "SELECT version FROM leasemq_schema"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void itCanBeLookedAtWithSqlBeforeItWasOpenedAndAfterwards(int schema) throws Exception {
        Path directory = old(schema);
        assertEquals(QUEUED, select(directory, MESSAGES));
        changes(directory);
        assertEquals(QUEUED, select(directory, MESSAGES));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aKillRightAfterItWasOpenedDoesNoHarm(int schema) throws Exception {
        Path killed = temporary.resolve("killed");
        Recording recording = new Recording(1);
        try (DerbyStore store = open(old(schema), recording)) {
            Copies.copy(temporary.resolve("old"), killed);
        }
        assertEquals(recording.changes(), changes(killed));
        assertEquals(QUEUED, select(killed, MESSAGES));
    }

    /** A database that is there names it for ever. */
    @Test
    void theClassInTheCatalogueOfANewDatabaseIsThatOfOldOnes() throws Exception {
        Path made = temporary.resolve("new");
        DerbyStore.open(made, DerbySettings.defaults(), clock).close();
        String named = "SELECT alias, javaclassname FROM sys.sysaliases WHERE javaclassname LIKE 'org.leasemq.%'";
        List<String> inNew = select(made, named);
        assertEquals(List.of("READ_MESSAGES " + MessagesTable.class.getName()), inNew);
        assertEquals(select(old(1), named), inNew);
    }
}
