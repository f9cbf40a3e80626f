package org.leasemq.tck.kills;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** LeaseMQ's server in a process of its own, which has the database; with the class path of this one. For one thread. */
public final class DatabaseServer implements AutoCloseable {
    private final Path directory;
    private final int port;
    private Process running;

    /** @param directory where the database is, and the log */
    public DatabaseServer(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
    }

    /** What the adapter connects to. Who dies is missed for two seconds. */
    public String url() {
        return "leasemq:tcp://127.0.0.1:" + port + "?session-timeout=2s&reconnect-timeout=5m";
    }

    /** Returns when it serves. */
    public void start() throws IOException {
        running = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "org.leasemq.sqs.cli.Main",
                        "serve",
                        "--port",
                        String.valueOf(port),
                        "--data",
                        directory.resolve("data").toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("leasemq-server.log").toFile()))
                .start();
        BufferedReader out = running.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith("LeaseMQ serves")) {
            throw new IOException("LeaseMQ's server said: " + line);
        }
    }

    /** As a power failure does. */
    public void kill() throws InterruptedException {
        running.destroyForcibly();
        running.waitFor();
    }

    @Override
    public void close() {
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
