package org.leasemq.samples.migrationserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A WildFly and its tools. */
final class WildFly implements AutoCloseable {
    private static final int PORT_OFFSET = 10_000;

    private final Path home;
    private Process running;

    WildFly(Path home) {
        this.home = home;
    }

    /** Runs a script of the administrator. */
    void configure(Path script) throws IOException, InterruptedException {
        cli("--file=" + script);
    }

    /** Runs a script of the administrator in the running server. */
    void manage(Path script) throws IOException, InterruptedException {
        cli("--connect", "--controller=127.0.0.1:" + (9990 + PORT_OFFSET), "--file=" + script);
    }

    private void cli(String... arguments) throws IOException, InterruptedException {
        if (command("jboss-cli.sh", List.of(arguments)).waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + " failed: see " + log());
        }
    }

    void deploy(Path archive, String name) throws IOException {
        Files.copy(archive, deployments().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    void undeploy(String name) throws IOException {
        Files.delete(deployments().resolve(name));
    }

    private Path deployments() {
        return home.resolve("standalone/deployments");
    }

    /** Where LeaseMQ has its database, as the script says. */
    Path data() {
        return home.resolve("standalone/data/leasemq");
    }

    Path log() {
        return home.resolve("demonstration.log");
    }

    void start(int sqsPort) throws IOException {
        running = command(
                "standalone.sh",
                List.of(
                        "-b=127.0.0.1",
                        "-bmanagement=127.0.0.1",
                        "-Djboss.socket.binding.port-offset=" + PORT_OFFSET,
                        "-Dleasemq.sqs.port=" + sqsPort));
    }

    /** Stops in good order. */
    void stop() throws InterruptedException {
        if (running != null) {
            List<ProcessHandle> processes = running.descendants().toList();
            processes.forEach(ProcessHandle::destroy);
            processes.forEach(process -> process.onExit().join());
            running.waitFor();
            running = null;
        }
    }

    /** At once. */
    @Override
    public void close() {
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    private Process command(String name, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", home.resolve("bin/" + name).toString()));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        process.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("NOPAUSE", "true");
        return process.start();
    }
}
