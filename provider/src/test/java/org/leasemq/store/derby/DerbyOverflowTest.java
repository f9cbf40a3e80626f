package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;
import static org.leasemq.store.Messages.text;
import static org.leasemq.store.Messages.texts;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Messages.Recording;

/**
 * A thread that reads with little stack left is refused before Derby begins, which would leave a lock of its behind. The
 * clock stands still, so that a store that had failed would not open its database anew.
 */
@Timeout(120)
class DerbyOverflowTest {
    private static final int STORES = 5;
    private static final int STACK_BYTES = 300 << 10;
    private static final int LEVELS_BETWEEN = 10;
    private static final int READS_THAT_SUCCEED = 20;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));
    private int level;
    private int refused;
    private int read;

    /** Reads from the end of the stack upwards, until that has succeeded some times. */
    @SuppressWarnings("InfiniteRecursion") // the stack ends it
    private void goDown(DerbyStore store, long location) {
        level++;
        try {
            goDown(store, location);
        } catch (StackOverflowError e) {
            assertTrue(level > 0);
        }
        level--;
        if (level % LEVELS_BETWEEN == 0 && read < READS_THAT_SUCCEED) {
            try {
                store.read(location);
                read++;
            } catch (StackOverflowError e) {
                refused++;
            }
        }
    }

    private void readAtEveryDepth(DerbyStore store, long location) throws Exception {
        read = 0;
        refused = 0;
        FutureTask<Void> task = new FutureTask<>(() -> goDown(store, location), null);
        new Thread(null, task, "deep", STACK_BYTES).start();
        task.get(60, TimeUnit.SECONDS);
        assertTrue(refused > 0 && read == READS_THAT_SUCCEED, refused + " refused, " + read + " read");
    }

    @Test
    void readingAndWritingGoOn() throws Exception {
        for (int i = 0; i < STORES; i++) {
            try (DerbyStore store = DerbyStore.openInMemory("overflow" + i, clock)) {
                store.recover(new Recording());
                long location = store.write(List.of(add(1, message(1, 10)))).first();
                readAtEveryDepth(store, location);
                assertEquals(List.of(text(message(1, 10))), texts(store.read(location)));
                store.write(List.of(add(1, message(2, 10))));
            }
        }
    }
}
