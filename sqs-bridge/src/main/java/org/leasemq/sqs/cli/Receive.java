package org.leasemq.sqs.cli;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.cli.api.Printable;
import org.leasemq.sqs.wire.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Receives messages. */
@Command(
        name = "receive",
        mixinStandardHelpOptions = true,
        description = "Receives messages and prints them; 1 when there were none.")
final class Receive extends ApiCommand {
    @Parameters(paramLabel = "QUEUE")
    private GivenQueue queue;

    @Option(
            names = {"-n", "--max"},
            description = "How many at most (1 to 10).",
            defaultValue = "1")
    private long max;

    @Option(
            names = {"-w", "--wait"},
            description = "Seconds to wait for the first.")
    private Long wait;

    @Option(names = "--visibility", description = "Seconds until others get them.")
    private Long visibility;

    @Option(names = "--delete", description = "Deletes what has been printed.")
    private boolean delete;

    /** As it is for programs, which read what is piped to them. */
    private void printBody(Map<String, Object> message) {
        String body = shown(message.get("Body"));
        out().println(System.console() == null ? body : Printable.of(body));
    }

    @Override
    protected int run(Api api) {
        Map<String, Object> values = api.call(
                "ReceiveMessage",
                Shape.values(
                        "QueueUrl",
                        queue.url(),
                        "MaxNumberOfMessages",
                        max,
                        "WaitTimeSeconds",
                        wait,
                        "VisibilityTimeout",
                        visibility,
                        "AttributeNames",
                        List.of("All"),
                        "MessageAttributeNames",
                        List.of("All")));
        List<Map<String, Object>> messages = list(values, "Messages");
        print(messages, () -> messages.forEach(this::printBody));
        requirePrinted();
        for (Map<String, Object> message : messages) {
            if (delete) {
                api.call(
                        "DeleteMessage",
                        Map.of("QueueUrl", queue.url(), "ReceiptHandle", message.get("ReceiptHandle")));
            }
        }
        return messages.isEmpty() ? Main.REFUSED : DONE;
    }
}
