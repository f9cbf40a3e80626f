package org.leasemq.tck.kills;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A server that has the adapter, a database and the application.
 *
 * @param application where the application answers
 * @param command starts the server, and lasts as long as it does
 * @param log where the server writes to
 */
public record Server(URI application, List<String> command, Path log) {
    /** Runs a command, such as the server's, with the Java that runs this, and what it says in the log. */
    public Process run(List<String> any) throws IOException {
        ProcessBuilder process = new ProcessBuilder(any)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        process.environment().put("AS_START_TIMEOUT", "600000"); // GlassFish, in milliseconds
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return process.start();
    }

    Process start() throws IOException {
        return run(command);
    }
}
