package org.leasemq.sqs.cli;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.LocalApi;
import org.leasemq.sqs.cli.api.Table;
import org.leasemq.sqs.server.ServerException;
import picocli.CommandLine.Command;

/** What was done by whom at a running server. */
@Command(
        name = "done",
        mixinStandardHelpOptions = true,
        description = "Lists what was done by whom since the server was started, the last first: by the console, and by"
                + " this command line.")
final class DoneCommand extends ApiCommand {
    @Override
    protected int run(Api api) {
        if (api instanceof LocalApi) {
            throw new ServerException("What was done is known by a running server only: leave --data out.", null);
        }
        List<Map<String, Object>> done = list(api.call("ListDone", Map.of()), "Done");
        print(done, () -> {
            Table table = new Table("WHEN", "WHO", "FROM", "BY", "WHAT", "TO WHAT", "OUTCOME", "TIMES");
            for (Map<String, Object> one : done) {
                table.row(
                        one.get("At"),
                        one.get("User"),
                        one.get("Address"),
                        one.get("Way"),
                        one.get("Action"),
                        one.get("Target"),
                        one.get("Outcome"),
                        one.get("Times"));
            }
            table.print(out());
        });
        return DONE;
    }
}
