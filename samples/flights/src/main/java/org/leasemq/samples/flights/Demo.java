package org.leasemq.samples.flights;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** Runs the demo, or shows a queue of the database that its last run left. */
public final class Demo {
    private Demo() {}

    /**
     * Ends with status 0 only if the proof holds.
     *
     * @param arguments the directory for database and log; and, to look rather than run, the name of a queue
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String queue = arguments.length > 1 ? arguments[1] : "";
        boolean right = queue.isEmpty() ? run(directory, out) : look(directory.resolve("database"), queue, out);
        System.exit(right ? 0 : 1);
    }

    private static boolean run(Path directory, PrintStream out) throws Exception {
        Conductor.clear(directory);
        boolean terminal = System.console() != null;
        return new Conductor(directory, InstantSource.system(), RandomGenerator.getDefault(), out, terminal).run();
    }

    private static boolean look(Path database, String queue, PrintStream out) throws Exception {
        if (!Files.exists(database)) {
            out.println("There is no database yet in " + database + ". Run mvn -q -Pdemo first.");
            return false;
        }
        try (LeaseMQConnectionFactory factory = Queues.open(database)) {
            Look.at(factory, queue, out);
        }
        return true;
    }
}
