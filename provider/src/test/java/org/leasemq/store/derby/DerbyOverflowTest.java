package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;
import static org.leasemq.store.Messages.show;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.SettableClock;

/** An error in the middle of Derby while a thread reads is over when the next one calls. */
@Timeout(120)
class DerbyOverflowTest {
    private static final int STACK_BYTES = 256 << 10;
    private static final int STEP = 25;
    private static final int MOST_OVERFLOWS = 12;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));
    private int level;
    private int deepest;
    private boolean overflowed;

    /** Reads so many levels above the end of the stack. */
    @SuppressWarnings("InfiniteRecursion") // the stack ends it
    private void read(DerbyStore store, long location, int levelsLeft) {
        level++;
        deepest = Math.max(deepest, level);
        try {
            read(store, location, levelsLeft);
        } catch (StackOverflowError e) {
            assertTrue(level > 0);
        }
        level--;
        if (level == deepest - levelsLeft) {
            try {
                store.read(location);
            } catch (StackOverflowError e) {
                overflowed = true;
            }
        }
    }

    private boolean overflows(DerbyStore store, long location, int levelsLeft) throws Exception {
        level = 0;
        deepest = 0;
        overflowed = false;
        FutureTask<Void> task = new FutureTask<>(() -> read(store, location, levelsLeft), null);
        new Thread(null, task, "deep", STACK_BYTES).start();
        task.get(60, TimeUnit.SECONDS);
        return overflowed;
    }

    @Test
    void readingAndWritingGoOn() throws Exception {
        try (DerbyStore store = DerbyStore.openInMemory("overflow", clock)) {
            store.recover(new Recording());
            long location = store.write(List.of(add(1, message(1, 10))));
            int overflows = 0;
            while (overflows < MOST_OVERFLOWS && overflows(store, location, STEP * (overflows + 1))) {
                overflows++;
                clock.advance(Duration.ofSeconds(2));
                assertEquals(List.of(show(message(1, 10))), show(store.read(location)));
                store.write(List.of(add(1, message(1 + overflows, 10))));
            }
            assertTrue(overflows > 0);
        }
    }
}
