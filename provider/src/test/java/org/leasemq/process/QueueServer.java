package org.leasemq.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The server that people run, in a process of its own, which is killed and started again at the same port with the same queues. It
 * has to be in the class path.
 */
public final class QueueServer implements AutoCloseable {
    /** By name: these tests are those of a module that knows no server. */
    private static final String MAIN = "org.leasemq.sqs.cli.Main";

    private final int port;
    private final List<String> within;
    private final List<String> arguments = new ArrayList<>();
    private final Path log;
    private volatile Process process;
    private volatile CompletableFuture<Void> starting = CompletableFuture.completedFuture(null);

    /**
     * A server that does not run yet, at a free port.
     *
     * @param directory where its queues are, and its log
     * @param options more of them
     */
    public QueueServer(Path directory, String... options) throws IOException {
        this(List.of(), directory, freePort(), options);
    }

    /** The same at a port, run by a command that begins with these words. */
    public QueueServer(List<String> within, Path directory, int port, String... options) {
        this.port = port;
        this.within = within;
        this.log = directory.resolve("server.log");
        arguments.addAll(List.of("serve", "--port", String.valueOf(port)));
        if (!List.of(options).contains("--data")) {
            arguments.addAll(List.of("--data", directory.resolve("queues").toString()));
        }
        arguments.addAll(List.of(options));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What is run with the arguments of the command line. */
    public static JavaProgram program(String... arguments) {
        return new JavaProgram(MAIN, arguments);
    }

    /**
     * Where a server says that it listens, when it does so.
     *
     * @param log where its errors go
     */
    public static URI uri(Process server, Path log) throws IOException {
        String line = server.inputReader(UTF_8).readLine();
        if (line == null || !line.startsWith("LeaseMQ serves SQS on ")) {
            throw new AssertionError("The server said: " + line + "\n" + Files.readString(log));
        }
        return URI.create(line.split(" ", -1)[4].replace(",", ""));
    }

    public int port() {
        return port;
    }

    /** Where its API is. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where the engine is, with options. */
    public String url(String connectionOptions) {
        return "leasemq:tcp://127.0.0.1:" + port + "?" + connectionOptions;
    }

    /** Returns when it listens. */
    public QueueServer start() {
        try {
            process = program(arguments.toArray(String[]::new))
                    .within(within)
                    .with("-Xmx256m", "-XX:TieredStopAtLevel=1")
                    .start(Redirect.appendTo(log.toFile()));
            assertEquals(port, uri(process, log).getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As kill -9 does. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Kills it, and has it start again meanwhile. */
    public void killAndStart() {
        kill();
        starting = CompletableFuture.runAsync(this::start);
    }

    /** Returns when it listens again. */
    public void awaitStart() {
        starting.join();
    }

    /** Tells it to end (SIGTERM), and returns when it has. */
    public void end() {
        process.destroy();
        process.onExit().join();
    }

    /** Ends it, and starts it again. */
    public void endAndStart() {
        end();
        start();
    }

    @Override
    public void close() {
        awaitStart();
        if (process != null) {
            kill();
        }
    }
}
