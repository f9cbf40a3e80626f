package org.leasemq.sqs.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.leasemq.engine.Branch;
import org.leasemq.engine.Browser;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.wire.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a database. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Opens a database that no server has open, reads every message, and says what it found.")
final class Doctor implements Callable<Integer> {
    private static final int SOME = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-d", "--data"},
            description = "Directory of the data (./leasemq-data).",
            defaultValue = "./leasemq-data")
    private String data;

    @Option(names = "--json", description = "Prints JSON, for scripts.")
    private boolean json;

    @Override
    public Integer call() {
        try (LocalApi api = new LocalApi(data)) {
            LeaseEngine engine = api.handle().engine();
            Table table = new Table("QUEUE", "MESSAGES", "BYTES", "OLDEST SENT");
            long messages = 0;
            for (QueueInfo queue : engine.queues()) {
                messages += check(engine, queue, table);
            }
            List<Branch> branches = engine.branches();
            Map<String, String> setAside = engine.setAside();
            report(table, messages, branches, setAside);
            return setAside.isEmpty() ? ApiCommand.DONE : Main.REFUSED;
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private static long check(LeaseEngine engine, QueueInfo queue, Table table) {
        long count = 0;
        long bytes = 0;
        long oldest = Long.MAX_VALUE;
        try (Browser browser = engine.browse(queue.name())) {
            for (List<Browser.Item> items = browser.next(SOME); !items.isEmpty(); items = browser.next(SOME)) {
                for (Browser.Item item : items) {
                    count++;
                    bytes += item.message().body().bytes().length;
                    oldest = Math.min(oldest, item.message().sentAt());
                }
            }
        }
        table.row(queue.name(), count, bytes, count == 0 ? "" : Instant.ofEpochMilli(oldest));
        return count;
    }

    private void report(Table table, long messages, List<Branch> branches, Map<String, String> setAside) {
        if (json) {
            Map<String, Object> values = Shape.values(
                    "Healthy",
                    setAside.isEmpty(),
                    "QueuesSetAside",
                    setAside,
                    "Messages",
                    messages,
                    "PreparedTransactions",
                    branches.stream().map(Branch::toString).toList());
            spec.commandLine().getOut().println(ApiCommand.text(values));
            return;
        }
        table.print(spec.commandLine().getOut());
        String sound = setAside.isEmpty() ? "The database is sound: all " : "All ";
        spec.commandLine().getOut().println(sound + messages + " messages could be read.");
        setAside.forEach((queue, faults) -> spec.commandLine()
                .getOut()
                .println("Queue " + queue + " is set aside, since its definition cannot be read: " + faults
                        + ". Export its messages, then set its attributes again or delete it."));
        if (!branches.isEmpty()) {
            spec.commandLine()
                    .getOut()
                    .println(branches.size()
                            + " prepared transactions wait for their transaction manager; what they hold is not"
                            + " delivered until it decides:");
            branches.forEach(branch -> spec.commandLine().getOut().println("  " + branch));
        }
    }
}
