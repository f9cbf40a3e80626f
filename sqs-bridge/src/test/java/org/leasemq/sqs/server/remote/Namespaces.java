package org.leasemq.sqs.server.remote;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Two networks of the kernel's, in which processes can be, and a wire between them that can be cut. For one thread.
 */
final class Namespaces implements AutoCloseable {
    /** Of the server. Kept for measurements of networks, so that nothing that is meant is of that name. */
    static final String ADDRESS = "198.18.0.1";

    private static final String AWAY = "198.18.0.2";
    private static final String MOVED = "198.18.0.3";

    private final String here = "leasemq-" + ProcessHandle.current().pid() + "-here";
    private final String away = "leasemq-" + ProcessHandle.current().pid() + "-away";

    private Namespaces() throws IOException, InterruptedException {
        must("ip", "netns", "add", here);
        must("ip", "netns", "add", away);
        must("ip", "-n", here, "link", "add", "wire", "type", "veth", "peer", "name", "wire", "netns", away);
        must("ip", "-n", here, "addr", "add", ADDRESS + "/24", "dev", "wire");
        must("ip", "-n", away, "addr", "add", AWAY + "/24", "dev", "wire");
        for (String each : List.of(here, away)) {
            must("ip", "-n", each, "link", "set", "lo", "up");
            must("ip", "-n", each, "link", "set", "wire", "up");
        }
    }

    /** The test is skipped, and says so, where this process may not make networks. */
    static Namespaces open() throws IOException, InterruptedException {
        String name = "leasemq-" + ProcessHandle.current().pid() + "-try";
        String why = failureOf("ip", "netns", "add", name);
        if (why == null) {
            why = failureOf("ip", "-n", name, "link", "add", "wire", "type", "veth", "peer", "name", "end");
            must("ip", "netns", "del", name);
        }
        if (why != null) {
            System.getLogger("org.leasemq.test")
                    .log(
                            Level.WARNING,
                            "Cut networks are not tested here, since none can be made (as root they can): " + why);
        }
        Assumptions.assumeTrue(why == null, "no networks can be made here: " + why);
        return new Namespaces();
    }

    /** What begins the command of a process that is where the server is. */
    List<String> here() {
        return List.of("ip", "netns", "exec", here);
    }

    /** What begins the command of a process at the other end of the wire. */
    List<String> away() {
        return List.of("ip", "netns", "exec", away);
    }

    /** Nothing goes through any more, either way. */
    void cut() throws IOException, InterruptedException {
        must("ip", "-n", away, "link", "set", "wire", "down");
    }

    /** Everything goes through again. */
    void heal() throws IOException, InterruptedException {
        must("ip", "-n", away, "link", "set", "wire", "up");
        failureOf("ip", "-n", here, "route", "del", "blackhole", AWAY);
        failureOf("tc", "-n", here, "qdisc", "del", "dev", "wire", "root");
        failureOf("tc", "-n", away, "qdisc", "del", "dev", "wire", "root");
    }

    /** What the server says does not get through any more; what is said to it does. */
    void muteServer() throws IOException, InterruptedException {
        must("ip", "-n", here, "route", "add", "blackhole", AWAY);
    }

    /** Whoever is away has another address from now on. */
    void move() throws IOException, InterruptedException {
        must("ip", "-n", away, "addr", "del", AWAY + "/24", "dev", "wire");
        must("ip", "-n", away, "addr", "add", MOVED + "/24", "dev", "wire");
    }

    /** From now on many packets are lost, both ways. */
    void lose() throws IOException, InterruptedException {
        for (String each : List.of(here, away)) {
            List<String> add = List.of("tc", "-n", each, "qdisc", "add", "dev", "wire", "root");
            if (failureOf(with(add, "netem", "loss", "20%")) != null) { // a kernel without netem
                must(with(add, "tbf", "rate", "400kbit", "burst", "3000", "limit", "3000"));
            }
        }
    }

    private static String[] with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    private static void must(String... command) throws IOException, InterruptedException {
        String failure = failureOf(command);
        if (failure != null) {
            throw new IOException(String.join(" ", command) + ": " + failure);
        }
    }

    /** Null if it did what it should. */
    private static String failureOf(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return e.getMessage(); // there is no such command
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        return status == 0 ? null : said.isEmpty() ? "status " + status : said;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        must("ip", "netns", "del", here);
        must("ip", "netns", "del", away);
    }
}
