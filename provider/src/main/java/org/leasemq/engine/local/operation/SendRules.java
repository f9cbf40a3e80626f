package org.leasemq.engine.local.operation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.leasemq.engine.local.definition.Definition;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.queue.Deduplication;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.MessageRules;
import org.leasemq.engine.model.QueueAttributes.DeduplicationScope;

/** What may be sent to a queue, and what counts as the same. */
final class SendRules {
    /** What a deduplication id begins with that counts within a group only, and then comes no such beginning. */
    private static final String PER_GROUP = "\n";

    private SendRules() {}

    /** Whether there is memory for it. */
    static void requireRoom(Kernel kernel, QueueState queue, Message message) {
        EngineMemory memory = kernel.memory;
        long content = Footprint.of(message);
        long stays = Footprint.mostOf(message);
        if (!message.persistent() || !queue.attributes().durable()) {
            kernel.contents.checkRoom(content);
            stays += content;
        } else if (kernel.space.isInHeap()) {
            stays += content * 2;
        }
        if (!memory.hasRoomToLast(stays) || !memory.hasRoomToPass(stays + content)) {
            kernel.space.lookNow();
            throw memory.noRoom(
                    stays,
                    "No room for a message in queue '" + queue.name() + "'",
                    "Receive and delete messages, or give the process more memory.");
        }
    }

    /** Whether there is memory for a queue. */
    static void requireRoom(Kernel kernel, String name, Definition definition) {
        requireRoom(kernel, name, definition.footprint());
    }

    /** Whether there is memory for other attributes, if they take more than those it has. */
    static void requireRoomToGrow(Kernel kernel, QueueState queue, Definition after) {
        requireRoom(kernel, queue.name(), after.footprint() - queue.definition().footprint());
    }

    private static void requireRoom(Kernel kernel, String name, long bytes) {
        if (bytes > 0 && !kernel.memory.hasRoomToLast(bytes)) {
            throw kernel.memory.noRoom(
                    bytes,
                    "No room for queue '" + name + "' with its attributes",
                    "Delete queues that are not needed, receive and delete messages, or give the process more memory.");
        }
    }

    /**
     * The message as it will be.
     *
     * @param queue where to; null for no queue in particular
     */
    static Message accepted(Kernel kernel, Message message, QueueState queue) {
        long sentAt = message.sentAt() == 0 ? kernel.now() : message.sentAt();
        return message.accepted(
                message.id() == null ? kernel.numbers.newId() : message.id(),
                sentAt,
                delay(message, queue),
                queue == null ? message.deduplicationId() : deduplicationId(queue, message));
    }

    /** For how long a message stays hidden. */
    static long delay(Message message, QueueState queue) {
        return MessageRules.delay(message, queue == null ? null : queue.attributes());
    }

    private static String deduplicationId(QueueState queue, Message message) {
        if (message.deduplicationId() != null || !queue.attributes().fifo()) {
            return message.deduplicationId();
        }
        return queue.attributes().contentBasedDeduplication()
                ? HexFormat.of().formatHex(sha256(message.body().bytes()))
                : null;
    }

    /** The deduplication id with its scope; null if there is none, and on standard queues, which do not deduplicate. */
    static String key(QueueState queue, Message message) {
        boolean deduplicates =
                message.deduplicationId() != null && queue.attributes().fifo();
        return deduplicates ? key(queue.attributes().deduplicationScope(), message) : null;
    }

    private static String key(DeduplicationScope scope, Message message) {
        String id = message.deduplicationId();
        if (scope == DeduplicationScope.MESSAGE_GROUP) {
            String group = message.groupId() == null ? "" : message.groupId(); // topics take messages without
            return PER_GROUP + group.length() + ":" + group + id;
        }
        return id.startsWith(PER_GROUP) ? PER_GROUP + id : id;
    }

    /** What a message duplicates, under whichever scope that was sent; null if nothing. */
    static Deduplication.Known original(QueueState queue, Message message) {
        for (DeduplicationScope scope : DeduplicationScope.values()) {
            Deduplication.Known original =
                    queue.deduplication().find(key(scope, message), queue.time().elapsed());
            if (original != null) {
                return original;
            }
        }
        return null;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
