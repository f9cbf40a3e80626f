package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server that people run, in a process of its own, which is killed and started again at the same port with the same queues. */
final class QueueServer implements AutoCloseable {
    private final List<String> arguments;
    private final int port = freePort();
    private Process process;

    /** @param more arguments */
    QueueServer(Path directory, String... more) throws IOException {
        arguments = new ArrayList<>(List.of(
                "org.leasemq.sqs.cli.Main",
                "serve",
                "--port",
                String.valueOf(port),
                "--data",
                directory.resolve("queues").toString()));
        arguments.addAll(List.of(more));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where it is, with options. */
    String url(String options) {
        return "leasemq:tcp://127.0.0.1:" + port + "?" + options;
    }

    /** Returns when it listens. */
    QueueServer start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        assertNotNull(said.readLine(), "the server does not start");
        return this;
    }

    /** As by kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
