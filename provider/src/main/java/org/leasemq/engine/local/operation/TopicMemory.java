package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.local.queue.Deduplication;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.store.Change;

/** What queues that deduplicate topics remember of the messages that one operation publishes. */
final class TopicMemory {
    private record Remembered(QueueState memory, Deduplication.Known known, boolean persistent) {}

    private final Kernel kernel;
    private List<Remembered> all = List.of();

    TopicMemory(Kernel kernel) {
        this.kernel = kernel;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean anyPersistent() {
        return !all.isEmpty() && all.stream().anyMatch(Remembered::persistent);
    }

    /**
     * Remembers a message that duplicates no other.
     *
     * @param position its place in the topic
     */
    Sent remember(QueueState memory, String key, Message message, long position) {
        Deduplication.Known known = memory.deduplication().remember(key, message.id(), position);
        all = all.isEmpty() ? new ArrayList<>() : all;
        all.add(new Remembered(
                memory, known, message.persistent() && memory.attributes().durable()));
        return new Sent(message.id(), position, message.sentAt(), message.visibleAt(), false);
    }

    void encode(List<Change> changes) {
        for (Remembered one : all) {
            if (one.persistent && !one.memory.gone()) {
                changes.add(one.known.toStore(one.memory.number(), kernel.time));
            }
        }
    }

    void refused() {
        all.forEach(one -> one.memory.deduplication().refuse(one.known));
    }
}
