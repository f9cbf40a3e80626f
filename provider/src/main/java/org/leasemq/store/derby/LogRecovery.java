package org.leasemq.store.derby;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leasemq.store.Change;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoredMessage;

/** Plays the log back at start. */
final class LogRecovery {
    private LogRecovery() {}

    /**
     * Plays everything back, and fills in what the store has to know.
     *
     * @return the number of the next row
     */
    static long run(
            Connection connection, Segments segments, Map<Integer, Change.PutQueue> queues, Store.Recovery recovery)
            throws SQLException {
        Map<Long, Boolean> listed = SegmentTable.list(connection);
        if (listed.isEmpty()) {
            SegmentTable.create(connection, 1);
            listed = Map.of(1L, false);
        }
        queues.putAll(QueueTable.load(connection));
        queues.values().forEach(queue -> recovery.replay(0, queue));
        long next = -1;
        for (Map.Entry<Long, Boolean> entry : listed.entrySet()) {
            if (next != -1 && next != entry.getKey()) {
                throw new StoreException("The log ends at row " + next + " and goes on at row " + entry.getKey()
                        + ", which indicates a bug or a damaged database. Restore the store from a backup.");
            }
            Segment segment = new Segment(entry.getKey());
            segment.indexed = entry.getValue();
            segments.append(segment);
            next = SegmentTable.scan(connection, segment.first, (location, block) -> {
                segments.stored(segment, block.length);
                BlockReader.each(block, change -> {
                    segments.stored(segment, change);
                    recovery.replay(location, change);
                });
            });
        }
        while (recovery.again()) {
            for (Segment segment : segments.all()) {
                SegmentTable.scan(
                        connection,
                        segment.first,
                        (location, block) -> BlockReader.each(block, change -> recovery.replay(location, change)));
            }
        }
        connection.commit();
        segments.alive(recovery.liveLocations());
        return next;
    }

    /** The messages stored by some changes. */
    static List<StoredMessage> contents(List<Change> changes) {
        List<StoredMessage> messages = new ArrayList<>(changes.size());
        for (Change change : changes) {
            if (change instanceof Change.Add add) {
                messages.add(add.message());
            } else if (change instanceof Change.Rewrite rewrite) {
                messages.add(rewrite.message());
            }
        }
        return messages;
    }
}
