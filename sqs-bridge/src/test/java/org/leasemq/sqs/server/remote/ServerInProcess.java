package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.leasemq.sqs.cli.Main;

/** The server in a process of its own, which can be killed and started again where it was. */
final class ServerInProcess implements AutoCloseable {
    private final Path directory;
    private final int port;
    private volatile Process process;
    private volatile CompletableFuture<Void> starting = CompletableFuture.completedFuture(null);

    ServerInProcess(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        start();
    }

    int port() {
        return port;
    }

    /** Returns when it serves. */
    private void start() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-classpath",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "serve",
                            "--port",
                            String.valueOf(port),
                            "--data",
                            directory.resolve("data").toString())
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
