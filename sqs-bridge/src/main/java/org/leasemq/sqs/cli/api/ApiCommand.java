package org.leasemq.sqs.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.leasemq.sqs.server.ServerException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that uses the API. Returns 0 when done, 1 when refused or nothing was found, 2 for wrong arguments. */
public abstract class ApiCommand implements Callable<Integer> {
    public static final int DONE = 0;
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    @Spec
    protected CommandSpec spec;

    @Mixin
    private CommandTarget target;

    @Override
    public final Integer call() {
        try (Api api = target.open()) {
            int status = run(api);
            requirePrinted();
            return status;
        } finally {
            out().flush();
        }
    }

    /** What was printed is where it should be. */
    public void requirePrinted() {
        if (out().checkError()) {
            throw new ServerException("The output could not be written.", null);
        }
    }

    protected abstract int run(Api api);

    public boolean json() {
        return target.json();
    }

    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints what people read, or all of it as JSON. */
    public void print(Object values, Runnable forPeople) {
        if (json()) {
            out().println(text(values));
        } else {
            forPeople.run();
        }
    }

    /** A line for people. */
    public void say(String line) {
        out().println(Printable.of(line));
    }

    public static String text(Object values) {
        try {
            return Printable.json(JSON.writeValueAsString(values));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON: this indicates a bug", e);
        }
    }

    @SuppressWarnings("unchecked") // answers have the shapes of their actions
    public static List<Map<String, Object>> list(Map<String, Object> values, String name) {
        return (List<Map<String, Object>>) values.getOrDefault(name, List.of());
    }

    @SuppressWarnings("unchecked") // as above
    public static Map<String, Object> map(Map<String, Object> values, String name) {
        return (Map<String, Object>) values.getOrDefault(name, Map.of());
    }

    public static String shown(Object value) {
        return value == null ? "" : value.toString();
    }
}
