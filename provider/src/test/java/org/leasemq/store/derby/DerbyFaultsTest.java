package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;
import static org.leasemq.store.Messages.show;
import static org.leasemq.store.Messages.text;
import static org.leasemq.store.Messages.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;
import org.leasemq.store.block.BlockWriter;
import org.leasemq.store.derby.database.DerbyDatabase;
import org.leasemq.store.derby.segment.SegmentTable;

class DerbyFaultsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    static Path template;

    @TempDir
    Path temporary;

    private Path directory;
    private DerbyDatabase derby;
    private DerbyStore store;

    @BeforeAll
    static void createOnce() {
        Template.create(template);
    }

    @BeforeEach
    void start() {
        directory = temporary.resolve("store");
        Template.copyOnce(template, directory);
        derby = new DerbyDatabase(directory.resolve("database").toString());
        store = open();
        store.recover(new Recording());
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private DerbyStore open() {
        return DerbyStore.open(directory, DerbySettings.defaults(), clock);
    }

    private List<String> reopen() {
        store.close();
        store = open();
        Recording recording = new Recording();
        store.recover(recording);
        return recording.changes();
    }

    @Test
    void readingGoesOnWhenTheDatabaseWentDown() throws SQLException {
        long location = store.write(List.of(add(1, message(1, 10)))).first();
        for (int i = 0; i < 2; i++) {
            derby.shutDown();
            assertEquals(List.of(text(message(1, 10))), texts(store.read(location)));
            assertEquals(List.of(text(message(1, 10))), texts(store.read(location)));
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void aFailedWriteIsNotStoredAndTheNextOneIs() throws SQLException {
        store.write(List.of(add(1, message(1, 10))));
        derby.shutDown();
        StoreException e = assertThrows(StoreException.class, () -> store.write(List.of(add(1, message(2, 10)))));
        assertTrue(e.getMessage().contains("Nothing of it was stored"), e::getMessage);
        assertNotNull(e.getCause());
        store.write(List.of(add(1, message(3, 10))));
        assertEquals(List.of(show(add(1, message(1, 10))), show(add(1, message(3, 10)))), reopen());
    }

    @Test
    void whileItKeepsFailingItIsTriedOnceASecond() throws SQLException {
        List<Change> batch = List.of(add(1, message(1, 10)));
        derby.shutDown();
        assertThrows(StoreException.class, () -> store.write(batch));
        store.write(batch);
        derby.shutDown();
        StoreException first = assertThrows(StoreException.class, () -> store.write(batch));
        StoreException second = assertThrows(StoreException.class, () -> store.write(batch));
        assertEquals(first.getMessage(), second.getMessage());
        clock.advance(Duration.ofSeconds(1));
        store.write(batch);
    }

    @Test
    void whatBecameDurableOfAFailedBatchIsUndone() throws SQLException {
        List<String> before = failHavingStored();
        store.write(List.of(add(1, message(5, 10))));
        List<String> after = new ArrayList<>(before);
        after.add(show(add(1, message(5, 10))));
        assertEquals(after, reopen());
    }

    @Test
    void whatBecameDurableOfAFailedBatchIsUndoneByClosingToo() throws SQLException {
        assertEquals(failHavingStored(), reopen());
    }

    /** A batch fails although it has become durable. Returns what is to be there all the same. */
    private List<String> failHavingStored() throws SQLException {
        Change.PutQueue queue = new Change.PutQueue(1, "orders", "a");
        store.write(List.of(queue, add(1, message(1, 10))));
        long next = store.write(List.of(add(1, message(2, 10)))).first() + 1;
        BlockWriter encoder = new BlockWriter();
        encoder.encode(List.of(add(1, message(3, 10))), 0);
        try (Connection connection = derby.connect()) {
            SegmentTable.create(connection, next);
            try (PreparedStatement insert = SegmentTable.insert(connection, next)) {
                insert.setLong(1, next);
                insert.setBytes(2, encoder.row(next, 0, 0));
                insert.executeUpdate();
            }
            connection.commit();
        }
        derby.shutDown();
        assertThrows(StoreException.class, () -> store.write(List.of(add(1, message(4, 10)))));
        return List.of(show(queue), show(add(1, message(1, 10))), show(add(1, message(2, 10))));
    }

    @Test
    void aDatabaseThatLostSomethingWhileItWasDownIsNotGoneOnWith() throws Exception {
        Path database = directory.resolve("database");
        Path older = directory.resolveSibling("older");
        store.write(List.of(add(1, message(1, 10))));
        Copies.copy(database, older);
        store.write(List.of(add(1, message(2, 10))));
        derby.shutDown();
        for (String part : List.of("log", "seg0")) {
            replaceFiles(older.resolve(part), database.resolve(part));
        }
        for (int i = 0; i < 3; i++) {
            StoreException e = assertThrows(StoreException.class, () -> store.write(List.of(add(1, message(3, 10)))));
            assertTrue(i == 0 || e.getMessage().contains("were acknowledged"), e::getMessage);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    private static void replaceFiles(Path from, Path to) throws IOException {
        try (Stream<Path> there = Files.list(to)) {
            for (Path file : there.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> others = Files.list(from)) {
            for (Path file : others.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void aReserveLargerThanTheDiskLeavesNoRoom() {
        store.close();
        store = DerbyStore.open(directory, DerbySettings.defaults().withReserveBytes(Long.MAX_VALUE / 2), clock);
        store.recover(new Recording());
        StoreFullException e = assertThrows(StoreFullException.class, () -> store.checkRoom(1));
        assertTrue(e.getMessage().contains(directory.toString()), e::getMessage);
        store.write(List.of(add(1, message(1, 10)))); // what keeps things flowing is still stored
    }
}
