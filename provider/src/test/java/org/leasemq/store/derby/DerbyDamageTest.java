package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.Messages;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.StoreException;
import org.leasemq.store.derby.files.Mark;

/**
 * A killed process left a store, and then something happens to its files: everything that was acknowledged is there, or
 * opening is refused with words. {@code -Dleasemq.damage.rounds=N} tries more, {@code -Dleasemq.damage.seed=N} chooses where.
 */
class DerbyDamageTest {
    private static final int BATCHES = 400;
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    static Path directory;

    private static Path killed;
    private static List<String> acknowledged;
    private static DerbyStore running;

    private Path store;

    @BeforeAll
    static void fill() throws IOException {
        killed = directory.resolve("killed");
        running = open(directory.resolve("running"));
        running.recover(new Recording());
        acknowledged = new ArrayList<>();
        for (int i = 1; i <= BATCHES; i++) {
            Change change = add(1, message(i, i % 50 == 0 ? 40_000 : 900));
            running.write(i == 1 ? List.of(new Change.PutQueue(1, "orders", "x"), change) : List.of(change));
            if (i == 1) {
                acknowledged.add(Messages.show(new Change.PutQueue(1, "orders", "x")));
            }
            acknowledged.add(Messages.show(change));
        }
        Copies.copy(directory.resolve("running"), killed);
    }

    @AfterAll
    static void close() {
        running.close();
    }

    @BeforeEach
    void copy() throws IOException {
        store = directory.resolve("store");
        if (Files.exists(store)) {
            Copies.remove(store);
        }
        Copies.copy(killed, store);
    }

    private static DerbyStore open(Path directory) {
        return DerbyStore.open(directory, DerbySettings.defaults().withSegmentBytes(100_000), CLOCK);
    }

    private List<String> read() {
        Recording recording = new Recording();
        try (DerbyStore opened = open(store)) {
            opened.recover(recording);
        }
        return recording.changes();
    }

    private void refused(String because) {
        StoreException e = assertThrows(StoreException.class, this::read);
        assertTrue(e.getMessage().contains(because), e::getMessage);
        assertTrue(e.getMessage().contains("doctor"), e::getMessage);
    }

    private Path log() {
        return store.resolve("database/log/log1.dat");
    }

    private static void flip(Path file, long at, int bit) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 1 << bit);
        }
    }

    private static void truncate(Path file, long length) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(length);
        }
    }

    @Test
    void whatAKillLeavesIsWhole() {
        assertEquals(acknowledged, read());
        assertEquals(acknowledged, read());
    }

    @Test
    void aFlippedBitInTheLogIsRefusedAndNothingIsTouched() throws IOException {
        flip(log(), 300_000, 3);
        byte[] before = Files.readAllBytes(log());
        refused("and more was written behind that");
        assertTrue(Arrays.equals(before, Files.readAllBytes(log())), "the log has been changed");
        flip(log(), 300_000, 3);
        assertEquals(acknowledged, read());
    }

    @Test
    void aLogThatIsCutOffIsRefused() throws IOException {
        truncate(log(), 300_000);
        refused("were acknowledged");
    }

    @Test
    void anOlderCopyOfTheDatabaseIsRefusedUntilTheMarkIsRemoved() throws IOException {
        Path older = directory.resolve("older");
        Copies.copy(killed, older);
        DerbyStore opened = open(store);
        opened.recover(new Recording());
        opened.write(List.of(add(1, message(BATCHES + 1, 10))));
        opened.close();
        Copies.remove(store.resolve("database"));
        Copies.copy(older.resolve("database"), store.resolve("database"));
        refused("were acknowledged");
        Files.delete(store.resolve(Mark.NAME));
        assertEquals(acknowledged, read());
        Copies.remove(older);
    }

    @Test
    void theDatabaseOfAnotherStoreIsRefused() throws IOException {
        Path other = directory.resolve("other");
        open(other).close();
        Copies.remove(store.resolve("database"));
        Copies.copy(other.resolve("database"), store.resolve("database"));
        StoreException e = assertThrows(StoreException.class, this::read);
        assertTrue(e.getMessage().contains("have been mixed up"), e::getMessage);
        Copies.remove(other);
    }

    @Test
    void aMarkThatMakesNoSenseIsWrittenAnew() throws IOException {
        Files.writeString(store.resolve(Mark.NAME), "LeaseMQ store");
        assertEquals(acknowledged, read());
    }

    @Test
    void aDatabaseThatDerbyCannotEvenShutDownIsNotInTheWayOfItsBackup() throws IOException {
        Path catalogue = store.resolve("database/seg0/c20.dat");
        flip(catalogue, 26_950, 3); // the name of an index becomes null
        refused("could not be opened");
        copy();
        assertEquals(acknowledged, read());
    }

    @Test
    void whateverIsDamagedNothingAcknowledgedVanishesSilently() throws IOException {
        long seed = Long.getLong("leasemq.damage.seed", System.nanoTime());
        int rounds = Integer.getInteger("leasemq.damage.rounds", 15);
        System.out.println("damage: seed " + seed + ", " + rounds + " rounds");
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            copy();
            String what = damage(random);
            try {
                assertEquals(acknowledged, read(), () -> what + ", seed " + seed);
            } catch (StoreException e) {
                refused++;
                copy();
                assertEquals(acknowledged, read(), () -> "restored after " + what + ", seed " + seed);
            } catch (RuntimeException e) {
                fail(what + ", seed " + seed, e);
            }
        }
        System.out.println("damage: " + refused + " refused");
    }

    private String damage(Random random) throws IOException {
        List<Path> files = Copies.all(store).stream()
                .filter(file -> Files.isRegularFile(file) && file.toFile().length() > 0)
                .toList();
        Path file = random.nextBoolean() ? log() : files.get(random.nextInt(files.size()));
        long at = random.nextInt((int) Math.min(file.toFile().length(), 600_000));
        if (random.nextInt(4) == 0) {
            truncate(file, at);
            return file + " cut off at " + at;
        }
        int bit = random.nextInt(8);
        flip(file, at, bit);
        return "bit " + bit + " of byte " + at + " of " + file + " flipped";
    }
}
