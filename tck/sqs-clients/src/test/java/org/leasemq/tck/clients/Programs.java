package org.leasemq.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs in other languages that are told where the server is. None outlives the test, and none is awaited for ever. */
final class Programs implements AutoCloseable {
    /** Debian's; another may come first in the path. */
    static final String PYTHON = "/usr/bin/python3";

    static final String AWS = "/usr/bin/aws";
    static final Path SOURCES = Path.of("src/test").toAbsolutePath();

    private static final long MINUTES = 3;

    private final LocalServer server;
    private final Path directory;
    private final List<Process> started = new ArrayList<>();

    /** Programs that work in a directory, where what they print is kept as well. */
    Programs(LocalServer server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /** Starts one in the background; it is killed when this is closed. */
    void start(Map<String, String> environment, String... command) throws IOException {
        launch(output(), environment, command);
    }

    /** What a program printed that succeeded. */
    String run(Map<String, String> environment, String... command) throws Exception {
        Path output = output();
        Process process = launch(output, environment, command);
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        String printed = Files.readString(output).strip();
        if (!ended) {
            fail(String.join(" ", command) + " has not ended:\n" + printed);
        }
        assertEquals(0, process.exitValue(), () -> String.join(" ", command) + ":\n" + printed);
        return printed;
    }

    /** Whether a program is installed and succeeds. */
    boolean works(String... command) throws InterruptedException {
        try {
            Process process = launch(output(), Map.of(), command);
            return process.waitFor(MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Path output() throws IOException {
        return Files.createTempFile(directory, "printed", "");
    }

    private Process launch(Path output, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(directory.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SQS_ENDPOINT",
                        server.uri().toString(),
                        "AWS_ACCESS_KEY_ID",
                        "any",
                        "AWS_SECRET_ACCESS_KEY",
                        "any",
                        "AWS_DEFAULT_REGION",
                        LocalServer.REGION,
                        "AWS_REGION",
                        LocalServer.REGION,
                        "AWS_PAGER",
                        "",
                        "PYTHONPATH",
                        SOURCES.resolve("python").toString(),
                        "PYTHONDONTWRITEBYTECODE",
                        "1"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Kills what still runs, with what that has started. */
    @Override
    public void close() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
