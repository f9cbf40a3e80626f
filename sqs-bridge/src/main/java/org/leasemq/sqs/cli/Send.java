package org.leasemq.sqs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.wire.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Sends a message. */
@Command(name = "send", mixinStandardHelpOptions = true, description = "Sends a message.")
final class Send extends ApiCommand {
    @Parameters(index = "0", paramLabel = "QUEUE")
    private GivenQueue queue;

    @Parameters(index = "1", arity = "0..1", paramLabel = "BODY")
    private String body;

    @Mixin
    private GivenContent content;

    @Option(
            names = {"-g", "--group"},
            description = "Message group.")
    private String group;

    @Option(names = "--deduplication-id", description = "Deduplication id, for FIFO queues.")
    private String deduplicationId;

    @Option(names = "--delay", description = "Seconds until it can be received.")
    private Long delay;

    @Option(names = "-a", paramLabel = "NAME=VALUE", description = "A message attribute, as text.")
    private Map<String, String> attributes = new LinkedHashMap<>();

    @Override
    protected int run(Api api) {
        if (body == null == (content.file() == null)) {
            throw new ParameterException(spec.commandLine(), "Give a BODY, or a file with --file.");
        }
        Map<String, Object> typed = new LinkedHashMap<>();
        attributes.forEach((name, value) -> typed.put(name, Shape.values("DataType", "String", "StringValue", value)));
        if (content.isGiven()) {
            Map<String, Object> asked = Shape.values(
                    "QueueName",
                    queue.name(api),
                    "MessageBody",
                    body,
                    "DelaySeconds",
                    delay,
                    "MessageGroupId",
                    group,
                    "MessageDeduplicationId",
                    deduplicationId,
                    "MessageAttributes",
                    typed.isEmpty() ? null : typed);
            return content.put(this, api, asked);
        }
        Map<String, Object> values = api.call(
                "SendMessage",
                Shape.values(
                        "QueueUrl",
                        queue.url(),
                        "MessageBody",
                        body,
                        "MessageGroupId",
                        group,
                        "MessageDeduplicationId",
                        deduplicationId,
                        "DelaySeconds",
                        delay,
                        "MessageAttributes",
                        typed.isEmpty() ? null : typed));
        print(values, () -> out().println(values.get("MessageId")));
        return DONE;
    }
}
