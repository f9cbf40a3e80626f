package org.leasemq.samples.benchmark;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The JVM of a provider's server: opens it and says at which URL it is, and ends with its standard input. Whatever the provider
 * prints goes to the standard error.
 */
public final class ServerProcess {
    private ServerProcess() {}

    /**
     * Runs until its input ends.
     *
     * @param arguments a constant of {@link Providers}, and the directory for its data
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        try (Server server = Providers.valueOf(arguments[0]).serve(Path.of(arguments[1]))) {
            answers.println(server.url());
            System.in.transferTo(PrintStream.nullOutputStream());
        }
        System.exit(0);
    }
}
