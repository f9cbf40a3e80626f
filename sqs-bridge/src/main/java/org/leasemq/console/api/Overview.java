package org.leasemq.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.leasemq.access.Right;
import org.leasemq.console.figures.Figures;
import org.leasemq.console.figures.History;
import org.leasemq.console.figures.Row;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.sqs.queue.Arns;

/** All queues that somebody may see: some of them, searched and sorted here, and what needs attention first. */
final class Overview {
    private static final int MOST = 200;
    private static final int PERCENT = 100;
    private static final int NEARLY_FULL = 90;

    private final Figures figures;
    private final MemoryAccount memory;

    Overview(Figures figures, MemoryAccount memory) {
        this.figures = figures;
        this.memory = memory;
    }

    /**
     * What somebody sees.
     *
     * @param version of the figures
     * @param byName the same by name
     * @param deadLetterQueues how many queues have each as their dead-letter queue
     * @param needs which queues need attention
     */
    private record Seen(
            long version,
            List<Row> rows,
            Map<String, Row> byName,
            Map<String, Integer> deadLetterQueues,
            Map<String, Object> totals,
            Attention needs) {}

    /** For all who may everything, so that many pages cost little more than one. */
    private volatile Seen everything;

    Object page(PageCall call) {
        Seen all = seen(call);
        List<Row> seen = all.rows;
        Map<String, Integer> deadLetterQueues = all.deadLetterQueues;
        String search = call.text("search", "").toLowerCase(Locale.ROOT);
        Predicate<Row> filter = filter(call.text("filter", "queues"), deadLetterQueues);
        List<Row> matching = new ArrayList<>(seen.stream()
                .filter(row -> shown(row).toLowerCase(Locale.ROOT).contains(search))
                .filter(filter)
                .toList());
        Comparator<Row> order = order(call.text("sort", "name"));
        matching.sort(
                call.flag("descending")
                        ? order.reversed().thenComparing(Overview::shown)
                        : order.thenComparing(Overview::shown));
        int from = Math.min(call.count("from", 0, Integer.MAX_VALUE), matching.size());
        int to = Math.min(from + call.count("max", MOST, MOST), matching.size());
        History totals = figures.totals();
        return Values.of(
                "queues",
                matching.subList(from, to).stream()
                        .map(row -> describe(row, deadLetterQueues))
                        .toList(),
                "matching",
                matching.size(),
                "all",
                seen.size(),
                "from",
                from,
                "now",
                figures.seenAt(),
                "totals",
                all.totals,
                "history",
                call.person().mayEverything() ? totals : null,
                "attention",
                attention(call, all));
    }

    /** The counts of queues that a page shows: what is sent again and again. */
    Object counts(PageCall call) {
        JsonNode names = call.in().path("queues");
        if (names.size() > MOST) {
            throw new Refusal(Refusal.BAD_REQUEST, "A page shows " + MOST + " queues at most.");
        }
        Seen seen = seen(call);
        List<Map<String, Object>> counts = new ArrayList<>();
        for (JsonNode name : names) {
            Row row = seen.byName.get(name.asText());
            if (row != null) {
                counts.add(describe(row, seen.deadLetterQueues));
            }
        }
        return Values.of(
                "queues", counts, "all", seen.rows.size(), "totals", seen.totals, "attention", attention(call, seen));
    }

    private Seen seen(PageCall call) {
        List<Row> rows = figures.rows();
        long version = figures.version();
        Seen known = everything;
        boolean all = call.person().mayEverything();
        if (all && known != null && known.version == version) {
            return known;
        }
        List<Row> seen = rows.stream()
                .filter(row -> Kind.of(row.name()) != Kind.TOPIC && Kind.of(row.name()) != Kind.SECRET)
                .filter(row -> all || call.person().sees(row.name()))
                .toList();
        Map<String, Row> byName = new HashMap<>(2 * seen.size());
        seen.forEach(row -> byName.put(row.name(), row));
        Map<String, Integer> deadLetterQueues = deadLetterQueues(seen);
        Seen made = new Seen(version, seen, byName, deadLetterQueues, totals(seen), needs(seen, deadLetterQueues));
        if (all) {
            everything = made;
        }
        return made;
    }

    /** How many queues have each as their dead-letter queue. */
    private static Map<String, Integer> deadLetterQueues(List<Row> rows) {
        Map<String, Integer> sources = new HashMap<>();
        for (Row row : rows) {
            RedrivePolicy redrive = row.info().attributes().redrive();
            if (redrive != null) {
                sources.merge(redrive.deadLetterQueue(), 1, Integer::sum);
            }
        }
        return sources;
    }

    private static Predicate<Row> filter(String name, Map<String, Integer> deadLetterQueues) {
        return switch (name) {
            case "all" -> row -> true;
            case "queues" -> row -> Kind.of(row.name()) == Kind.QUEUE;
            case "subscriptions" -> row -> Kind.of(row.name()) == Kind.SUBSCRIPTION;
            case "temporary" -> row -> Kind.of(row.name()) == Kind.TEMPORARY;
            case "dead" -> row -> deadLetterQueues.containsKey(row.name());
            case "filled" -> row -> row.waiting() + row.counts().inFlight() > 0;
            case "growing" -> Row::growing;
            default -> throw new Refusal(Refusal.BAD_REQUEST, "There is no filter '" + name + "'.");
        };
    }

    private static Comparator<Row> order(String by) {
        return switch (by) {
            case "name" -> Comparator.comparing(Overview::shown);
            case "available" -> Comparator.comparingLong(row -> row.counts().available());
            case "inFlight" -> Comparator.comparingLong(row -> row.counts().inFlight());
            case "oldestAge" -> Comparator.comparing(row -> row.counts().oldestAge());
            case "delayed" -> Comparator.comparingLong(row -> row.counts().delayed());
            case "sentRate" -> Comparator.comparingDouble(Row::sentRate);
            case "doneRate" -> Comparator.comparingDouble(Row::doneRate);
            case "deadLettered" -> Comparator.comparingLong(row -> row.counts().deadLettered());
            default -> throw new Refusal(Refusal.BAD_REQUEST, "Queues cannot be sorted by '" + by + "'.");
        };
    }

    static String shown(Row row) {
        return Arns.shown(row.name());
    }

    private Map<String, Object> describe(Row row, Map<String, Integer> deadLetterQueues) {
        return Values.of(
                "name",
                row.name(),
                "shown",
                shown(row),
                "kind",
                Kind.of(row.name()).word(),
                "fifo",
                row.info().attributes().fifo(),
                "available",
                row.counts().available(),
                "inFlight",
                row.counts().inFlight(),
                "delayed",
                row.counts().delayed(),
                "oldestAt",
                oldestAt(row),
                "sentRate",
                row.sentRate(),
                "doneRate",
                row.doneRate(),
                "deadLettered",
                row.counts().deadLettered(),
                "sources",
                deadLetterQueues.get(row.name()),
                "growing",
                row.growing(),
                "recent",
                figures.recentDepths(row.name()));
    }

    /** The age would be another one each second: who is told of changes is told when the oldest message came, to the second. */
    private Long oldestAt(Row row) {
        return row.counts().oldestAge().isZero()
                ? null
                : (figures.seenAt() - row.counts().oldestAge().toMillis()) / 1000 * 1000;
    }

    private static Map<String, Object> totals(List<Row> rows) {
        long available = 0;
        long inFlight = 0;
        long delayed = 0;
        double sent = 0;
        double done = 0;
        for (Row row : rows) {
            available += row.counts().available();
            inFlight += row.counts().inFlight();
            delayed += row.counts().delayed();
            sent += row.sentRate();
            done += row.doneRate();
        }
        return Values.of(
                "available", available, "inFlight", inFlight, "delayed", delayed, "sentRate", sent, "doneRate", done);
    }

    /** What is wrong: what concerns everything, then what concerns queues, the worst first, and how many more there are. */
    private List<Map<String, Object>> attention(PageCall call, Seen seen) {
        List<Map<String, Object>> all = new ArrayList<>();
        try {
            call.engine().checkHealth().await();
        } catch (EngineException e) {
            all.add(Attention.need("store", null, "Nothing can be stored: " + e.getMessage()));
        }
        if (memory.used() > memory.limit() / PERCENT * NEARLY_FULL) {
            all.add(Attention.need(
                    "memory", null, "Nearly all memory is taken. Sends will be refused; receive and delete."));
        }
        long doubtful = call.engine().branches().await().stream()
                .filter(branch -> branch.state() == Branch.State.PREPARED)
                .count();
        if (doubtful > 0 && call.person().mayOfEverything(Right.MANAGE)) {
            all.add(Attention.need(
                    "transactions",
                    null,
                    doubtful + (doubtful == 1 ? " transaction waits" : " transactions wait")
                            + " for a decision. Their messages wait, too."));
        }
        all.addAll(seen.needs.with(call.engine().setAside().await()).list());
        return all;
    }

    private Attention needs(List<Row> rows, Map<String, Integer> deadLetterQueues) {
        Attention needs = new Attention();
        for (Row row : rows) {
            needs.add(row, deadLetterQueues.containsKey(row.name()), figures.blockedGroup(row.name()));
        }
        return needs;
    }
}
