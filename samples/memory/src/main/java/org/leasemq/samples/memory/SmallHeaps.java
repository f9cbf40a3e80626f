package org.leasemq.samples.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Servers with heaps of 64, 128 and 512 MB, and clients that want more than fits: many small messages with long ids, large
 * ones, many receives and peeks at once, large requests, clients that do not read their answers, more
 * connections than there is memory for. The server refuses what does
 * not fit, goes on receiving and deleting, lives, and opens again with the same heap with every message there that it had
 * acknowledged. {@code -Dleasemq.memory.heaps=64,128} gives other heaps, in megabytes.
 */
public final class SmallHeaps {
    private static final int[] HEAPS = {64, 128, 512};

    private SmallHeaps() {}

    /** Ends with status 0 only if nothing was lost and no server died. */
    public static void main(String[] arguments) throws Exception {
        String heaps = System.getProperty("memory.heaps", "").trim();
        Path directory =
                Path.of(System.getProperty("memory.directory", "target/memory")).toAbsolutePath();
        int[] chosen = heaps.isEmpty()
                ? HEAPS
                : Arrays.stream(heaps.split(",", -1))
                        .mapToInt(text -> Integer.parseInt(text.trim()))
                        .toArray();
        for (int heap : chosen) {
            Path own = directory.resolve(heap + "m");
            delete(own);
            Files.createDirectories(own);
            try {
                run(heap, own);
            } catch (IllegalStateException | IOException e) {
                System.err.println("The run with " + heap + " MB failed: " + e);
                System.exit(1);
            }
            delete(own);
        }
    }

    private static void run(int heap, Path directory) throws Exception {
        print("A server with a heap of %d MB", heap);
        SmallMessages small;
        LargeMessages large;
        try (ServerProcess server = ServerProcess.start(heap, directory)) {
            large = new LargeMessages(server);
            large.fill();
            large.receiveMuch();
            large.peek();
            large.lookAway();
            large.sendLargeRequests();
            small = new SmallMessages(server);
            small.flood();
            new ManyConnections(server).open();
            small.receiveAndDelete();
            small.flood();
            server.stop();
        }
        long began = System.nanoTime();
        try (ServerProcess server = ServerProcess.start(heap, directory)) {
            print("  opened again in %.1f s", (System.nanoTime() - began) / 1e9);
            small.requireAll(server);
            large.requireAll(server);
            server.stop();
        }
        print("  every acknowledged message was there");
    }

    static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
