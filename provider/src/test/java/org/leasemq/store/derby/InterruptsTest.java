package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;
import static org.leasemq.store.Messages.remove;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Change;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.Store;

/** Threads of applications lead group commits and read: when they are interrupted, the work of others goes on. */
class InterruptsTest {
    /** In which every batch fills a part. */
    private static final DerbySettings PARTS = DerbySettings.defaults().withSegmentBytes(1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    Path temporary;

    private DerbyStore open(Path directory) {
        return open(directory, DerbySettings.defaults());
    }

    private DerbyStore open(Path directory, DerbySettings settings) {
        DerbyStore store = DerbyStore.open(directory, settings, clock);
        store.recover(new Recording());
        return store;
    }

    @Test
    void anInterruptedThreadWritesAndReadsAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try (Store store = open(temporary.resolve("store"))) {
            long location = store.write(List.of(add(1, message(1, 100)))).first();
            assertEquals(1, store.read(location).size());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    /** Interrupts the thread that made it, again and again. */
    private static final class Disturber {
        private final Thread victim = Thread.currentThread();
        private final AtomicBoolean done = new AtomicBoolean();
        private final Thread thread = new Thread(() -> {
            while (!done.get()) {
                victim.interrupt();
                Thread.onSpinWait();
            }
        });

        void start() {
            thread.start();
        }

        /** From now on it interrupts nobody any more. */
        void stop() {
            done.set(true);
            while (thread.isAlive()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void interruptsWhileItWritesAndReadsHarmNobody() {
        Disturber disturber = new Disturber();
        Path directory = temporary.resolve("store");
        try (DerbyStore store = open(directory)) {
            disturber.start();
            for (int queue = 1; queue <= 100; queue++) {
                Change.PutQueue put = new Change.PutQueue(queue, "queue" + queue, "a");
                long location =
                        store.write(List.of(put, add(1, message(queue, 9)))).first();
                assertEquals(1, store.read(location).size());
            }
        } finally {
            disturber.stop();
            assertTrue(Thread.interrupted());
        }
        DerbyStore again = DerbyStore.open(directory, DerbySettings.defaults(), clock);
        try (again) {
            Recording recording = new Recording();
            again.recover(recording);
            assertEquals(200, recording.changes().size());
        }
    }

    /** Each write begins a part of the log, each read makes an index, and what is read twice is dropped. */
    @Test
    void interruptsWhilePartsOfTheLogAreMadeAndDroppedHarmNobody() {
        Disturber disturber = new Disturber();
        Path directory = temporary.resolve("store");
        List<Long> kept = new ArrayList<>();
        try (DerbyStore store = open(directory, PARTS)) {
            disturber.start();
            for (int i = 1; i <= 100; i++) {
                long location = store.write(List.of(add(1, message(i, 9)))).first();
                assertEquals(1, store.read(location).size());
                if (i % 2 == 0) {
                    store.write(List.of(remove(i, location)));
                    store.reclaim(clock.millis());
                } else {
                    kept.add(location);
                }
            }
        } finally {
            disturber.stop();
            assertTrue(Thread.interrupted());
        }
        try (DerbyStore store = open(directory, PARTS)) {
            for (long location : kept) {
                assertEquals(1, store.read(location).size());
            }
        }
    }

    @Test
    void interruptsWhileItOpensAndClosesHarmNobody() {
        Disturber disturber = new Disturber();
        Path directory = temporary.resolve("store");
        disturber.start();
        try {
            for (int i = 1; i <= 3; i++) {
                try (DerbyStore store = open(directory)) {
                    store.write(List.of(add(1, message(i, 9))));
                }
            }
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            disturber.stop();
            Thread.interrupted();
        }
        try (DerbyStore store = DerbyStore.open(directory, DerbySettings.defaults(), clock)) {
            Recording recording = new Recording();
            store.recover(recording);
            assertEquals(3, recording.changes().size());
        }
    }
}
