package org.leasemq.samples.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child JVM with this one's class path, asked and answering in lines. Its standard error goes to a file. */
final class Child implements AutoCloseable {
    private static final long SECONDS_TO_END = 30;

    private final Process process;
    private final BufferedReader answers;
    private final Path log;

    /**
     * Starts it.
     *
     * @param options options of the JVM, such as its heap
     * @param log file for its standard error
     */
    Child(List<String> options, Class<?> main, List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        this.log = log;
        process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Sends one line and waits for the line that answers it. */
    String ask(String request) throws IOException {
        process.getOutputStream().write((request + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return answer();
    }

    /** The next line it says. */
    String answer() throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(
                    "The child process " + process.pid() + " ended without an answer. What it said last is in " + log);
        }
        return answer;
    }

    /** What it has taken of the processors until now, in nanoseconds, to the precision that the system knows of others. */
    long processorNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Ends it by ending its input, and by force if that does not help. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException("The child process " + process.pid() + " was ended by force; see " + log, e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
