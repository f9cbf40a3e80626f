package org.leasemq.tck.several;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.leasemq.sqs.cli.Main;

/** The LeaseMQ server, in a process of its own. For one thread. */
final class QueueServer implements AutoCloseable {
    private static final int PORT = 19_324;
    /** A server that is killed is missed soon, and one that is away is waited for. */
    static final String URL = "leasemq:tcp://127.0.0.1:" + PORT + "?session-timeout=5s&reconnect-timeout=5m";

    private final Path data;
    private Process running;

    QueueServer(Path data) {
        this.data = data;
    }

    /** Returns when it listens. */
    void start() throws IOException {
        running = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--port=" + PORT,
                        "--data=" + data)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (running.inputReader(StandardCharsets.UTF_8).readLine() == null) {
            throw new IOException("The LeaseMQ server does not start");
        }
    }

    /** As a power failure does. */
    void kill() throws InterruptedException {
        running.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
