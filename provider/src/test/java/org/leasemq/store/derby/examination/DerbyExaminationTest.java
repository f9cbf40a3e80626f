package org.leasemq.store.derby.examination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.Messages;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.block.LogRow;
import org.leasemq.store.derby.Copies;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** What is whole is found, and saved, in stores that open and in those that do not. */
class DerbyExaminationTest {
    private static final int BATCHES = 60;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    private Path temporary;

    private Path store;
    private final Set<String> written = new HashSet<>();

    @BeforeEach
    void fill() throws IOException {
        store = temporary.resolve("store");
        Path running = temporary.resolve("running");
        try (DerbyStore open = DerbyStore.open(running, DerbySettings.defaults().withSegmentBytes(100_000), clock)) {
            open.recover(new Recording());
            open.write(List.of(new Change.PutQueue(1, "orders", "definition")));
            written.add(Messages.show(new Change.PutQueue(1, "orders", "definition")));
            for (int i = 1; i <= BATCHES; i++) {
                List<Change> batch = new ArrayList<>(List.of(add(1, message(i, i % 10 == 0 ? 40_000 : 900))));
                if (i % 7 == 0) {
                    batch.add(Messages.answer(i, "answer " + i));
                }
                open.write(batch);
                batch.forEach(change -> written.add(Messages.show(change)));
            }
            Copies.copy(running, store); // as a kill would leave it
        }
    }

    private DerbyExamination.Result examine() throws IOException {
        Map<Path, Long> before = sizes();
        DerbyExamination.Result result =
                DerbyExamination.examine(store, Files.createDirectory(temporary.resolve("scratch")), clock);
        assertEquals(before, sizes(), "the store has been changed");
        return result;
    }

    private Map<Path, Long> sizes() throws IOException {
        Map<Path, Long> sums = new TreeMap<>();
        for (Path file : Copies.all(store)) {
            if (Files.isRegularFile(file)) {
                java.util.zip.CRC32 sum = new java.util.zip.CRC32();
                sum.update(Files.readAllBytes(file));
                sums.put(file, sum.getValue());
            }
        }
        return sums;
    }

    private Set<String> saved(DerbyExamination.Result result) {
        Recording recording = new Recording();
        try (DerbyStore rebuilt = DerbyStore.open(result.rebuilt(), DerbySettings.defaults(), clock)) {
            rebuilt.recover(recording);
        }
        return new HashSet<>(recording.changes());
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 1);
        }
    }

    @Test
    void aStoreWhoseLockCannotBeWrittenIsExaminedWithoutAClaim() throws IOException {
        Path lock = store.resolve("leasemq.lock");
        Files.deleteIfExists(lock);
        Files.createDirectory(lock);
        DerbyExamination.Result result = examine();
        assertEquals(List.of(), result.findings());
        assertEquals(written, saved(result));
    }

    private void permit(String files, String directories) throws IOException {
        for (Path file : Copies.all(store)) {
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(Files.isDirectory(file) ? directories : files));
        }
    }

    @Test
    void aStoreForReadingOnlyIsExaminedInACopyThatCanBeWritten() throws IOException {
        assumeTrue(Files.getFileStore(store).supportsFileAttributeView(PosixFileAttributeView.class));
        permit("r--r--r--", "r-xr-xr-x");
        DerbyExamination.Result result;
        try {
            result = examine();
        } finally {
            permit("rw-r--r--", "rwxr-xr-x");
        }
        assertEquals(List.of(), result.findings());
        assertEquals(written, saved(result));
        for (Path file : Copies.all(temporary.resolve("scratch"))) {
            assertTrue(Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE), file::toString);
        }
    }

    @Test
    void aWholeStoreIsSaidToBeWhole() throws IOException {
        DerbyExamination.Result result = examine();
        assertEquals(List.of(), result.findings());
        assertEquals(result.last() - result.first() + 1, result.whole());
        assertEquals(written, saved(result));
    }

    @Test
    void aQueueThatWasDeletedIsNotSaved() throws IOException {
        try (DerbyStore open = DerbyStore.open(store, DerbySettings.defaults(), clock)) {
            open.recover(new Recording());
            open.write(List.of(new Change.PutQueue(2, "replies", "definition")));
            open.write(List.of(add(2, message(BATCHES + 1, 100))));
            open.write(List.of(new Change.DropQueue(2, new long[0])));
        }
        DerbyExamination.Result result = examine();
        assertEquals(List.of(), result.findings());
        assertFalse(saved(result).contains(Messages.show(new Change.PutQueue(2, "unknown-queue-2", ""))));
    }

    @Test
    void whatLiesBehindDamageInDerbysLogIsSaved() throws IOException {
        flip(store.resolve("database/log/log1.dat"), 120_000);
        DerbyExamination.Result result = examine();
        assertTrue(result.findings().get(0).contains("log1.dat"), result.findings()::toString);
        Set<String> saved = saved(result);
        assertTrue(written.containsAll(saved));
        assertTrue(saved.size() >= written.size() - 2, saved.size() + " of " + written.size());
    }

    @Test
    void aStoreThatDerbyCannotOpenIsSavedUnderMadeUpNames() throws IOException {
        Files.write(store.resolve("database/log/log.ctrl"), new byte[48]);
        Files.write(store.resolve("database/log/logmirror.ctrl"), new byte[48]);
        DerbyExamination.Result result = examine();
        assertTrue(result.findings().toString().contains("Derby cannot open"), result.findings()::toString);
        Set<String> saved = saved(result);
        assertTrue(saved.contains(Messages.show(new Change.PutQueue(1, "unknown-queue-1", ""))), saved::toString);
        assertEquals(written.size(), saved.size());
    }

    @Test
    void whatDoesNotOpenIsNotSaidToBeWhole() throws IOException {
        Path catalogue = store.resolve("database/seg0/c490.dat");
        try (RandomAccessFile file = new RandomAccessFile(catalogue.toFile(), "rw")) {
            file.setLength(file.length() / 3);
        }
        DerbyExamination.Result result = examine();
        assertTrue(result.findings().toString().contains("It does not open: "), result.findings()::toString);
        assertTrue(result.findings().toString().contains(store.toString()), result.findings()::toString);
        assertEquals(written, saved(result));
    }

    /** Derby shuts a database down where it finds a page that is broken, and nothing can be read with that connection. */
    @Test
    void oneBrokenPageCostsNoMoreThanTheRowThatIsBroken() throws IOException {
        close();
        Path table = withFrames(15);
        for (Place place : places(table)) {
            Files.write(table, place.broken());
            DerbyExamination.Result result = examine();
            Set<String> saved = saved(result);
            assertTrue(result.findings().toString().contains("cannot be read to its end"), result.findings()::toString);
            assertTrue(written.containsAll(saved));
            assertTrue(saved.size() >= written.size() - 1, place + ": " + saved.size() + " of " + written.size());
            Copies.remove(temporary.resolve("scratch"));
            Files.write(table, place.whole());
        }
    }

    /** What is in Derby's own log goes to its tables. */
    private void close() {
        try (DerbyStore open = DerbyStore.open(store, DerbySettings.defaults(), clock)) {
            open.recover(new Recording());
        }
    }

    private record Place(int at, byte[] whole) {
        byte[] broken() {
            byte[] bytes = whole.clone();
            bytes[at] ^= 1;
            return bytes;
        }

        @Override
        public String toString() {
            return "byte " + at;
        }
    }

    /** A bit in the first, a middle and the last row of a table. */
    private static List<Place> places(Path table) throws IOException {
        byte[] bytes = Files.readAllBytes(table);
        List<Integer> rows = frames(bytes);
        return List.of(0, rows.size() / 2, rows.size() - 1).stream()
                .map(row -> new Place(rows.get(row) + 100, bytes))
                .toList();
    }

    private static List<Integer> frames(byte[] bytes) {
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at <= bytes.length - LogRow.MARK.length; at++) {
            if (Arrays.equals(bytes, at, at + LogRow.MARK.length, LogRow.MARK, 0, LogRow.MARK.length)) {
                found.add(at);
            }
        }
        return found;
    }

    /** The first table with so many rows. */
    private Path withFrames(int count) throws IOException {
        for (Path file : Copies.all(store.resolve("database/seg0"))) {
            if (Files.isRegularFile(file) && frames(Files.readAllBytes(file)).size() >= count) {
                return file;
            }
        }
        throw new AssertionError("there is no table with so many rows");
    }
}
