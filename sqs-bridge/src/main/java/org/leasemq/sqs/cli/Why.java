package org.leasemq.sqs.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.GivenQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains why a message is not delivered. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Explains why a message is not delivered; 1 when it is not in the queue.")
final class Why extends ApiCommand {
    @Parameters(index = "0", paramLabel = "QUEUE")
    private GivenQueue queue;

    @Parameters(index = "1", paramLabel = "MESSAGE-ID")
    private String id;

    @Override
    protected int run(Api api) {
        String wanted = id.startsWith("ID:") ? id.substring(3) : id;
        List<Map<String, Object>> messages = list(
                api.call("PeekMessages", Map.of("QueueUrl", queue.url(), "MessageId", wanted, "MaxResults", 1L)),
                "Messages");
        if (messages.isEmpty()) {
            print(
                    messages,
                    () -> say("Queue '" + queue + "' has no message " + wanted
                            + ": it was deleted, has expired, has been moved to a dead-letter queue, or was never sent here. "
                            + "What a transaction has sent is not here before it is committed."));
            return Main.REFUSED;
        }
        print(messages.get(0), () -> say(explanation(messages.get(0))));
        return DONE;
    }

    private static String explanation(Map<String, Object> message) {
        String holder = (String) message.get("Holder");
        String until = message.get("Until") == null
                ? null
                : Instant.ofEpochMilli(((Number) message.get("Until")).longValue())
                        .toString();
        return switch ((String) message.get("State")) {
            case "IN_FLIGHT" ->
                "It is in flight (delivery " + message.get("ReceiveCount") + "): "
                        + (holder != null ? "held by " + holder : "received over HTTP")
                        + (until != null ? ", until " + until + "." : ", until that ends.");
            case "DELAYED" -> "It is delayed until " + until + ".";
            default -> available(message, holder);
        };
    }

    private static String available(Map<String, Object> message, String holder) {
        if (holder != null) {
            return "Its group '" + message.get("MessageGroupId") + "' belongs to " + holder
                    + " at the moment, who alone gets it"
                    + (message.get("BlockedBy") == null ? "." : ", having message " + message.get("BlockedBy") + ".");
        }
        if (message.get("BlockedBy") != null) {
            return "Its group '" + message.get("MessageGroupId") + "' is blocked by message " + message.get("BlockedBy")
                    + " (sequence number), which comes before it and is in flight.";
        }
        return "Nothing keeps it: it will be delivered to the next who receives, after those before it.";
    }
}
