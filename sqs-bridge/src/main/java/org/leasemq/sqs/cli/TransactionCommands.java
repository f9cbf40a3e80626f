package org.leasemq.sqs.cli;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decisions about transactions that were prepared and whose transaction manager does not come back. */
@Command(
        name = "tx",
        mixinStandardHelpOptions = true,
        description = "Lists prepared transactions of a server or a database, and decides them by hand.",
        subcommands = {
            TransactionCommands.ListAll.class,
            TransactionCommands.Show.class,
            TransactionCommands.Commit.class,
            TransactionCommands.Rollback.class,
            TransactionCommands.Forget.class
        })
final class TransactionCommands implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what: list, show, commit, rollback or forget.");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists them, oldest first.")
    static final class ListAll extends ApiCommand {
        @Override
        protected int run(Api api) {
            List<Map<String, Object>> all = list(api.call("ListTransactions", Map.of()), "Transactions");
            print(all, () -> {
                Table table = new Table("PREPARED", "STATE", "TRANSACTION");
                all.forEach(one -> table.whole(one.get("PreparedAt"), one.get("State"), one.get("TransactionId")));
                table.print(out());
            });
            return DONE;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows what one sends and what it has received: the queues, and messages.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "TRANSACTION", description = "As listed.")
        private String transaction;

        @Option(
                names = {"-n", "--max"},
                description = "How many messages at most (${DEFAULT-VALUE}).",
                defaultValue = "100")
        private long max;

        @Override
        protected int run(Api api) {
            Map<String, Object> found =
                    api.call("DescribeTransaction", Map.of("TransactionId", transaction, "MaxResults", max));
            print(found, () -> {
                say(found.get("State") + ", prepared at " + found.get("PreparedAt") + ": sends " + found.get("Sends")
                        + ", has received " + found.get("Receives"));
                Table queues = new Table("QUEUE", "SENDS", "RECEIVED");
                list(found, "Queues").forEach(one -> queues.row(queue(one), one.get("Sends"), one.get("Receives")));
                queues.print(out());
                List<Map<String, Object>> messages = list(found, "Messages");
                if (!messages.isEmpty()) {
                    out().println();
                    Table table = new Table("QUEUE", "MESSAGE", "PART");
                    messages.forEach(one -> table.row(queue(one), one.get("SequenceNumber"), one.get("Part")));
                    table.print(out());
                }
            });
            return DONE;
        }

        private static Object queue(Map<String, Object> one) {
            return shown(one.get("QueueName")).isEmpty() ? "(deleted)" : one.get("QueueName");
        }
    }

    private abstract static class Decision extends ApiCommand {
        private final String decision;

        @Parameters(paramLabel = "TRANSACTION", description = "As listed.")
        private String transaction;

        Decision(String decision) {
            this.decision = decision;
        }

        @Override
        protected final int run(Api api) {
            Map<String, Object> decided =
                    api.call("DecideTransaction", Map.of("TransactionId", transaction, "Decision", decision));
            print(decided, () -> {});
            return DONE;
        }
    }

    @Command(
            name = "commit",
            mixinStandardHelpOptions = true,
            description = "Commits one; its manager is told so if it comes back.")
    static final class Commit extends Decision {
        Commit() {
            super("COMMIT");
        }
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Rolls one back; its manager is told so if it comes back.")
    static final class Rollback extends Decision {
        Rollback() {
            super("ROLLBACK");
        }
    }

    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            description = "Forgets one that was decided by hand: nobody will ask any more.")
    static final class Forget extends Decision {
        Forget() {
            super("FORGET");
        }
    }
}
