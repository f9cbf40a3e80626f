package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.leasemq.sqs.cli.Main;

/** The server in a process of its own, which can be killed and started again where it was. */
final class ServerInProcess implements AutoCloseable {
    private final Path directory;
    private final int port;
    private final List<String> within;
    private final List<String> options;
    private volatile Process process;
    private volatile CompletableFuture<Void> starting = CompletableFuture.completedFuture(null);

    ServerInProcess(Path directory) throws IOException {
        this(directory, freePort(), List.of(), List.of());
    }

    /**
     * @param within begins the command that starts it
     * @param options of the server
     */
    ServerInProcess(Path directory, int port, List<String> within, List<String> options) {
        this.directory = directory;
        this.port = port;
        this.within = within;
        this.options = options;
        start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Returns when it serves. */
    private void start() {
        try {
            List<String> command = new ArrayList<>(within);
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "serve",
                    "--port",
                    String.valueOf(port),
                    "--data",
                    directory.resolve("data").toString()));
            command.addAll(options);
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(new File(directory.toFile(), "server.log")))
                    .start();
            String line = process.inputReader().readLine();
            assertTrue(line != null && line.startsWith("LeaseMQ serves SQS on "), () -> "it said: " + line);
            assertTrue(URI.create(line.split(" ", -1)[4].replace(",", "")).getPort() == port, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Tells it to end (SIGTERM), and starts it again when it has. */
    void endAndStart() {
        process.destroy();
        process.onExit().join();
        start();
    }

    /** Kills it, and has it start again meanwhile. */
    void killAndStart() {
        kill();
        starting = CompletableFuture.runAsync(this::start);
    }

    /** Returns when it serves again. */
    void awaitStart() {
        starting.join();
    }

    @Override
    public void close() {
        awaitStart();
        kill();
    }
}
