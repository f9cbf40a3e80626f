package org.leasemq.samples.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs commands of a server, and the server itself, with the Java that runs this.
 *
 * @param log what they say is added to it
 */
public record Commands(Path log) {
    /** Begins with a command. */
    public Process start(List<String> command) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        process.environment().put("NOPAUSE", "true");
        process.environment().put("AS_START_TIMEOUT", "600000"); // GlassFish, in milliseconds
        return process.start();
    }

    /** Waits for a command to end well. */
    public void run(List<String> command) throws IOException, InterruptedException {
        if (start(command).waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: see " + log);
        }
    }

    /** Ends a process, and those that it has started, as a power failure does. */
    public static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
