package org.leasemq.samples.flights;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A {@link Worker} in a JVM of its own, as its conductor sees it. */
final class WorkerProcess {
    private static final String HEAP = "-Xmx256m";

    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a worker.
     *
     * @param first number of the first departure it sends
     * @param log where what it has to say to people goes
     */
    static WorkerProcess start(Path database, int first, Path log) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-classpath",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                database.toString(),
                String.valueOf(first));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new WorkerProcess(process, log);
    }

    /** Hands on what it reports until it has ended and everything has been read, also what it said before a kill. */
    void follow(Consumer<String> reports) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII);
        String line = lines.readLine();
        while (line != null) {
            reports.accept(line);
            line = lines.readLine();
        }
    }

    /** Ends it like kill -9: no code of its own runs any more. What it has said can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    void awaitKilled() throws InterruptedException {
        process.waitFor();
    }

    /** Waits until it has ended by itself, all work done. */
    void awaitEnd() throws InterruptedException {
        int status = process.waitFor();
        if (status != 0) {
            throw new IllegalStateException("The worker ended with status " + status + "; see " + log);
        }
    }
}
