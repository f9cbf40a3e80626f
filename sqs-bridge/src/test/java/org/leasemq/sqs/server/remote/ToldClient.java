package org.leasemq.sqs.server.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.leasemq.process.JavaProgram;

/** A program in a process of its own that does what it is told ({@link ToldProgram}). */
final class ToldClient implements AutoCloseable {
    private final Process process;
    private final Map<Integer, CompletableFuture<String>> said = new ConcurrentHashMap<>();
    private int asked;

    /** @param within begins the command that starts it */
    ToldClient(Path directory, List<String> within, String url) throws IOException {
        process = new JavaProgram(ToldProgram.class, url)
                .within(within)
                .with("-Xmx128m", "-XX:TieredStopAtLevel=1")
                .start(Redirect.appendTo(directory.resolve("clients.log").toFile()));
        Thread reader = new Thread(this::read, "what a program says");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader in = process.inputReader()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", 2);
                said.remove(Integer.parseInt(words[0])).complete(words[1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            said.values().forEach(each -> each.complete("the program has ended"));
        }
    }

    /** Tells it to do something, which is done when it says so. */
    CompletableFuture<String> begin(String command) throws IOException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        said.put(++asked, answer);
        Writer out = process.outputWriter();
        out.write(asked + " " + command + "\n");
        out.flush();
        return answer;
    }

    /** What becomes of it. */
    String ask(String command) throws IOException {
        return begin(command).join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
