package org.leasemq.store.derby.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.derby.Copies;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** The power fails while Derby writes: any of the sectors of that write may be on the disk. Such a store is whole. */
class TornWriteTest {
    private static final int SECTOR = 512;
    private static final int ROUNDS = 12;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    Path directory;

    private DerbyStore open(Path place) {
        return DerbyStore.open(place, DerbySettings.defaults(), clock);
    }

    private static Path log(Path store) {
        return store.resolve("database/log/log1.dat");
    }

    @Test
    void anySectorsOfTheLastWriteMayBeMissing() throws IOException {
        Path running = directory.resolve("running");
        Path before = directory.resolve("before");
        byte[] after;
        try (DerbyStore store = open(running)) {
            store.recover(new Recording());
            store.write(List.of(add(1, message(1, 1_000)), add(1, message(2, 100_000))));
            Copies.copy(running, before);
            store.write(List.of(add(1, message(3, 400_000)))); // several groups
            after = Files.readAllBytes(log(running));
        }
        long seed = System.nanoTime();
        System.out.println("torn writes: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Path trial = directory.resolve("trial" + round);
            Copies.copy(before, trial);
            tear(Files.readAllBytes(log(before)), after, trial, random);
            Recording recording = new Recording();
            try (DerbyStore store = open(trial)) {
                store.recover(recording);
            }
            int found = recording.changes().size();
            assertTrue(found == 2 || found == 3, () -> found + " changes, seed " + seed);
        }
    }

    /** Some of the groups are written, and of the next some sectors. */
    private static void tear(byte[] old, byte[] complete, Path trial, Random random) throws IOException {
        Path whole = Files.createDirectories(trial.resolveSibling("whole"));
        Files.write(whole.resolve("log1.dat"), complete);
        DerbyLogFile groups = DerbyLogFile.open(whole, 1);
        int from = DerbyLogFile.HEADER;
        while (Arrays.equals(old, 0, groups.group(from), complete, 0, groups.group(from))) {
            from = groups.group(from);
        }
        int begin = from;
        for (int skip = random.nextInt(3); skip > 0 && groups.group(groups.group(begin)) > 0; skip--) {
            begin = groups.group(begin);
        }
        int end = groups.group(begin);
        byte[] torn = old.clone();
        System.arraycopy(complete, from, torn, from, begin - from);
        for (int at = begin; at < end; at = (at / SECTOR + 1) * SECTOR) {
            if (random.nextInt(4) > 0) {
                int to = Math.min(end, (at / SECTOR + 1) * SECTOR);
                System.arraycopy(complete, at, torn, at, to - at);
            }
        }
        assertEquals(complete.length, torn.length);
        Files.write(log(trial), torn);
    }
}
