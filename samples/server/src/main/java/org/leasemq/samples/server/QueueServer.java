package org.leasemq.samples.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * LeaseMQ's server in a process of its own, with the class path of this one, which has to have it. It can be killed, and started
 * again with the same queues at the same port. For one thread.
 */
public final class QueueServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 20;
    private static final int FIRST_PORT = 19_324;

    private final Path log;
    private final int port = freePort();
    private final List<String> command;
    private Process running;

    /**
     * A server that does not run yet.
     *
     * @param directory where its queues are, and its log
     * @param heap in megabytes
     * @param options more of them
     */
    public QueueServer(Path directory, int heap, String... options) {
        log = directory.resolve("leasemq-server.log");
        command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-classpath",
                System.getProperty("java.class.path"),
                "org.leasemq.sqs.cli.Main",
                "serve",
                "--port",
                String.valueOf(port),
                "--data",
                directory.resolve("data").toString()));
        command.addAll(List.of(options));
    }

    /** Below those that connections are given, one of which could have it when the server starts again. */
    private static int freePort() {
        for (int port = FIRST_PORT; ; port++) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException e) {
                // taken by somebody
            }
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /**
     * What connects to it.
     *
     * @param options as in {@code name=value&name=value}
     */
    public String url(String options) {
        return "leasemq:tcp://127.0.0.1:" + port + "?" + options;
    }

    /** Returns when it listens. */
    public void start() throws IOException, InterruptedException {
        running = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BufferedReader said = running.inputReader(StandardCharsets.UTF_8);
        if (!serves(said)) {
            kill();
            throw new IOException("LeaseMQ's server does not start; see " + log);
        }
    }

    private boolean serves(BufferedReader said) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); running.isAlive() && !said.ready(); ) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        String line = said.readLine();
        return line != null && line.startsWith("LeaseMQ serves");
    }

    /** Fails if it has ended by itself. */
    public void requireAlive(String after) {
        if (!running.isAlive()) {
            throw new IllegalStateException(
                    "LeaseMQ's server died of " + after + " with status " + running.exitValue() + "; see " + log);
        }
    }

    /** As an operator ends it. */
    public void stop() throws InterruptedException {
        running.destroy();
        if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("LeaseMQ's server does not end when it is told to; see " + log);
        }
    }

    /** As a power failure does. */
    public void kill() throws InterruptedException {
        running.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
