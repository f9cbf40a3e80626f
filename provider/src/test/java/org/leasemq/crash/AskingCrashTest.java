package org.leasemq.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.process.JavaProgram;

/**
 * Kills the process of an engine again and again, whose client asks the next one for the same. {@code -Dleasemq.crash.rounds=N}
 * does it more often; {@code -Dleasemq.crash.seed=N} chooses the moments.
 */
@Timeout(240)
class AskingCrashTest {
    private static final int MOST_LINES = 1500;
    /** So many answers it asks for again that it has heard already. */
    private static final long HEARD = AskedWorker.UNKNOWN / 2;

    @TempDir
    private Path directory;

    private final TreeMap<Long, String> answers = new TreeMap<>();

    @Test
    void whatIsAskedForAgainIsDoneOnceAndHasTheSameAnswer() throws IOException, InterruptedException {
        int rounds = Integer.getInteger("leasemq.crash.rounds", 4);
        long seed = Long.getLong("leasemq.crash.seed", System.nanoTime());
        System.out.println("asking crash test: seed " + seed + ", " + rounds + " rounds");
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            liveAndDie(1 + random.nextInt(MOST_LINES));
        }
        List<Long> there = AskedWorker.drain(directory.resolve("database"));
        assertEquals(LongStream.rangeClosed(1, there.size()).boxed().toList(), there);
        assertTrue(there.size() >= answers.size(), there.size() + " of " + answers.size());
        assertEquals(answers.size(), answers.lastKey());
    }

    private void liveAndDie(int lines) throws IOException, InterruptedException {
        Process process = new JavaProgram(
                        AskedWorker.class,
                        directory.resolve("database").toString(),
                        String.valueOf(Math.max(1, answers.size() - HEARD)))
                .start();
        int count = 0;
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] parts = line.split(" ", -1);
                if (parts.length == 3) { // the last line may be cut off in the middle
                    heard(Long.parseLong(parts[0]), parts[1]);
                }
                count++;
                if (count == lines) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertTrue(count >= lines, "the worker ended by itself after " + count + " lines");
        process.waitFor();
    }

    private void heard(long number, String answer) {
        String before = answers.put(number, answer);
        assertTrue(before == null || before.equals(answer), () -> number + ": " + before + " and now " + answer);
    }
}
