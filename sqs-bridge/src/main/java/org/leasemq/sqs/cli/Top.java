package org.leasemq.sqs.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.ListedFigures;
import org.leasemq.sqs.cli.api.LocalApi;
import org.leasemq.sqs.cli.api.Readable;
import org.leasemq.sqs.cli.api.Table;
import org.leasemq.sqs.server.ServerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what queues are doing. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = "Shows what queues are doing, the busiest first, until it is ended (Ctrl-C).")
final class Top extends ApiCommand {
    private static final String CLEAR = "\033[H\033[2J";
    private static final double MILLIS = 1000;

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Only queues whose names begin so.")
    private String prefix;

    @Option(
            names = {"-n", "--interval"},
            paramLabel = "SECONDS",
            description = "Seconds between two looks (${DEFAULT-VALUE}).",
            defaultValue = "2")
    private int interval;

    @Option(names = "--times", description = "How often it looks; without end if not given.", defaultValue = "-1")
    private int times;

    @Option(names = "--lines", description = "How many queues are shown (${DEFAULT-VALUE}).", defaultValue = "20")
    private int lines;

    /** The figures of the last look, by queue. */
    private Map<String, Map<String, Object>> before = Map.of();

    private Instant lookedAt;

    /**
     * A queue with what has been done with it in each second since the last look.
     *
     * @param in messages that came
     * @param out messages that were deleted
     * @param dead messages that became dead letters
     */
    private record Row(Map<String, Object> figures, double in, double out, double dead) {
        double activity() {
            return in + out + dead;
        }

        long present() {
            return ListedFigures.number(figures, "Available")
                    + ListedFigures.number(figures, "InFlight")
                    + ListedFigures.number(figures, "Delayed");
        }

        String oldest() {
            return present() == 0
                    ? ""
                    : Readable.duration(Duration.ofMillis(ListedFigures.number(figures, "OldestAgeMillis")));
        }
    }

    @Override
    protected int run(Api api) {
        if (interval < 0 || interval == 0 && times < 0) {
            throw new ServerException("Give --interval of at least a second.", null);
        }
        if (times == 0 || times < -1) {
            throw new ServerException("Give --times of at least 1, or leave it out.", null);
        }
        if (lines < 0) {
            throw new ServerException("Give --lines of at least 0.", null);
        }
        int looks = api instanceof LocalApi ? 1 : times; // nothing happens in a database that is open here
        try {
            look(api);
            for (int i = 1; i != looks; i++) {
                TimeUnit.SECONDS.sleep(interval);
                look(api);
                requirePrinted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return DONE;
    }

    private void look(Api api) {
        List<Map<String, Object>> all = ListedFigures.all(api, prefix);
        Instant now = api.clock().instant();
        double seconds = lookedAt == null ? 0 : Duration.between(lookedAt, now).toMillis() / MILLIS;
        List<Row> rows = all.stream()
                .map(figures -> row(figures, seconds))
                .sorted(Comparator.comparingDouble(Row::activity)
                        .thenComparing(Row::present)
                        .reversed())
                .toList();
        print(all, () -> show(rows, now));
        out().flush();
        Map<String, Map<String, Object>> seen = new HashMap<>();
        all.forEach(figures -> seen.put((String) figures.get("QueueName"), figures));
        before = seen;
        lookedAt = now;
    }

    private Row row(Map<String, Object> figures, double seconds) {
        Map<String, Object> last = before.get(figures.get("QueueName"));
        return new Row(
                figures,
                rate(figures, last, "Sent", seconds),
                rate(figures, last, "Deleted", seconds),
                rate(figures, last, "DeadLettered", seconds));
    }

    /** 0 as long as nothing is known, and after the server has been started again. */
    private static double rate(Map<String, Object> figures, Map<String, Object> last, String name, double seconds) {
        return last == null || seconds <= 0
                ? 0
                : Math.max(0, ListedFigures.number(figures, name) - ListedFigures.number(last, name)) / seconds;
    }

    private void show(List<Row> rows, Instant now) {
        if (System.console() != null) {
            out().print(CLEAR);
        }
        long present = rows.stream().mapToLong(Row::present).sum();
        out().println(now.truncatedTo(ChronoUnit.SECONDS) + "  " + rows.size() + " queues with "
                + present + " messages, "
                + perSecond(rows.stream().mapToDouble(Row::in).sum()) + " in and "
                + perSecond(rows.stream().mapToDouble(Row::out).sum()) + " out per second");
        out().println();
        Table table = new Table("QUEUE", "AVAILABLE", "IN FLIGHT", "DELAYED", "OLDEST", "IN/S", "OUT/S", "DEAD/S");
        rows.stream()
                .limit(lines)
                .forEach(row -> table.row(
                        row.figures.get("QueueName"),
                        row.figures.get("Available"),
                        row.figures.get("InFlight"),
                        row.figures.get("Delayed"),
                        row.oldest(),
                        perSecond(row.in),
                        perSecond(row.out),
                        perSecond(row.dead)));
        table.print(out());
    }

    private static String perSecond(double rate) {
        return rate >= 10 || rate == 0 ? Long.toString(Math.round(rate)) : String.format(Locale.ROOT, "%.1f", rate);
    }
}
