package org.leasemq.engine.local.recovery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.store.ForwardingStore;
import org.leasemq.store.Store;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** An Error while an engine is opened leaves neither threads nor the lock on the directory behind. */
class OpeningErrorTest {
    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** A store whose contents are more than the heap holds. */
    private static final class TooLarge extends ForwardingStore {
        private final Error error;

        TooLarge(Store store, Error error) {
            super(store);
            this.error = error;
        }

        @Override
        public void recover(Recovery recovery) {
            throw error;
        }
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private DerbyStore open() {
        return DerbyStore.open(directory.resolve("store"), DerbySettings.defaults(), clock);
    }

    @Test
    void nothingIsLeft() throws InterruptedException {
        Error error = new OutOfMemoryError("as though");
        Store store = new TooLarge(open(), error);
        ThreadedEnvironment environment = new ThreadedEnvironment(this::start, clock);
        assertSame(
                error,
                assertThrows(
                        OutOfMemoryError.class, () -> LocalEngine.open(store, EngineSettings.defaults(), environment)));
        for (Thread thread : threads) {
            thread.join(10_000);
            assertFalse(thread.isAlive(), thread::getName);
        }
        open().close();
    }
}
