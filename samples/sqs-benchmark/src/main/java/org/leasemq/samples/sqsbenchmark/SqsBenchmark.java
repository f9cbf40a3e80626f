package org.leasemq.samples.sqsbenchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures requests for the SQS API: messages a second and CPU of the server for each, at 1, 8 and 64 connections. Providers
 * take turns within one run, the first round warms up and is dropped, medians are printed.
 */
public final class SqsBenchmark {
    private static final int[] CONNECTIONS = {1, 8, 64};
    private static final Pattern URL = Pattern.compile("\"QueueUrl\"\\s*:\\s*\"([^\"]+)\"");

    /** A measurement. */
    private record Result(double rate, double cpuMicros) {}

    private final Path directory;
    private final int messages;
    private final int rounds;
    private final Map<Provider, ServerProcess> servers = new EnumMap<>(Provider.class);
    private int queues;

    private SqsBenchmark(Path directory, int messages, int rounds) {
        this.directory = directory;
        this.messages = messages;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(setting("directory", "target/benchmark"), "run-" + System.nanoTime())
                .toAbsolutePath();
        SqsBenchmark benchmark = new SqsBenchmark(
                directory, Integer.parseInt(setting("messages", "20000")), Integer.parseInt(setting("rounds", "3")));
        List<Provider> providers = Arrays.stream(
                        setting("providers", "leasemq,elasticmq,elasticmq_h2").split(",", -1))
                .map(name -> Provider.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .toList();
        List<Work> rows = Arrays.stream(
                        setting("rows", "send,send_batch,receive").split(",", -1))
                .map(name -> Work.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .toList();
        benchmark.run(providers, rows);
    }

    private static String setting(String name, String otherwise) {
        String value = System.getProperty("benchmark." + name, "");
        return value.isEmpty() ? otherwise : value;
    }

    private void run(List<Provider> providers, List<Work> rows)
            throws IOException, InterruptedException, ExecutionException {
        try {
            for (Provider provider : providers) {
                servers.put(
                        provider,
                        provider.start(directory.resolve(provider.name().toLowerCase(Locale.ROOT))));
            }
            for (Provider provider : providers) {
                for (Work row : Work.values()) {
                    if (servers.containsKey(provider)) {
                        onceOrNever(provider, row, CONNECTIONS[1]);
                    }
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %-24s | %11s | %-18s | %10s | %10s |%n",
                    "row",
                    "connections",
                    "provider",
                    "messages/s",
                    "CPU µs/msg");
            System.out.println("| :--- | ---: | :--- | ---: | ---: |");
            for (Work row : rows) {
                for (int connections : CONNECTIONS) {
                    measure(row, connections);
                }
            }
            ServerProcess own = servers.get(Provider.LEASEMQ);
            if (own != null) {
                try (LongPolls polls = new LongPolls(own, createQueue(own))) {
                    polls.run();
                }
            }
        } finally {
            servers.values().forEach(ServerProcess::close);
        }
    }

    private void measure(Work row, int connections) throws IOException, InterruptedException, ExecutionException {
        Map<Provider, List<Result>> results = new EnumMap<>(Provider.class);
        for (int round = 0; round <= rounds; round++) {
            for (Provider provider : List.copyOf(servers.keySet())) {
                Result result = onceOrNever(provider, row, connections);
                if (round > 0 && result != null) {
                    results.computeIfAbsent(provider, key -> new ArrayList<>()).add(result);
                }
            }
        }
        for (Provider provider : servers.keySet()) {
            List<Result> measured = results.get(provider);
            System.out.printf(
                    Locale.ROOT,
                    "| %-24s | %11d | %-18s | %,10.0f | %10.1f |%n",
                    row.label(),
                    connections,
                    provider.label(),
                    median(measured.stream().mapToDouble(Result::rate).toArray()),
                    median(measured.stream().mapToDouble(Result::cpuMicros).toArray()));
        }
    }

    /** A peer that fails is measured no more: the result is null. */
    private Result onceOrNever(Provider provider, Work row, int connections)
            throws IOException, InterruptedException, ExecutionException {
        try {
            return once(servers.get(provider), row, connections);
        } catch (ExecutionException | IOException e) {
            if (provider == Provider.LEASEMQ) {
                throw e;
            }
            System.out.println(provider.label() + " failed and is left out from here on: " + e.getMessage());
            servers.remove(provider).close();
            return null;
        }
    }

    private Result once(ServerProcess server, Work work, int connections)
            throws IOException, InterruptedException, ExecutionException {
        String url = createQueue(server);
        int count = connections == 1 && work == Work.SEND ? messages / 4 : messages;
        if (work == Work.RECEIVE) {
            drive(server, Work.SEND_BATCH, url, 8, count);
        }
        long cpu = server.cpuNanos();
        long start = System.nanoTime();
        drive(server, work, url, connections, count);
        double seconds = (System.nanoTime() - start) / 1e9;
        Result result = new Result(count / seconds, (server.cpuNanos() - cpu) / 1e3 / count);
        deleteQueue(server, url);
        return result;
    }

    /** What keeps messages in memory has room for the next ones. */
    private static void deleteQueue(ServerProcess server, String url) throws IOException {
        try (Connection connection = server.connect()) {
            connection.ask("DeleteQueue", "{\"QueueUrl\":\"" + url + "\"}");
        }
    }

    private String createQueue(ServerProcess server) throws IOException {
        try (Connection connection = server.connect()) {
            Matcher url = URL.matcher(connection.ask("CreateQueue", "{\"QueueName\":\"benchmark-" + queues++ + "\"}"));
            if (!url.find()) {
                throw new IOException("CreateQueue gave no URL.");
            }
            return url.group(1);
        }
    }

    private static void drive(ServerProcess server, Work work, String url, int connections, int count)
            throws InterruptedException, ExecutionException {
        AtomicInteger left = new AtomicInteger(count);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                done.add(threads.submit(() -> {
                    work.run(server, url, left);
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
