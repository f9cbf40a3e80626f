package org.leasemq.sqs.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.cli.api.Table;
import org.leasemq.sqs.wire.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the message groups of a queue. */
@Command(
        name = "groups",
        mixinStandardHelpOptions = true,
        description = "Shows message groups of a queue with what holds them, the blocked first.")
final class GroupCommand extends ApiCommand {
    @Parameters(paramLabel = "QUEUE")
    private GivenQueue queue;

    @Option(names = "--search", description = "Only groups with this in their names.")
    private String search;

    @Option(
            names = {"-n", "--max"},
            description = "How many at most.",
            defaultValue = "20")
    private long max;

    @Override
    protected int run(Api api) {
        Map<String, Object> found = api.call(
                "ListMessageGroups", Shape.values("QueueName", queue.name(api), "Search", search, "MaxResults", max));
        List<Map<String, Object>> groups = list(found, "Groups");
        print(groups, () -> {
            Table table = new Table(
                    "GROUP", "MESSAGES", "IN FLIGHT", "STATE", "HELD BY", "DELIVERY", "HOLDER", "SINCE", "UNTIL");
            for (Map<String, Object> group : groups) {
                table.row(
                        group.get("MessageGroupId"),
                        group.get("Messages"),
                        group.get("InFlight"),
                        Boolean.TRUE.equals(group.get("Blocked")) ? "blocked" : "free",
                        group.get("HeldBy"),
                        group.get("ReceiveCount"),
                        group.get("Holder"),
                        time(group.get("Since")),
                        time(group.get("Until")));
            }
            table.print(out());
            out().println(found.get("All") + " groups, " + found.get("Blocked") + " blocked");
        });
        return DONE;
    }

    /** Null for none. */
    static Instant time(Object millis) {
        return millis == null ? null : Instant.ofEpochMilli(((Number) millis).longValue());
    }
}
