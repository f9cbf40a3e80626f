package org.leasemq.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that tests run in a process of its own, with the Java and the class path of this one. */
public final class JavaProgram {
    private final List<String> before = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> mainAndArguments = new ArrayList<>();

    /**
     * A program that is not run yet.
     *
     * @param main name of a class
     */
    public JavaProgram(String main, String... arguments) {
        mainAndArguments.add(main);
        mainAndArguments.addAll(List.of(arguments));
    }

    /** The same with a class of the tests. */
    public JavaProgram(Class<?> main, String... arguments) {
        this(main.getName(), arguments);
    }

    /** Adds options of the virtual machine. */
    public JavaProgram with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Has a command run it, which begins with these words. */
    public JavaProgram within(List<String> words) {
        before.addAll(words);
        return this;
    }

    /** What starts it. */
    public List<String> command() {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.addAll(mainAndArguments);
        return command;
    }

    /** Starts it. Its errors are shown with those of the tests, what else it says is for the caller to read. */
    public Process start() throws IOException {
        return start(Redirect.INHERIT);
    }

    /** The same with its errors elsewhere. */
    public Process start(Redirect errors) throws IOException {
        return new ProcessBuilder(command()).redirectError(errors).start();
    }

    /** Runs it to its end, which has to be one in good order, and returns all that it says. */
    public String run() throws IOException, InterruptedException {
        return run(0);
    }

    /** The same with the status that it has to end with. */
    public String run(int status) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(status, process.waitFor(), said);
        return said;
    }
}
