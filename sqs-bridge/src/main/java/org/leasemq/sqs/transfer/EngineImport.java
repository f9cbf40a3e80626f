package org.leasemq.sqs.transfer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Sent;

/** Sends what was exported to an engine itself, which takes all of it, with the times it had. */
public record EngineImport(LeaseEngine engine, InstantSource clock) {

    /**
     * Sends a message as it was. Refuses, with words, what cannot be sent.
     *
     * @param deduplicationId of a message that has one
     */
    public Imported send(QueueInfo to, ExportedMessage message, String deduplicationId) {
        long now = clock.millis();
        long expiresAt = message.number("ExpiresAt");
        if (expiresAt != 0 && expiresAt <= now) {
            return Imported.EXPIRED;
        }
        boolean old = isTooOld(message, to, now);
        long sentAt = message.number("SentTimestamp");
        Message toSend =
                message.toSend(old || sentAt <= 0 || sentAt > now ? now : sentAt, id(to, message, deduplicationId));
        Sent sent = engine.send(to.name(), List.of(toSend)).await().get(0).get();
        return sent.duplicate() ? Imported.DUPLICATE : old ? Imported.SENT_ANEW : Imported.SENT;
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
}
