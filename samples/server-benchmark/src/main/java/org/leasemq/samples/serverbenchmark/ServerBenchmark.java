package org.leasemq.samples.serverbenchmark;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.leasemq.samples.server.Page;
import org.leasemq.samples.server.Patience;
import org.leasemq.samples.server.WildFly;

/**
 * Measures how fast beans empty a queue that was filled before, on LeaseMQ and on Artemis in turns, in one WildFly. Given: the
 * server's directory, the script, the adapter, the application.
 */
final class ServerBenchmark {
    private static final int OK = 200;
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
    private static final int MESSAGES = Integer.getInteger("benchmark.messages", 10_000);

    private final Page control = new Page(WildFly.applications() + "benchmark/");
    private final WildFly server;

    private ServerBenchmark(WildFly server) {
        this.server = server;
    }

    /** A result of one round. */
    private record Result(double rate, double cpuMicros) {}

    /** A row of the table. */
    private record Row(String provider, int sessions, int resources) {}

    public static void main(String[] arguments) throws Exception {
        WildFly server = new WildFly(Path.of(arguments[0]), "benchmark.log");
        ServerBenchmark benchmark = new ServerBenchmark(server);
        try {
            benchmark.start(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
            benchmark.run();
        } finally {
            server.stop();
        }
    }

    private void start(Path script, Path adapter, Path application) throws IOException, InterruptedException {
        server.configure(script);
        server.deploy(adapter, "leasemq-ra.rar");
        server.deploy(application, "benchmark.war");
        server.start("--server-config=standalone-full.xml");
        new Patience(Duration.ofMinutes(2))
                .await(() -> progress() != null, () -> "the server does not start: see " + server.log());
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
        HttpResponse<String> filled = control.post(query);
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
        server.perform("/deployment=benchmark.war/subsystem=ejb3/message-driven-bean=" + row.provider + row.sessions
                + ":" + what + "-delivery");
    }

    private Duration cpu() {
        return server.processes()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Count and nanoseconds; null while the application is not there. */
    private long[] progress() throws InterruptedException {
        String shown = control.shown();
        return shown == null
                ? null
                : Arrays.stream(shown.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }
}
