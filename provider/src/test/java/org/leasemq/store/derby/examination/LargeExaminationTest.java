package org.leasemq.store.derby.examination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.process.JavaProgram;
import org.leasemq.store.Change;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** What is examined does not have to fit into the heap. */
@Timeout(180)
class LargeExaminationTest {
    private static final int BATCHES = 150;
    private static final int ROWS_OF_BATCH = 32;

    @TempDir
    private Path temporary;

    private Path store;

    /** Examines a store in a process of its own. */
    static final class InSmallHeap {
        private InSmallHeap() {}

        public static void main(String[] arguments) {
            DerbyExamination.Result result = DerbyExamination.examine(
                    Path.of(arguments[0]),
                    Path.of(arguments[1]),
                    new SettableClock(Instant.parse("2026-11-21T00:00:00Z")));
            System.out.println(result.whole() + " rows from " + result.first() + ", " + result.findings());
        }
    }

    @BeforeEach
    void fill() {
        store = temporary.resolve("store");
        try (DerbyStore open = DerbyStore.open(
                store,
                DerbySettings.defaults().withSegmentBytes(4 << 20),
                new SettableClock(Instant.parse("2026-11-21T00:00:00Z")))) {
            open.recover(new Recording());
            open.write(List.of(new Change.PutQueue(1, "orders", "definition")));
            for (int i = 1; i <= BATCHES; i++) {
                open.write(List.of(add(1, message(i, 500_000))));
            }
        }
    }

    private String examine() throws IOException, InterruptedException {
        Path scratch = Files.createDirectory(temporary.resolve("scratch"));
        return new JavaProgram(InSmallHeap.class, store.toString(), scratch.toString())
                .with("-Xmx40m")
                .run()
                .strip();
    }

    @Test
    void moreThanTheHeapHoldsIsExamined() throws IOException, InterruptedException {
        assertEquals(1 + BATCHES * ROWS_OF_BATCH + " rows from 1, []", examine());
    }
}
