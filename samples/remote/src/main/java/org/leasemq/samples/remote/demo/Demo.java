package org.leasemq.samples.remote.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** Runs the demo. */
public final class Demo {
    private Demo() {}

    /**
     * Ends with status 0 only if the proof holds.
     *
     * @param arguments the directory for database and logs; and how many orders there are
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Programs.clear(directory);
        boolean right;
        try (Conductor conductor =
                new Conductor(directory, Integer.parseInt(arguments[1]), RandomGenerator.getDefault(), out)) {
            right = conductor.run();
        }
        System.exit(right ? 0 : 1);
    }
}
