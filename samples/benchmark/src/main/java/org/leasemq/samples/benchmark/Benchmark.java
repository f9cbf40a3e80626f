package org.leasemq.samples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures every row on every provider, the providers taking turns within each row, and prints the medians. Each provider
 * has a JVM of its own, so that heaps and compiled code do not mix; it lives through all rounds. The first round only
 * warms up. Options: see {@link Plan}.
 */
public final class Benchmark {
    static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");

    private final Plan plan;
    private final Results results = new Results();
    private final Map<Providers, Child> children = new EnumMap<>(Providers.class);

    private Benchmark(Plan plan) {
        this.plan = plan;
    }

    /** Ends with status 0 only if every message of every row arrived exactly once. */
    public static void main(String[] arguments) {
        try {
            new Benchmark(Plan.fromSystemProperties()).run();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            System.err.println("The benchmark failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException {
        Path data = plan.directory().resolve("benchmark-data");
        DirectoryTree.delete(data);
        try {
            start(data);
            for (int round = 0; round <= plan.rounds(); round++) {
                for (Row row : plan.rows()) {
                    measure(round, row);
                }
            }
        } finally {
            children.values().forEach(Child::close);
            DirectoryTree.delete(data);
        }
        report();
    }

    private void start(Path data) throws IOException {
        Files.createDirectories(data);
        for (Providers provider : plan.providers()) {
            String name = provider.name().toLowerCase(Locale.ROOT);
            List<String> options = new ArrayList<>(HEAP);
            options.addAll(provider.options(data.resolve(name + "-native")));
            Child child = new Child(
                    options,
                    ProviderProcess.class,
                    List.of(provider.name(), data.resolve(name).toString()),
                    plan.directory().resolve("benchmark-" + name + ".log"));
            children.put(provider, child);
            String answer = child.answer();
            if (!answer.equals(ProviderProcess.READY)) {
                System.out.println(provider.label() + " is left out: " + answer);
                children.remove(provider).close();
            }
        }
    }

    private void measure(int round, Row row) throws IOException {
        for (Map.Entry<Providers, Child> child : children.entrySet()) {
            String answer = child.getValue().ask(new ProviderProcess.Request(row, plan.messages(row)).line());
            if (!answer.startsWith(ProviderProcess.RESULT)) {
                throw new IllegalStateException(
                        row.label() + " on " + child.getKey().label() + ": " + answer);
            }
            Measurement measurement = Measurement.parse(answer.substring(ProviderProcess.RESULT.length()));
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %-26s %-11s %,8.0f/s %6.1f µs%n",
                    round == 0 ? "warm-up" : "round " + round,
                    row.label(),
                    child.getKey().label(),
                    measurement.rate(),
                    measurement.cpu());
            if (round > 0) {
                results.add(row, child.getKey(), measurement);
            }
        }
    }

    private void report() throws IOException {
        String text = new Report(plan, results).text();
        Path file = plan.directory().resolve("benchmark.md");
        Files.writeString(file, text);
        System.out.printf(Locale.ROOT, "%n%s%nWritten to %s%n", text, file);
    }
}
