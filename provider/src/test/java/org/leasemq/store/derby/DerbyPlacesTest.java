package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Messages;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.StoreException;
import org.leasemq.store.derby.files.Mark;

/** Directories with odd names, and directories that lack what was there. */
class DerbyPlacesTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    Path temporary;

    private DerbyStore open(Path directory) {
        DerbyStore store = DerbyStore.open(directory, DerbySettings.defaults(), clock);
        store.recover(new Recording());
        return store;
    }

    private void refused(Path directory, String because) throws IOException {
        List<Path> before = Copies.all(temporary);
        StoreException e = assertThrows(StoreException.class, () -> open(directory));
        assertTrue(e.getMessage().contains(because), e::getMessage);
        assertEquals(before, Copies.all(temporary));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?b", "a%41", "a#b=c&d", " spaces  ", "grün", "'\""})
    void anyNameWillDo(String name) {
        Path directory = temporary.resolve(name);
        try (DerbyStore store = open(directory)) {
            store.write(List.of(Messages.add(1, Messages.message(1, 10))));
        }
        assertTrue(Files.exists(directory.resolve("database/service.properties")));
        Recording recording = new Recording();
        try (DerbyStore store = DerbyStore.open(directory, DerbySettings.defaults(), clock)) {
            store.recover(recording);
        }
        assertEquals(1, recording.changes().size());
    }

    @Test
    void whatCannotBeADirectoryIsRefusedAndNothingIsLeft() throws IOException {
        refused(temporary.resolve("a;b"), "Derby does not accept a semicolon in a path");
        refused(temporary.resolve("a:b"), "Derby does not accept a colon in a path");
        refused(temporary.resolve("new/" + "x".repeat(300)), "could not be opened");
        Path file = Files.writeString(temporary.resolve("file"), "x");
        refused(file.resolve("store"), "is a file");
    }

    @Test
    void aCreationThatFailsLeavesNothing() {
        Path directory = temporary.resolve("new/store");
        assertThrows(
                StoreException.class,
                () -> DerbyStore.open(directory, DerbySettings.defaults().withReserveBytes(Long.MAX_VALUE / 2), clock));
        assertFalse(Files.exists(temporary.resolve("new")));
    }

    @Test
    void anEmptyDatabaseIsNotReplaced() throws IOException {
        Path directory = temporary.resolve("store");
        open(directory).close();
        Copies.remove(directory.resolve("database"));
        refused(directory, "the directory database in it is missing");
        Files.createDirectory(directory.resolve("database"));
        refused(directory, "maybe a file system is not mounted");
        Files.delete(directory.resolve(Mark.NAME));
        refused(directory, "maybe a file system is not mounted");
        Files.delete(directory.resolve("database"));
        open(directory).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"seg0", "log", "log/log.ctrl", "service.properties"})
    void aDatabaseThatLacksAPartIsLeftUntouched(String part) throws IOException {
        Path directory = temporary.resolve("store");
        open(directory).close();
        Copies.remove(directory.resolve("database").resolve(part));
        refused(directory, "the file " + part + " of its database is missing");
    }

    @Test
    void aDatabaseThatIsAFileIsRefused() throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("store"));
        Files.writeString(directory.resolve("database"), "x");
        refused(directory, "database is a file");
    }
}
