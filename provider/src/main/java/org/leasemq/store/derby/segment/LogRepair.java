package org.leasemq.store.derby.segment;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.store.derby.schema.QueuesBefore;
import org.leasemq.store.segment.Segment;
import org.leasemq.store.segment.Segments;

/** Brings a database that went down, perhaps in the middle of a commit, back to what was acknowledged. */
public final class LogRepair {
    private LogRepair() {}

    /**
     * @param segments what the store knows; brought up to what there is
     * @param next the number after the last row that was acknowledged
     * @param queues what stood in the table of queues before the batch that may not have been acknowledged
     */
    public static void run(Connection connection, Segments segments, long next, QueuesBefore queues)
            throws SQLException {
        TreeMap<Long, Boolean> existing = SegmentTable.list(connection);
        int unacknowledged = 0;
        for (long first : existing.tailMap(segments.writing().first()).keySet()) {
            unacknowledged += SegmentTable.deleteFrom(connection, first, next);
        }
        if (unacknowledged > 0) {
            queues.restore(connection);
        }
        connection.commit();
        queues.forget();
        segments.retain(existing.navigableKeySet());
        for (Map.Entry<Long, Boolean> entry : existing.entrySet()) {
            if (!segments.contains(entry.getKey())) {
                segments.append(new Segment(entry.getKey()));
            }
        }
        segments.all().forEach(segment -> segment.setIndexed(existing.get(segment.first())));
    }
}
