package org.leasemq.samples.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a server, and does so again where it hangs before there is anything of LeaseMQ in it: services of GlassFish wait for each
 * other at times. That is not what is tested. A server that hangs with LeaseMQ in it, or does not say what is in it, is left alone.
 */
public final class Starts {
    private static final int MOST = 3;
    private static final int SECONDS_FOR_AN_ANSWER = 60;
    private static final Duration USUAL = Duration.ofMinutes(3);

    /** Begins to start a server. */
    public interface Beginning {
        Process begin() throws IOException;
    }

    private Starts() {}

    /**
     * Returns when the server has started, has ended, or has got as far as to what is tested, which is for the caller to wait for.
     *
     * @param isUp whether the server has started
     */
    public static Process start(Beginning beginning, Patience.Condition isUp) throws IOException, InterruptedException {
        for (int start = 1; ; start++) {
            Process process = beginning.begin();
            if (ends(process, isUp) || start == MOST || !isWithoutUs(process)) {
                return process;
            }
            System.out.println(
                    "The server, process " + process.pid() + ", hangs before anything of LeaseMQ is in it. It is"
                            + " killed and started again: start " + (start + 1) + " of at most " + MOST);
            List<ProcessHandle> all = process.descendants().toList();
            Commands.kill(process);
            process.waitFor();
            all.forEach(one -> one.onExit().join());
        }
    }

    /** Whether its start comes to an end, whichever. */
    private static boolean ends(Process process, Patience.Condition isUp) throws InterruptedException {
        try {
            new Patience(USUAL).await(() -> isUp.holds() || !process.isAlive(), () -> "the server starts");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether its virtual machines say, all of them, that they have no object of LeaseMQ. */
    private static boolean isWithoutUs(Process process) throws IOException, InterruptedException {
        List<ProcessHandle> machines =
                process.descendants().filter(Starts::isJava).toList();
        for (ProcessHandle machine : machines) {
            String objects = objects(machine);
            if (objects == null || objects.contains("org.leasemq.")) {
                return false;
            }
        }
        return !machines.isEmpty();
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().filter(name -> name.endsWith("java")).isPresent();
    }

    /** How many objects of which classes a virtual machine has; null if it does not answer. */
    private static String objects(ProcessHandle machine) throws IOException, InterruptedException {
        Path answer = Files.createTempFile("objects", ".txt");
        try {
            String command =
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            Process asking = new ProcessBuilder(command, "" + machine.pid(), "GC.class_histogram", "-all")
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            boolean answered = asking.waitFor(SECONDS_FOR_AN_ANSWER, TimeUnit.SECONDS);
            asking.destroyForcibly();
            return answered && asking.exitValue() == 0 ? Files.readString(answer) : null;
        } finally {
            Files.delete(answer);
        }
    }
}
