package org.leasemq.store.derby.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.Messages;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.StoreException;
import org.leasemq.store.derby.Copies;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;
import org.leasemq.store.derby.examination.DerbyExamination;

/**
 * Derby was recovering a database, had named its new checkpoint in the control files, and had not written it when the process
 * died or the disk was full. Nothing is missing then.
 */
class LostCheckpointTest {
    /** A checksum and the beginning of a transaction stand before a checkpoint. */
    private static final int BEFORE_CHECKPOINT = 73;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));
    private final List<String> acknowledged = new ArrayList<>();

    @TempDir
    private Path temporary;

    private Path store;
    private int end;

    @BeforeEach
    void dieWhileRecovering() throws IOException {
        Path running = temporary.resolve("running");
        store = temporary.resolve("store");
        try (DerbyStore open = open(running)) {
            open.recover(new Recording());
            for (int i = 1; i <= 120; i++) {
                Change change = add(1, message(i, 20_000));
                open.write(List.of(change));
                acknowledged.add(Messages.show(change));
            }
            Copies.copy(running, store);
        }
        DerbyLogFile log = log();
        end = DerbyLogFile.HEADER;
        while (log.group(end) > 0) {
            end = log.group(end);
        }
        LogControl control = LogControl.in(logs());
        control.write(log.instant(end + BEFORE_CHECKPOINT));
    }

    private DerbyStore open(Path directory) {
        return DerbyStore.open(directory, DerbySettings.defaults(), clock);
    }

    private Path logs() {
        return store.resolve("database/log");
    }

    /** The last one. */
    private DerbyLogFile log() throws IOException {
        long number = 1;
        while (DerbyLogFile.open(logs(), number + 1) != null
                && DerbyLogFile.open(logs(), number + 1).hasHeader()) {
            number++;
        }
        return DerbyLogFile.open(logs(), number);
    }

    private void cutOff(int length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log().path().toFile(), "rw")) {
            file.setLength(length);
        }
    }

    private List<String> read() {
        Recording recording = new Recording();
        try (DerbyStore opened = open(store)) {
            opened.recover(recording);
        }
        return recording.changes();
    }

    @Test
    void aCheckpointThatWasNamedAndNotWrittenIsDoneWithout() throws IOException {
        assertEquals(acknowledged, read());
        assertEquals(acknowledged, read());
    }

    @Test
    void aCheckpointThatDidNotFitIsDoneWithout() throws IOException {
        cutOff(end + 40);
        assertEquals(acknowledged, read());
        assertEquals(acknowledged, read());
    }

    @Test
    void itIsExaminedAsAWholeStoreIs() throws IOException {
        byte[] before = Files.readAllBytes(logs().resolve("log.ctrl"));
        DerbyExamination.Result result =
                DerbyExamination.examine(store, Files.createDirectory(temporary.resolve("scratch")), clock);
        assertEquals(List.of(), result.findings());
        assertArrayEquals(before, Files.readAllBytes(logs().resolve("log.ctrl")));
    }

    @Test
    void aLogThatEndsLongBeforeItsCheckpointIsDamaged() throws IOException {
        cutOff(end - 100_000);
        byte[] before = Files.readAllBytes(logs().resolve("log.ctrl"));
        StoreException e = assertThrows(StoreException.class, this::read);
        assertTrue(
                e.getMessage().contains("the last checkpoint of its database is not where it should be"),
                e::getMessage);
        assertArrayEquals(before, Files.readAllBytes(logs().resolve("log.ctrl")));
    }

    @Test
    void whatWasAcknowledgedAndIsMissingIsNotForgiven() throws IOException {
        int before = DerbyLogFile.HEADER;
        for (int at = before; log().group(at) < end; at = log().group(at)) {
            before = at;
        }
        LogControl control = LogControl.in(logs());
        control.write(log().instant(before + BEFORE_CHECKPOINT));
        cutOff(before);
        StoreException e = assertThrows(StoreException.class, this::read);
        assertTrue(e.getMessage().contains("were acknowledged"), e::getMessage);
    }
}
