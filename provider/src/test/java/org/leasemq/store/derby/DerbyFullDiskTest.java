package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;
import static org.leasemq.store.Messages.remove;
import static org.leasemq.store.Messages.show;
import static org.leasemq.store.Messages.text;
import static org.leasemq.store.Messages.texts;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;

/** A disk of its own that fills up. Needs the right to mount one. */
@Timeout(60)
class DerbyFullDiskTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    Path temporary;

    private Path disk;
    private DerbyStore store;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(temporary.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk.toString()),
                "skipped: this user cannot mount a small disk");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        try {
            if (store != null) {
                store.close();
            }
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }

    private List<String> open(long reserve, long... live) {
        store = DerbyStore.open(
                disk.resolve("store"),
                DerbySettings.defaults().withReserveBytes(reserve).withSegmentBytes(1 << 20),
                clock);
        Recording recording = new Recording(live);
        store.recover(recording);
        return recording.changes();
    }

    @Test
    void aFullDiskRefusesMessagesWhileTheOthersAreReadAndRemoved() {
        open(DerbySettings.RESERVE_BY_DISK);
        List<Long> locations = new ArrayList<>();
        StoreFullException full = assertThrows(StoreFullException.class, () -> {
            while (true) {
                store.checkRoom(10_000);
                locations.add(store.write(List.of(add(1, message(locations.size() + 1, 10_000))))
                        .first());
            }
        });
        assertTrue(full.getMessage().contains("free space on the disk"), full::getMessage);
        for (int i = 0; i < locations.size(); i++) {
            long location = locations.get(i);
            assertEquals(List.of(text(message(i + 1, 10_000))), texts(store.read(location)));
            store.write(List.of(remove(i + 1, location)));
        }
        store.reclaim(clock.millis());
        store.checkRoom(10_000);
    }

    @Test
    void aDiskThatIsFullToTheLastByteLosesNothingAndRecovers() throws IOException {
        open(0);
        Path ballast = disk.resolve("ballast");
        long used = disk.toFile().getTotalSpace() - disk.toFile().getUsableSpace();
        Files.write(ballast, new byte[(int) (disk.toFile().getTotalSpace() - used - (6 << 20))]);
        List<Long> locations = new ArrayList<>();
        List<String> stored = new ArrayList<>();
        assertThrows(StoreFullException.class, () -> {
            while (true) {
                locations.add(store.write(List.of(add(1, message(stored.size() + 1, 10_000))))
                        .first());
                stored.add(show(add(1, message(stored.size() + 1, 10_000))));
            }
        });
        clock.advance(Duration.ofSeconds(2));
        assertThrows(StoreException.class, () -> {
            while (true) {
                locations.add(store.write(List.of(add(1, message(stored.size() + 1, 10_000))))
                        .first());
                stored.add(show(add(1, message(stored.size() + 1, 10_000))));
            }
        });
        Files.delete(ballast);
        clock.advance(Duration.ofSeconds(2));
        for (int i = 0; i < 100; i++) {
            locations.add(store.write(List.of(add(1, message(stored.size() + 1, 10_000))))
                    .first());
            stored.add(show(add(1, message(stored.size() + 1, 10_000))));
        }
        store.close();
        assertEquals(
                stored, open(0, locations.stream().mapToLong(Long::longValue).toArray()));
    }

    /** Derby writes to its log when it opens a database anew, which then does not fit. */
    @Test
    void openingAnewOnAFullDiskHarmsNothing() throws IOException {
        open(0);
        List<Long> locations = new ArrayList<>();
        List<String> stored = new ArrayList<>();
        store.write(List.of(new Change.PutQueue(1, "orders", "x")));
        stored.add(show(new Change.PutQueue(1, "orders", "x")));
        for (int i = 0; i < 60; i++) {
            write(locations, stored, 20_000);
        }
        Path ballast = disk.resolve("ballast");
        fill(ballast);
        for (int i = 0; i < 6; i++) {
            String definition = "y".repeat(40_000);
            assertThrows(
                    StoreException.class, () -> store.write(List.of(new Change.PutQueue(1, "orders", definition))));
            clock.advance(Duration.ofSeconds(2));
        }
        for (int i = 0; i < 40; i++) {
            try {
                write(locations, stored, 40);
            } catch (StoreException e) {
                clock.advance(Duration.ofSeconds(2));
            }
        }
        Files.delete(ballast);
        clock.advance(Duration.ofSeconds(2));
        write(locations, stored, 20_000);
        store.close();
        assertEquals(
                stored, open(0, locations.stream().mapToLong(Long::longValue).toArray()));
    }

    @Test
    void aStoreThatCannotBeClaimedSinceTheDiskIsFullSaysSo() throws IOException {
        open(0);
        store.close();
        Path ballast = disk.resolve("ballast");
        fill(ballast);
        assertHasNoRoom();
        Files.delete(ballast);
        open(0);
    }

    /** There is room for the line that claims the directory, and none for the file by which Derby claims its database. */
    @Test
    void aDatabaseThatCanOnlyBeReadSinceTheDiskIsFullSaysSo() throws IOException {
        open(0);
        store.write(List.of(add(1, message(1, 100))));
        store.close();
        Files.writeString(disk.resolve("store/leasemq.lock"), "somebody");
        Path ballast = disk.resolve("ballast");
        fill(ballast);
        assertHasNoRoom();
        Files.delete(ballast);
        assertEquals(1, open(0).size());
    }

    private void assertHasNoRoom() {
        StoreFullException full = assertThrows(StoreFullException.class, () -> open(0));
        assertTrue(full.getMessage().contains("could not be opened: the disk is full"), full::getMessage);
    }

    private void write(List<Long> locations, List<String> stored, int size) {
        Change change = add(1, message(locations.size() + 1, size));
        locations.add(store.write(List.of(change)).first());
        stored.add(show(change));
    }

    private static void fill(Path ballast) throws IOException {
        try (FileOutputStream out = new FileOutputStream(ballast.toFile())) {
            for (int size : new int[] {1 << 20, 4096, 1}) {
                fill(out, new byte[size]);
            }
        }
    }

    private static void fill(FileOutputStream out, byte[] part) {
        try {
            while (true) {
                out.write(part);
            }
        } catch (IOException e) {
            // no more fits
        }
    }
}
