package org.leasemq.samples.memory;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, with a heap of its own. */
final class ServerProcess implements AutoCloseable {
    private static final int SECONDS = 120;

    private final Process process;
    private final Client client;

    private ServerProcess(Process process, Client client) {
        this.process = process;
        this.client = client;
    }

    /** Starts it on a directory, and waits until it answers. */
    static ServerProcess start(int heap, Path directory, int port) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.leasemq.sqs.cli.Main",
                        "serve",
                        "--port",
                        String.valueOf(port),
                        "--limits",
                        "relaxed",
                        "--data",
                        directory.resolve("data").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(directory.toFile(), "server.log")))
                .start();
        ServerProcess server = new ServerProcess(process, new Client(port));
        for (int i = 0; i < SECONDS * 10; i++) {
            try {
                server.client.ask("ListQueues", "{}");
                return server;
            } catch (IOException e) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new IOException(
                            "The server ended with status " + process.exitValue() + "; see its log in " + directory, e);
                }
            }
        }
        process.destroyForcibly();
        throw new IOException("The server does not answer; see its log in " + directory);
    }

    Client client() {
        return client;
    }

    void requireAlive(String after) {
        if (!process.isAlive()) {
            throw new IllegalStateException("The server died of " + after + " with status " + process.exitValue());
        }
    }

    /** Ends it as an operator does. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server does not end when it is told to");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
