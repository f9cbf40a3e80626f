package org.leasemq.store.derby.segment;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.engine.model.Message;
import org.leasemq.store.Change;
import org.leasemq.store.Progress;
import org.leasemq.store.block.BlockAssembly;
import org.leasemq.store.block.BlockReader;
import org.leasemq.store.derby.schema.QueueTable;

/** What is in the queues, by playing the log back. */
public final class MessageList {

    /**
     * A message in a queue.
     *
     * @param queue name of the queue
     * @param position its place
     * @param progress how far it has come
     * @param message its content
     */
    public record Row(String queue, long position, Progress progress, Message message) {}

    private record Held(int queue, Progress progress, Message message) {}

    private final Map<Long, Held> messages = new TreeMap<>();
    private Message lastStored;

    MessageList() {}

    public static Collection<Row> read(Connection connection) throws SQLException {
        Map<Integer, String> queues = new HashMap<>();
        QueueTable.each(connection, queue -> queues.put(queue.queue(), queue.name()));
        MessageList list = new MessageList();
        for (long segment : SegmentTable.list(connection).keySet()) {
            SegmentTable.scan(
                    connection, segment, new BlockAssembly(segment, block -> BlockReader.each(block, list::apply)));
        }
        return list.rows(queues);
    }

    /** @param queues those that are there, by number */
    Collection<Row> rows(Map<Integer, String> queues) {
        return messages.entrySet().stream()
                .filter(entry -> queues.containsKey(entry.getValue().queue))
                .map(entry -> new Row(
                        queues.get(entry.getValue().queue),
                        entry.getKey(),
                        entry.getValue().progress,
                        entry.getValue().message))
                .toList();
    }

    void apply(Change change) {
        if (change instanceof Change.Add add) {
            lastStored = add.message();
            messages.put(add.position(), new Held(add.queue(), add.progress(), add.message()));
        } else if (change instanceof Change.Rewrite rewrite) {
            lastStored = rewrite.message();
            messages.putIfAbsent(rewrite.position(), new Held(rewrite.queue(), rewrite.progress(), rewrite.message()));
        } else if (change instanceof Change.Share share) {
            messages.putIfAbsent(share.position(), new Held(share.queue(), share.progress(), lastStored));
        } else if (change instanceof Change.Move move) {
            Held moved = messages.remove(move.from());
            if (moved != null) {
                messages.put(move.position(), new Held(move.queue(), Progress.NONE, moved.message));
            }
        } else if (change instanceof Change.Update update) {
            messages.computeIfPresent(
                    update.position(), (position, held) -> new Held(held.queue, update.progress(), held.message));
        } else if (change instanceof Change.Remove remove) {
            messages.remove(remove.position());
        } else if (change instanceof Change.Purge purge) {
            messages.entrySet()
                    .removeIf(entry -> entry.getKey() <= purge.upTo() && entry.getValue().queue == purge.queue());
        }
    }
}
