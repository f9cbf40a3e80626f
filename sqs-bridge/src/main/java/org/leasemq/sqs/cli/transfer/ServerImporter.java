package org.leasemq.sqs.cli.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.leasemq.engine.model.Message;
import org.leasemq.mapping.AttributeNames;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.transfer.ExportedMessage;
import org.leasemq.sqs.transfer.Imported;
import org.leasemq.sqs.wire.Shape;

/** Sends to a running server, by an API that does not take all that there may be in a queue. */
final class ServerImporter implements Importer {
    private static final String TRACE = "AWS.TraceHeader";
    private static final String SENDER = "AWS.SenderId";
    private static final long LONGEST_DELAY = 900;

    private final Api api;

    ServerImporter(Api api) {
        this.api = api;
    }

    @Override
    public Imported send(String queue, ExportedMessage message, String deduplicationId) {
        String to = new GivenQueue(queue == null ? message.text(ExportedMessage.QUEUE) : queue).url();
        boolean fifo = Names.isFifo(to);
        long expiresAt = message.number("ExpiresAt");
        long now = api.clock().millis();
        if (expiresAt != 0 && expiresAt <= now) {
            return Imported.EXPIRED;
        }
        long delay = (Math.max(0, message.visibleAt() - now) + 999) / 1000;
        requireKept(message, fifo, delay);
        Object trace = message.map("MessageSystemAttributes").get(TRACE);
        Map<String, Object> attributes = message.map("MessageAttributes");
        api.call(
                "SendMessage",
                Shape.values(
                        "QueueUrl",
                        to,
                        "MessageBody",
                        message.text("Body"),
                        "MessageGroupId",
                        message.text("MessageGroupId"),
                        "MessageDeduplicationId",
                        fifo && deduplicationId == null ? message.text("MessageId") : deduplicationId,
                        "DelaySeconds",
                        fifo ? null : delay,
                        "MessageAttributes",
                        attributes.isEmpty() ? null : attributes,
                        "MessageSystemAttributes",
                        trace == null ? null : Map.of("AWSTraceHeader", trace)));
        return Imported.SENT;
    }

    private static void requireKept(ExportedMessage message, boolean fifo, long delay) {
        List<String> lost = new ArrayList<>();
        if (message.priority() != Message.DEFAULT_PRIORITY) {
            lost.add("Priority");
        }
        if (message.number("ExpiresAt") != 0) {
            lost.add("ExpiresAt");
        }
        if (message.flag("ExclusiveGroup") && !fifo) {
            lost.add("ExclusiveGroup");
        }
        if (delay > (fifo ? 0 : LONGEST_DELAY)) {
            lost.add("the delay");
        }
        if (message.flag("Binary") && !message.map("MessageAttributes").containsKey(AttributeNames.KIND)) {
            lost.add("Binary");
        }
        TreeSet<String> system =
                new TreeSet<>(message.map("MessageSystemAttributes").keySet());
        system.removeAll(List.of(TRACE, SENDER));
        lost.addAll(system);
        if (!lost.isEmpty()) {
            throw new ServerException(
                    "The API would lose " + String.join(", ", lost)
                            + ". End the server and use --data, or remove that from the line.",
                    null);
        }
    }
}
