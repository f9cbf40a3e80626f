package org.leasemq.samples.remote.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo in short. {@code -Dleasemq.crash.seed=N} chooses the moments of its kills. */
class ConductorTest {
    private static final int ORDERS = 700;

    @TempDir
    private Path directory;

    @Test
    void everyOrderIsShippedOnceAlthoughTheServerAndAWarehouseAreKilled() throws Exception {
        long seed = Long.getLong("leasemq.crash.seed", System.nanoTime());
        System.out.println("orders: seed " + seed);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean right = false;
        try (Conductor conductor =
                new Conductor(directory, ORDERS, new Random(seed), new PrintStream(text, true, UTF_8))) {
            right = conductor.run();
            assertTrue(text.toString(UTF_8).contains("Proved from the queues"), () -> text.toString(UTF_8));
        } finally {
            if (!right) {
                System.out.println(text.toString(UTF_8));
                showLogs();
            }
        }
    }

    private void showLogs() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                System.out.println(log.getFileName() + ":\n" + Files.readString(log));
            }
        }
    }
}
