package org.leasemq.samples.benchmark;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** The results as two Markdown tables, aligned so that they read well unrendered too. */
final class Report {
    private static final String ROW = "| %-26s | %-15s | %10s | %8s | %8s | %11s |%n";
    private static final String RATIO = "| %-28s | %12s | %15s |%n";

    private final Plan plan;
    private final Results results;

    Report(Plan plan, Results results) {
        this.plan = plan;
        this.results = results;
    }

    String text() {
        return measured()
                + System.lineSeparator()
                + ratios(Providers.LEASEMQ)
                + System.lineSeparator()
                + ratios(Providers.LEASEMQ_TCP)
                + System.lineSeparator()
                + legend();
    }

    private String measured() {
        StringBuilder table = new StringBuilder();
        line(table, ROW, "row", "provider", "messages/s", "p50 ms", "p99 ms", "CPU µs/msg");
        line(table, ROW, ":---", ":---", "---:", "---:", "---:", "---:");
        for (Row row : plan.rows()) {
            for (Providers provider : plan.providers()) {
                results.median(row, provider)
                        .ifPresent(median -> line(
                                table,
                                ROW,
                                row.label(),
                                provider.label(),
                                number("%,.0f", median.rate()),
                                number("%.3f", median.p50()),
                                number("%.3f", median.p99()),
                                number("%.1f", median.cpu())));
            }
        }
        return table.toString();
    }

    private String ratios(Providers own) {
        if (plan.rows().stream().allMatch(row -> results.rateRatio(row, own).isEmpty())) {
            return "";
        }
        StringBuilder table = new StringBuilder();
        line(table, RATIO, own.label() + " / best of others", "messages/s", "CPU per message");
        line(table, RATIO, ":---", "---:", "---:");
        for (Row row : plan.rows()) {
            line(table, RATIO, row.label(), ratio(results.rateRatio(row, own)), ratio(results.cpuRatio(row, own)));
        }
        return table.toString();
    }

    private String legend() {
        return String.format(
                Locale.ROOT,
                "Bodies of 1 KB, persistent, median of %d rounds after one to warm up, providers taking turns; each in a JVM "
                        + "of its own with %s, with TCP in one for the server and one for its clients, whose CPU counts together.%nLatency: of a send call or transaction; from send call to listener where "
                        + "both are measured. Processors: %d. Java %s.%n",
                plan.rounds(),
                String.join(" ", Benchmark.HEAP),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private static String ratio(Optional<Double> ratio) {
        return ratio.map(value -> number("%.2f", value)).orElse("–");
    }

    private static String number(String format, double value) {
        DoubleFunction<String> text = known -> String.format(Locale.ROOT, format, known);
        return Double.isNaN(value) ? "–" : text.apply(value);
    }

    private static void line(StringBuilder table, String format, Object... cells) {
        table.append(String.format(Locale.ROOT, format, cells));
    }
}
