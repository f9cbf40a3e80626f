package org.leasemq.store.derby.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.store.Change;

/**
 * What the table of queues says where a batch changes it, as long as nobody knows whether the batch is durable: one that was
 * reported as failed is undone. Not thread-safe.
 */
public final class QueuesBefore {
    /** By number; null where there was no queue. */
    private final Map<Integer, Change.PutQueue> before = new TreeMap<>();

    /** A batch is about to change the table. */
    public void note(Connection connection, List<? extends Change> changes) throws SQLException {
        for (Change change : changes) {
            if (change instanceof Change.PutQueue put) {
                note(connection, put.queue());
            } else if (change instanceof Change.DropQueue drop) {
                note(connection, drop.queue());
            }
        }
    }

    private void note(Connection connection, int number) throws SQLException {
        if (!before.containsKey(number)) {
            before.put(number, QueueTable.find(connection, number));
        }
    }

    /** Makes the table say so again. */
    public void restore(Connection connection) throws SQLException {
        for (Map.Entry<Integer, Change.PutQueue> queue : before.entrySet()) {
            QueueTable.restore(connection, queue.getKey(), queue.getValue());
        }
    }

    /** It is known: the batch is durable, or has been undone. */
    public void forget() {
        before.clear();
    }
}
