package org.leasemq.samples.remote.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Programs in JVMs of their own. None outlives this. */
final class Programs implements AutoCloseable {
    private static final int SECONDS = 60;

    private final Path directory;
    private final List<Program> started = new CopyOnWriteArrayList<>();

    /** @param directory where their logs go */
    Programs(Path directory) {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** One of them. */
    static final class Program {
        private final String name;
        private final Process process;

        private Program(String name, Process process) {
            this.name = name;
            this.process = process;
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /** Ends it like kill -9: no code of its own runs any more. */
        void kill() throws InterruptedException {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }

        /** Tells it to end (SIGTERM), and waits until it has. */
        void end() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The " + name + " does not end when it is told to");
            }
        }

        /** Waits until it has ended by itself, all work done. */
        void awaitEnd() throws InterruptedException {
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("The " + name + " ended with status " + status + "; see its log");
            }
        }
    }

    /**
     * Starts one.
     *
     * @param name which its log is called after
     * @param lines told of what it writes to its standard output, by a thread of its own
     */
    Program start(String name, Consumer<String> lines, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-classpath",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        File log = directory.resolve(name.replace(' ', '-') + ".log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
        Program program = new Program(name, process);
        started.add(program);
        BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
        Thread reader = new Thread(() -> follow(out, lines), name);
        reader.setDaemon(true);
        reader.start();
        return program;
    }

    private static void follow(BufferedReader out, Consumer<String> lines) {
        try (out) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("What a program writes cannot be read", e);
        }
    }

    @Override
    public void close() {
        started.forEach(program -> program.process.destroyForcibly());
    }

    /** Removes what an earlier run has left. */
    static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var paths = Files.walk(directory)) {
                for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(directory);
    }
}
