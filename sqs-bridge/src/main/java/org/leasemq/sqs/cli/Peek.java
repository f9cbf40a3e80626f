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

/** Looks into a queue. */
@Command(
        name = "peek",
        mixinStandardHelpOptions = true,
        description = "Shows messages in the order of delivery, without receiving them.")
final class Peek extends ApiCommand {
    @Parameters(paramLabel = "QUEUE")
    private GivenQueue queue;

    @Option(
            names = {"-n", "--max"},
            description = "How many at most.",
            defaultValue = "20")
    private long max;

    @Option(names = "--skip", description = "How many to pass over.", defaultValue = "0")
    private long skip;

    @Option(names = "--state", description = "Only messages that are AVAILABLE, IN_FLIGHT or DELAYED.")
    private String state;

    @Option(names = "--group", description = "Only messages of this group.")
    private String group;

    @Override
    protected int run(Api api) {
        Map<String, Object> asked = Shape.values(
                "QueueUrl", queue.url(), "MaxResults", max, "Skip", skip, "State", state, "MessageGroupId", group);
        List<Map<String, Object>> messages = list(api.call("PeekMessages", asked), "Messages");
        print(messages, () -> {
            Table table = new Table("MESSAGE", "STATE", "RECEIVED", "GROUP", "SENT", "BODY");
            for (Map<String, Object> message : messages) {
                table.row(
                        message.get("MessageId"),
                        message.get("State"),
                        message.get("ReceiveCount"),
                        message.get("MessageGroupId"),
                        Instant.ofEpochMilli(((Number) message.get("SentTimestamp")).longValue()),
                        message.get("Body"));
            }
            table.print(out());
        });
        return DONE;
    }
}
