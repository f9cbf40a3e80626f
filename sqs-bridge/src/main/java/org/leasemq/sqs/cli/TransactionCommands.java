package org.leasemq.sqs.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.function.Function;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Branch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decisions about transactions that were prepared and whose transaction manager does not come back. */
@Command(
        name = "tx",
        mixinStandardHelpOptions = true,
        description = "Lists prepared transactions of a database that no server has open, and decides them by hand.")
final class TransactionCommands {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-d", "--data"},
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "Directory of the data (./leasemq-data).",
            defaultValue = "./leasemq-data")
    private String data;

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists them, oldest first.")
    int list() {
        try (LocalApi api = new LocalApi(data)) {
            Table table = new Table("TRANSACTION", "PREPARED", "STATE");
            for (Branch branch : api.handle().engine().branches().await()) {
                table.row(branch.id(), Instant.ofEpochMilli(branch.preparedAt()), branch.state());
            }
            PrintWriter out = spec.commandLine().getOut();
            table.print(out);
            out.flush();
            return ApiCommand.DONE;
        }
    }

    @Command(
            name = "commit",
            mixinStandardHelpOptions = true,
            description = "Commits one; its manager is told so if it comes back.")
    int commit(@Parameters(paramLabel = "TRANSACTION", description = "As listed.") String branch) {
        return decide(engine -> engine.decide(branch, true));
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Rolls one back; its manager is told so if it comes back.")
    int rollback(@Parameters(paramLabel = "TRANSACTION", description = "As listed.") String branch) {
        return decide(engine -> engine.decide(branch, false));
    }

    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            description = "Forgets one that was decided by hand: nobody will ask any more.")
    int forget(@Parameters(paramLabel = "TRANSACTION", description = "As listed.") String branch) {
        return decide(engine -> engine.forget(branch));
    }

    private int decide(Function<LeaseEngine, Completion<Branch>> decision) {
        try (LocalApi api = new LocalApi(data)) {
            decision.apply(api.handle().engine()).await();
            return ApiCommand.DONE;
        }
    }
}
