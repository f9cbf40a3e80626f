package org.leasemq.samples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A large backlog in a small heap: a JVM of 512 MB queues a million messages of 1 KB on LeaseMQ and ends, another one opens
 * the database and drains it with one listener, which checks the order. {@code -Dbacklog.messages} gives another number.
 */
public final class Backlog {
    private static final List<String> HEAP = List.of("-Xmx512m");
    private static final int MESSAGES = 1_000_000;
    private static final double MEBIBYTE = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Path directory;
    private final Path database;
    private final int messages;
    private double restartSeconds;

    private Backlog(Path directory, int messages) {
        this.directory = directory;
        this.database = directory.resolve("database");
        this.messages = messages;
    }

    /** Ends with status 0 only if every message arrived once and in order. */
    public static void main(String[] arguments) {
        Path directory = Path.of(System.getProperty("backlog.directory", "target/backlog"))
                .toAbsolutePath();
        String messages = System.getProperty("backlog.messages", "").trim();
        try {
            new Backlog(directory, messages.isEmpty() ? MESSAGES : Integer.parseInt(messages)).run();
        } catch (NumberFormatException e) {
            fail("-Dbacklog.messages is '" + messages + "': it must be a number");
        } catch (IOException e) {
            fail(e.getMessage());
        }
    }

    private static void fail(String why) {
        System.err.println("The backlog run failed: " + why);
        System.exit(1);
    }

    private void run() throws IOException {
        DirectoryTree.delete(directory);
        Files.createDirectories(directory);
        print("Queueing %,d messages of 1 KB in a JVM with %s", messages, HEAP.get(0));
        BacklogStep fill = step(BacklogProcess.FILL);
        print("  queued              %,12.0f messages/s", messages / fill.seconds());
        printHeap(fill);
        print("  live heap per message %,10.0f bytes", (double) fill.liveHeap() / messages);
        printDisk();
        print("Starting another one and draining it with one listener");
        BacklogStep drain = step(BacklogProcess.DRAIN);
        print("  restart to first message %,7.2f s", restartSeconds);
        print("  drained             %,12.0f messages/s", messages / drain.seconds());
        printHeap(drain);
        printDisk();
        print("All %,d messages arrived once and in order.", messages);
        DirectoryTree.delete(database);
    }

    private BacklogStep step(String name) throws IOException {
        long started = System.nanoTime();
        List<String> arguments = List.of(name, database.toString(), String.valueOf(messages));
        Path log = directory.resolve(name + ".log");
        try (Child child = new Child(HEAP, BacklogProcess.class, arguments, log)) {
            String answer = child.answer();
            if (answer.equals(BacklogProcess.FIRST)) {
                restartSeconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
                answer = child.answer();
            }
            return BacklogStep.parse(answer.substring(BacklogProcess.RESULT.length()));
        }
    }

    private static void printHeap(BacklogStep step) {
        print("  heap, at most       %,12.0f MiB", step.peakHeap() / MEBIBYTE);
        print("  heap, live at the end %,10.0f MiB", step.liveHeap() / MEBIBYTE);
    }

    private void printDisk() throws IOException {
        print("  database on disk    %,12.0f MiB", DirectoryTree.size(database) / MEBIBYTE);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
