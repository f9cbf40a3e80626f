package org.leasemq.tck.kills;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Kills WildFly again and again, at named points of transactions and at random, and checks after each restart that no message is
 * lost or doubled and that rows and messages agree. Given: the server's directory, the scripts, the adapter, the application.
 */
final class Kills {
    private static final URI APPLICATION = URI.create("http://127.0.0.1:18080/kills/");
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int MESSAGES = 20;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> taken = new HashSet<>();
    private final Path server;
    private final Random random;
    private Process running;
    private int messages;

    private Kills(Path server, long seed) {
        this.server = server;
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws Exception {
        long seed = Long.getLong("leasemq.kills.seed", System.nanoTime());
        int kills = Integer.getInteger("leasemq.kills", 200);
        System.out.println(kills + " kills, -Dleasemq.kills.seed=" + seed);
        Kills test = new Kills(Path.of(arguments[0]), seed);
        test.setUp(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
        try {
            test.run(kills);
        } finally {
            test.kill();
        }
        System.out.println("After " + kills + " kills rows and messages agree: " + test.taken.size() + " of each.");
    }

    private void setUp(Path scripts, Path adapter, Path application) throws IOException, InterruptedException {
        for (Path script : List.of(scripts.resolve("database.cli"), scripts.resolve("leasemq.cli"))) {
            if (command("jboss-cli.sh", "--file=" + script).waitFor() != 0) {
                throw new IOException(script + " failed: see " + log());
            }
        }
        Path deployments = server.resolve("standalone/deployments");
        Files.copy(adapter, deployments.resolve("leasemq-ra.rar"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(application, deployments.resolve("kills.war"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path log() {
        return server.resolve("kills.log");
    }

    private Process command(String name, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", server.resolve("bin/" + name).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        process.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return process.start();
    }

    private void start() throws IOException, InterruptedException {
        running = command(
                "standalone.sh",
                "-b=127.0.0.1",
                "-bmanagement=127.0.0.1",
                "-Djboss.socket.binding.port-offset=10000",
                "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=2",
                "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=1",
                "-DJTAEnvironmentBean.orphanSafetyInterval=1000");
        await("the server starts", () -> list("rows") != null);
    }

    private void run(int kills) throws IOException, InterruptedException {
        start();
        for (int kill = 1; kill <= kills; kill++) {
            String how = kill % 2 == 0 ? atRandom() : atAPoint(kill / 2);
            await("the server is dead", () -> !isRunning());
            start();
            check();
            System.out.println(kill + ": " + how + ", " + taken.size() + " messages");
        }
    }

    private boolean isRunning() {
        return running.isAlive() || running.descendants().findAny().isPresent();
    }

    /** Lets the server die in a transaction, with others going on. */
    private String atAPoint(int index) throws InterruptedException {
        Death.Point point = Death.Point.values()[index % Death.Point.values().length];
        boolean early = index / Death.Point.values().length % 2 == 0;
        for (int i = 0; i < MESSAGES / 2; i++) {
            put(null, false);
        }
        put(point, early);
        put(null, false);
        return point.name().toLowerCase(Locale.ROOT) + (early ? ", first" : ", last");
    }

    private String atRandom() throws InterruptedException {
        for (int i = 0; i < MESSAGES; i++) {
            put(null, false);
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
        kill();
        return "at random";
    }

    /** Whether the server took it is known if it said so. */
    private void put(Death.Point death, boolean early) throws InterruptedException {
        String id = "m" + ++messages;
        String query = "?id=" + id + (death == null ? "" : "&death=" + death + "&early=" + early);
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(APPLICATION + query))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() == CREATED) {
                taken.add(id);
            }
        } catch (IOException e) {
            // the server is dead already: it may have taken it, or not
        }
    }

    private void check() throws IOException, InterruptedException {
        await("all messages have been moved, and rows and messages agree", () -> {
            List<String> in = list("in");
            List<String> rows = list("rows");
            List<String> out = list("out");
            return in != null
                    && in.isEmpty()
                    && rows != null
                    && out != null
                    && new HashSet<>(rows).equals(new HashSet<>(out))
                    && rows.containsAll(taken);
        });
        List<String> rows = list("rows");
        List<String> out = list("out");
        if (rows.size() != new HashSet<>(rows).size() || out.size() != rows.size()) {
            throw new IOException(
                    "Doubled: " + rows.size() + " rows, " + out.size() + " messages of " + new HashSet<>(rows).size());
        }
        taken.addAll(rows);
    }

    /** Null while the application is not there. */
    private List<String> list(String of) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(APPLICATION + "?of=" + of))
                            .build(),
                    BodyHandlers.ofString());
            return response.statusCode() == OK ? response.body().lines().toList() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("Not in time: " + what + "; in " + list("in") + ", rows " + list("rows")
                        + ", out " + list("out") + ". See " + log());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void kill() {
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly();
    }
}
