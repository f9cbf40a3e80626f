package org.leasemq.samples.benchmark;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The JVM of one provider: opens it and says so, then measures the rows it is asked for on its standard input, one a
 * line, and answers each with one line on its standard output. Whatever a provider prints goes to the standard error.
 */
public final class ProviderProcess {
    static final String READY = "ready";
    static final String RESULT = "result ";
    static final String FAILURE = "failure ";

    private ProviderProcess() {}

    /**
     * Runs until its input ends.
     *
     * @param arguments a constant of {@link Providers}, and the directory for its data
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Providers provider = Providers.valueOf(arguments[0]);
        if (provider.missing().isEmpty()) {
            serve(provider, Path.of(arguments[1]), answers);
        } else {
            answers.println(provider.missing());
        }
        System.exit(0);
    }

    private static void serve(Providers which, Path directory, PrintStream answers) throws Exception {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Provider provider = which.open(directory)) {
            answers.println(READY);
            int run = 0;
            String line = requests.readLine();
            while (line != null) {
                answers.println(answer(provider, line, "benchmark-" + run++));
                line = requests.readLine();
            }
        }
    }

    private static String answer(Provider provider, String line, String queue) {
        Request request = Request.parse(line);
        try {
            return RESULT
                    + new Run(provider, request.row(), request.messages(), queue)
                            .measure()
                            .line();
        } catch (Exception e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            System.err.println(trace);
            return FAILURE + e;
        }
    }

    /** One row to measure. */
    record Request(Row row, int messages) {
        String line() {
            return row.name() + " " + messages;
        }

        static Request parse(String line) {
            int space = line.indexOf(' ');
            return new Request(Row.valueOf(line.substring(0, space)), Integer.parseInt(line.substring(space + 1)));
        }
    }
}
