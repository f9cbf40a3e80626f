package org.leasemq.sqs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.leasemq.embedded.DatabaseExamination;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.Browser;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.LocalApi;
import org.leasemq.sqs.cli.api.Table;
import org.leasemq.sqs.cli.transfer.Export;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.wire.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a database, also one that does not open, and saves what is whole. Returns 1 if it is damaged. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what is whole in a database that no server has open, also if it does not open any more, and"
                + " exports it. The database is copied and left as it is.")
final class Doctor implements Callable<Integer> {
    private static final int SOME = 100;
    private static final int MOST_FINDINGS = 50;
    /** Of the name of a file, of which file systems take 255 bytes and more, some 143. */
    private static final int LONGEST_START = 120;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-d", "--data"},
            description = "Directory of the data (./leasemq-data).",
            defaultValue = "./leasemq-data")
    private Path data;

    @Option(
            names = "--export",
            paramLabel = "DIRECTORY",
            description = "Writes a file for each queue that has messages, for `import`; its lines name the queue.")
    private Path export;

    @Option(
            names = "--scratch",
            paramLabel = "DIRECTORY",
            description = "Where the copy is made, which needs room for the data two times (the system's directory for"
                    + " temporary files).")
    private Path scratch;

    @Option(names = "--json", description = "Prints JSON, for scripts.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            Path place = scratch == null
                    ? Files.createTempDirectory("leasemq-doctor")
                    : Files.createTempDirectory(Files.createDirectories(scratch), "leasemq-doctor");
            try {
                return examine(place);
            } finally {
                remove(place);
            }
        } catch (IOException e) {
            throw new ServerException("The database could not be copied or exported: " + e.getMessage(), e);
        } finally {
            out().flush();
        }
    }

    private int examine(Path place) throws IOException {
        DatabaseExamination found = DatabaseExamination.of(data, place);
        try (LocalApi api = new LocalApi(found.rebuilt().toString())) {
            LeaseEngine engine = api.handle().engine();
            Table table = new Table("QUEUE", "MESSAGES", "BYTES", "OLDEST SENT");
            Map<QueueInfo, Long> messages = new LinkedHashMap<>();
            for (QueueInfo queue : engine.queues()) {
                messages.put(queue, check(engine, queue, table));
            }
            Map<String, String> setAside = engine.setAside().await();
            report(found, table, byName(messages), engine.branches().await(), setAside);
            boolean written = export == null || export(engine, messages);
            return written && found.findings().isEmpty() && setAside.isEmpty() ? ApiCommand.DONE : Main.REFUSED;
        }
    }

    private static Map<String, Long> byName(Map<QueueInfo, Long> messages) {
        Map<String, Long> named = new LinkedHashMap<>();
        messages.forEach((queue, count) -> named.merge(Arns.shown(queue.name()), count, Long::sum));
        return named;
    }

    private static long check(LeaseEngine engine, QueueInfo queue, Table table) {
        long count = 0;
        long bytes = 0;
        long oldest = Long.MAX_VALUE;
        try (Browser browser = Browser.of(engine, queue.name())) {
            for (List<BrowseItem> items = browser.next(SOME); !items.isEmpty(); items = browser.next(SOME)) {
                for (BrowseItem item : items) {
                    count++;
                    bytes += item.message().body().bytes().length;
                    oldest = Math.min(oldest, item.message().sentAt());
                }
            }
        }
        table.row(Arns.shown(queue.name()), count, bytes, count == 0 ? "" : Instant.ofEpochMilli(oldest));
        return count;
    }

    private void report(
            DatabaseExamination found,
            Table table,
            Map<String, Long> messages,
            List<Branch> branches,
            Map<String, String> setAside) {
        long all = messages.values().stream().mapToLong(Long::longValue).sum();
        if (json) {
            out().println(ApiCommand.text(Shape.values(
                    "Healthy",
                    found.findings().isEmpty() && setAside.isEmpty(),
                    "Findings",
                    found.findings(),
                    "QueuesSetAside",
                    setAside,
                    "Messages",
                    all,
                    "MessagesByQueue",
                    messages,
                    "PreparedTransactions",
                    branches.stream().map(Branch::toString).toList())));
            return;
        }
        table.print(out());
        if (found.findings().isEmpty()) {
            String sound = setAside.isEmpty() ? "The database is sound: all " : "All ";
            out().println(sound + all + " messages could be read.");
        } else {
            out().println("The database is damaged. Whole are " + found.whole() + " rows of its log, of those from "
                    + found.first() + " to " + found.last() + ", with the " + all + " messages above:");
            found.findings().stream().limit(MOST_FINDINGS).forEach(finding -> out().println("  " + finding));
            if (found.findings().size() > MOST_FINDINGS) {
                out().println("  and " + (found.findings().size() - MOST_FINDINGS) + " more");
            }
        }
        setAside.forEach((queue, faults) -> out().println(
                        "Queue " + queue + " is set aside, since its definition cannot be read: " + faults
                                + ". Export its messages, then set its attributes again or delete it."));
        if (!branches.isEmpty()) {
            out().println(branches.size()
                    + " prepared transactions wait for their transaction manager; what they hold is not delivered "
                    + "until it decides:");
            branches.forEach(branch -> out().println("  " + branch));
        }
    }

    /** Returns whether all could be written: a queue that could not keeps no other from it. */
    private boolean export(LeaseEngine engine, Map<QueueInfo, Long> messages) throws IOException {
        Files.createDirectories(export);
        Set<String> taken = new HashSet<>();
        List<String> failures = new ArrayList<>();
        messages.forEach((queue, count) -> {
            if (count > 0) {
                Path file = export.resolve(fileName(queue.name(), taken));
                try {
                    Export.toFile(engine, queue, file);
                    err().println("Written: " + file + ", of queue '" + Arns.shown(queue.name()) + "'");
                } catch (ServerException | EngineException e) {
                    failures.add("Not written, or not completely: queue '" + Arns.shown(queue.name()) + "': "
                            + e.getMessage());
                }
            }
        });
        failures.forEach(err()::println);
        return failures.isEmpty();
    }

    /**
     * Names of queues of JMS may have any characters, many of them, and differ in those only that a file cannot have, or in its
     * case.
     */
    private static String fileName(String queue, Set<String> taken) {
        String plain = Arns.shown(queue).replaceAll("[^A-Za-z0-9._-]", "_");
        String start = plain.substring(0, Math.min(plain.length(), LONGEST_START));
        String name = start;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = start + "~" + i;
        }
        return name + ".jsonl";
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
