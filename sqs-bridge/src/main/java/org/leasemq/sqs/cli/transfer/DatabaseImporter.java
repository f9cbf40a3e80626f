package org.leasemq.sqs.cli.transfer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Sent;
import org.leasemq.sqs.cli.api.LocalApi;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.wire.ApiException;

/** Sends to the engine of a database itself, which takes all that was exported, with the times it had. */
final class DatabaseImporter implements Importer {
    private final LocalApi api;
    private final Map<String, QueueInfo> queues = new HashMap<>();

    DatabaseImporter(LocalApi api) {
        this.api = api;
    }

    @Override
    public Result send(String queue, ExportedMessage message, String deduplicationId) {
        QueueInfo to = queues.computeIfAbsent(queue == null ? message.text(ExportedMessage.QUEUE) : queue, this::find);
        long now = api.clock().millis();
        long expiresAt = message.number("ExpiresAt");
        if (expiresAt != 0 && expiresAt <= now) {
            return Result.EXPIRED;
        }
        boolean old = isTooOld(message, to, now);
        long sentAt = message.number("SentTimestamp");
        Message toSend =
                message.toSend(old || sentAt <= 0 || sentAt > now ? now : sentAt, id(to, message, deduplicationId));
        Sent sent = api.handle()
                .engine()
                .send(to.name(), List.of(toSend))
                .await()
                .get(0)
                .get();
        return sent.duplicate() ? Result.DUPLICATE : old ? Result.SENT_ANEW : Result.SENT;
    }

    /** Without an id, two messages of the same content would be taken for one. */
    private static String id(QueueInfo queue, ExportedMessage message, String deduplicationId) {
        boolean needsId = deduplicationId == null && queue.attributes().contentBasedDeduplication();
        return needsId ? message.text("MessageId") : deduplicationId;
    }

    /** Whether its queue would remove it at once if it counted as sent when it was. */
    private static boolean isTooOld(ExportedMessage message, QueueInfo queue, long now) {
        long sentAt = message.number("SentTimestamp");
        Duration retention = queue.attributes().retention();
        return sentAt > 0 && retention != null && sentAt <= now - retention.toMillis();
    }

    private QueueInfo find(String name) {
        try {
            return api.queue(name);
        } catch (ApiException e) {
            throw new ServerException(
                    "There is no queue '" + name + "'. Create it, or start the application that does, or name another.",
                    e);
        }
    }
}
