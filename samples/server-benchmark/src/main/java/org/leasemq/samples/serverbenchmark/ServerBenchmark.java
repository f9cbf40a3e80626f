package org.leasemq.samples.serverbenchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures how fast beans empty a queue that was filled before, on LeaseMQ and on Artemis in turns, in one WildFly. Given: the
 * server's directory, the script, the adapter, the application.
 */
final class ServerBenchmark {
    private static final URI CONTROL = URI.create("http://127.0.0.1:18080/benchmark/");
    private static final int OK = 200;
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
    private static final int MESSAGES = Integer.getInteger("benchmark.messages", 10_000);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path server;
    private Process running;

    private ServerBenchmark(Path server) {
        this.server = server;
    }

    /** A result of one round. */
    private record Result(double rate, double cpuMicros) {}

    /** A row of the table. */
    private record Row(String provider, int sessions, int resources) {}

    public static void main(String[] arguments) throws Exception {
        ServerBenchmark benchmark = new ServerBenchmark(Path.of(arguments[0]));
        benchmark.start(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
        try {
            benchmark.run();
        } finally {
            benchmark.stop();
        }
    }

    private Process command(String name, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", server.resolve("bin/" + name).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        server.resolve("benchmark.log").toFile()));
        process.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return process.start();
    }

    private void start(Path script, Path adapter, Path application) throws IOException, InterruptedException {
        if (command("jboss-cli.sh", "--file=" + script).waitFor() != 0) {
            throw new IOException(script + " failed");
        }
        Path deployments = server.resolve("standalone/deployments");
        Files.copy(adapter, deployments.resolve("leasemq-ra.rar"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(application, deployments.resolve("benchmark.war"), StandardCopyOption.REPLACE_EXISTING);
        running = command(
                "standalone.sh",
                "--server-config=standalone-full.xml",
                "-b=127.0.0.1",
                "-bmanagement=127.0.0.1",
                "-Djboss.socket.binding.port-offset=10000");
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (progress() == null) {
            if (System.nanoTime() > end) {
                throw new IOException("The server does not start: see " + server.resolve("benchmark.log"));
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private void stop() {
        running.descendants().forEach(ProcessHandle::destroy);
        running.destroy();
    }

    private void run() throws IOException, InterruptedException {
        System.out.println("| sessions | resources | provider | messages/s | CPU µs/msg |");
        System.out.println("| ---: | ---: | :--- | ---: | ---: |");
        for (int sessions : new int[] {1, 15}) {
            for (int resources : new int[] {1, 2}) {
                Map<Row, List<Result>> results = new LinkedHashMap<>();
                for (int round = 0; round <= ROUNDS; round++) {
                    for (String provider : List.of("LeaseMQ", "Artemis")) {
                        Row row = new Row(provider, sessions, resources);
                        Result result = once(row);
                        if (round > 0) {
                            results.computeIfAbsent(row, key -> new ArrayList<>())
                                    .add(result);
                        }
                    }
                }
                results.forEach(ServerBenchmark::print);
            }
        }
    }

    private static void print(Row row, List<Result> results) {
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %s | %,.0f | %.0f |%n",
                row.sessions,
                row.resources,
                row.provider,
                median(results.stream().mapToDouble(Result::rate).toArray()),
                median(results.stream().mapToDouble(Result::cpuMicros).toArray()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private Result once(Row row) throws IOException, InterruptedException {
        boolean ours = row.provider.equals("LeaseMQ");
        String query = "?count=" + MESSAGES + "&resources=" + row.resources + "&factory="
                + (ours ? "java:/jms/LeaseMQ" : "java:/JmsXA") + "&queue="
                + (ours ? "java:/jms/queue/benchmark" : "java:/jms/queue/artemis");
        HttpResponse<String> filled = http.send(
                HttpRequest.newBuilder(URI.create(CONTROL + query))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        if (filled.statusCode() != OK) {
            throw new IOException("The queue was not filled: " + filled.body());
        }
        Duration before = cpu();
        delivery(row, "start");
        long[] progress = progress();
        while (progress[0] < MESSAGES) {
            TimeUnit.MILLISECONDS.sleep(100);
            progress = progress();
        }
        Duration used = cpu().minus(before);
        delivery(row, "stop");
        return new Result(MESSAGES / (progress[1] / 1e9), used.toNanos() / 1e3 / MESSAGES);
    }

    private void delivery(Row row, String what) throws IOException, InterruptedException {
        String operation = "/deployment=benchmark.war/subsystem=ejb3/message-driven-bean=" + row.provider + row.sessions
                + ":" + what + "-delivery";
        if (command("jboss-cli.sh", "--connect", "--controller=127.0.0.1:19990", "--command=" + operation)
                        .waitFor()
                != 0) {
            throw new IOException(operation + " failed: see " + server.resolve("benchmark.log"));
        }
    }

    private Duration cpu() {
        return running.descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Count and nanoseconds; null while the application is not there. */
    private long[] progress() throws InterruptedException {
        try {
            HttpResponse<String> response =
                    http.send(HttpRequest.newBuilder(CONTROL).build(), BodyHandlers.ofString());
            return response.statusCode() == OK
                    ? Arrays.stream(response.body().split(" ", -1))
                            .mapToLong(Long::parseLong)
                            .toArray()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
