package org.leasemq.samples.jakartaee;

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
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sets WildFly up as a user would, starts it, places orders, kills it half-way, starts it again, and shows the page with what
 * became of the orders. Given: the server's directory, the adapter, the application.
 */
final class Demonstration {
    private static final URI PAGE = URI.create("http://127.0.0.1:18080/orders/");
    private static final int ORDERS = 200;
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path server;

    private Demonstration(Path server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        Demonstration demonstration = new Demonstration(Path.of(arguments[0]));
        demonstration.setUp(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
        demonstration.run();
    }

    private void setUp(Path scripts, Path adapter, Path application) throws IOException, InterruptedException {
        for (String script : List.of("database.cli", "leasemq.cli")) {
            Process configuration = command("jboss-cli.sh", "--file=" + scripts.resolve(script));
            if (configuration.waitFor() != 0) {
                throw new IOException(script + " failed: see " + log());
            }
        }
        Path deployments = server.resolve("standalone/deployments");
        Files.copy(adapter, deployments.resolve("leasemq-ra.rar"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(application, deployments.resolve("orders.war"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path log() {
        return server.resolve("demonstration.log");
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
        process.environment().put("NOPAUSE", "true");
        return process.start();
    }

    private Process start() throws IOException, InterruptedException {
        Process running = command(
                "standalone.sh",
                "-b=127.0.0.1",
                "-bmanagement=127.0.0.1",
                "-Djboss.socket.binding.port-offset=10000",
                "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=3",
                "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=1");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(running)));
        await(() -> page() != null);
        return running;
    }

    private void run() throws IOException, InterruptedException {
        Process running = start();
        for (int i = 0; i < ORDERS; i++) {
            place("customer" + i % 10, "order" + i);
            if (i == ORDERS / 2) {
                System.out.println("Half of the orders are placed. The server is killed, and started again.");
                kill(running);
                running = start();
            }
        }
        place("customer1", "bad-order");
        int booked = ORDERS;
        await(() -> shows("dead", 1) && shows("invoiced", booked) && shows("shipped", booked));
        System.out.println(page());
        if (!shows("placed", ORDERS + 1) || !shows("booked", booked)) {
            throw new IOException("Orders were lost or doubled");
        }
        kill(running);
    }

    private void place(String customer, String order) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(PAGE + "?customer=" + customer + "&order=" + order))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != CREATED) {
            throw new IOException(order + " was not taken: " + response.statusCode() + " " + response.body());
        }
    }

    private boolean shows(String what, int count) throws InterruptedException {
        String page = page();
        return page != null && page.contains("<td>" + what + "</td><td>" + count + "</td>");
    }

    /** Null while the application is not there. */
    private String page() throws InterruptedException {
        try {
            HttpResponse<String> response =
                    http.send(HttpRequest.newBuilder(PAGE).build(), BodyHandlers.ofString());
            return response.statusCode() == OK ? response.body() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private void await(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("It takes too long; the page says " + page() + ", the server " + log());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** As a power failure does. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
