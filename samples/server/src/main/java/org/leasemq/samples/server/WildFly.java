package org.leasemq.samples.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A WildFly that listens to this machine only, away from others' ports. For one thread, apart from {@link #close}. */
public final class WildFly implements AutoCloseable {
    private static final int PORT_OFFSET = 10_000;
    private static final String MANAGEMENT = "--controller=127.0.0.1:" + (9990 + PORT_OFFSET);

    private final Path home;
    private final Commands commands;
    private volatile Process running;

    /** @param log name of the file in its directory that it writes to */
    public WildFly(Path home, String log) {
        this.home = home;
        this.commands = new Commands(home.resolve(log));
    }

    /** Where it writes to. */
    public Path log() {
        return commands.log();
    }

    /** Where its applications answer. */
    public static String applications() {
        return "http://127.0.0.1:" + (8080 + PORT_OFFSET) + "/";
    }

    /** Runs a script of the administrator while it is not running. */
    public void configure(Path script) throws IOException, InterruptedException {
        commands.run(command("jboss-cli.sh", "--file=" + script));
    }

    /** Runs a script of the administrator in the running server. */
    public void manage(Path script) throws IOException, InterruptedException {
        commands.run(command("jboss-cli.sh", "--connect", MANAGEMENT, "--file=" + script));
    }

    /** Performs an operation in the running server. */
    public void perform(String operation) throws IOException, InterruptedException {
        commands.run(command("jboss-cli.sh", "--connect", MANAGEMENT, "--command=" + operation));
    }

    /** Has an archive deployed under a name. */
    public void deploy(Path archive, String name) throws IOException {
        Files.copy(archive, deployments().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes away what was deployed, before it starts again. */
    public void undeploy(String name) throws IOException {
        Files.delete(deployments().resolve(name));
    }

    private Path deployments() {
        return home.resolve("standalone/deployments");
    }

    /** What starts it, and lasts as long as it does. */
    public List<String> starting(String... arguments) {
        List<String> command = command(
                "standalone.sh",
                "-b=127.0.0.1",
                "-bmanagement=127.0.0.1",
                "-Djboss.socket.binding.port-offset=" + PORT_OFFSET);
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", home.resolve("bin").resolve(program).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Begins to start it. It is killed, too, if this program ends before it does. */
    public void start(String... arguments) throws IOException {
        running = commands.start(starting(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Its processes, of which one is a shell's. */
    public Stream<ProcessHandle> processes() {
        return running.descendants();
    }

    /** Stops it in good order. */
    public void stop() throws InterruptedException {
        if (running != null) {
            List<ProcessHandle> processes = processes().toList();
            processes.forEach(ProcessHandle::destroy);
            processes.forEach(process -> process.onExit().join());
            running.waitFor();
            running = null;
        }
    }

    /** At once, as a power failure does. */
    @Override
    public void close() {
        if (running != null) {
            Commands.kill(running);
        }
    }
}
