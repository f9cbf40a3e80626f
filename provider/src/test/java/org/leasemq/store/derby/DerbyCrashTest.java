package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.process.JavaProgram;
import org.leasemq.store.Change;
import org.leasemq.store.Messages;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.StoreException;

/** Kills a process that writes, and opens what it left. */
@Timeout(240)
class DerbyCrashTest {
    /** The last one fills several files of Derby's log. */
    private static final int[] LIVES = {400, 1, 1600};

    @TempDir
    Path directory;

    @Test
    void everyAcknowledgedBatchIsThereAfterAKillAndNoneIsHalfThere() throws IOException, InterruptedException {
        int batches = 0;
        for (int life : LIVES) {
            int acknowledged = runAndKill(batches + 1, life);
            batches = requireWhole(acknowledged);
        }
    }

    private int runAndKill(int first, int life) throws IOException, InterruptedException {
        Process process = new JavaProgram(
                        CrashingWriter.class, directory.resolve("store").toString(), String.valueOf(first))
                .start();
        int acknowledged = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < life; i++) {
                acknowledged = Integer.parseInt(lines.readLine());
            }
            refusesMeanwhile();
            process.toHandle().destroyForcibly(); // unlike that of Process it leaves the output readable
            // the last line may be cut off in the middle
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(String.valueOf(acknowledged + 1))) {
                    acknowledged++;
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    private DerbyStore open() {
        return DerbyStore.open(
                directory.resolve("store"),
                DerbySettings.defaults(),
                new SettableClock(Instant.parse("2026-11-21T00:00:00Z")));
    }

    private void refusesMeanwhile() {
        StoreException e = assertThrows(StoreException.class, this::open);
        assertTrue(e.getMessage().contains("in use by another process"), e::getMessage);
    }

    private int requireWhole(int acknowledged) {
        Recording recording = new Recording();
        try (DerbyStore store = open()) {
            store.recover(recording);
        }
        List<String> found = recording.changes();
        int batches = (found.size() - 1) / (CrashingWriter.MESSAGES + 1);
        assertTrue(batches == acknowledged || batches == acknowledged + 1, batches + " of " + acknowledged);
        List<String> expected = new ArrayList<>();
        expected.add(Messages.show(CrashingWriter.batch(batches).get(0)));
        for (int batch = 1; batch <= batches; batch++) {
            for (Change change : CrashingWriter.batch(batch)) {
                if (!(change instanceof Change.PutQueue)) {
                    expected.add(Messages.show(change));
                }
            }
        }
        assertEquals(expected, found);
        return batches;
    }
}
