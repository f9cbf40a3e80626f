package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.StoreException;

/** Somebody removes the files of a store that is open: what would not last is not acknowledged. */
class VanishedTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    private Path temporary;

    private Path database;
    private DerbyStore store;

    @BeforeEach
    void open() {
        store = DerbyStore.open(temporary.resolve("store"), DerbySettings.defaults(), clock);
        store.recover(new Recording());
        store.write(List.of(new Change.PutQueue(1, "orders", "definition")));
        store.write(List.of(add(1, message(1, 100))));
        database = temporary.resolve("store/database");
    }

    private void assertRefused() {
        clock.advance(SECOND);
        for (int i = 0; i < 2; i++) {
            String refusal = assertThrows(StoreException.class, () -> store.write(List.of(add(1, message(2, 100)))))
                    .getMessage();
            assertTrue(refusal.contains("removed, or replaced"), refusal);
        }
        assertThrows(StoreException.class, () -> store.checkRoom(0));
    }

    private void assertNothingIsStoredWithout(Path file) throws IOException {
        Path away = temporary.resolve("away");
        Files.move(file, away);
        assertRefused();
        Files.move(away, file);
        clock.advance(SECOND);
        store.checkRoom(0);
        store.write(List.of(add(1, message(3, 100))));
    }

    @Test
    void nothingIsStoredWhileItIsAway() throws IOException {
        assertNothingIsStoredWithout(database);
        store.close();
        Recording found = new Recording();
        try (DerbyStore again = DerbyStore.open(temporary.resolve("store"), DerbySettings.defaults(), clock)) {
            again.recover(found);
        }
        assertEquals(3, found.changes().size(), found.changes()::toString);
    }

    @Test
    void anotherInItsPlaceIsNoticed() throws IOException {
        Files.move(database.resolve("log"), temporary.resolve("away"));
        Files.createDirectory(database.resolve("log"));
        assertRefused();
        clock.advance(SECOND);
        assertRefused();
    }

    @Test
    void nothingIsStoredWithoutTheFilesOfItsLog() throws IOException {
        assertNothingIsStoredWithout(database.resolve("log/log1.dat"));
    }

    @Test
    void aGapInTheLogIsNoticedToo() throws IOException {
        Files.createFile(database.resolve("log/log3.dat"));
        assertRefused();
    }

    @Test
    void aLogThatGoesOnIsWhole() {
        for (int i = 0; i < 40; i++) {
            clock.advance(SECOND);
            store.write(List.of(add(1, message(i + 10, 500_000))));
        }
        assertFalse(Files.exists(database.resolve("log/log1.dat")), "the log has not gone on");
    }
}
