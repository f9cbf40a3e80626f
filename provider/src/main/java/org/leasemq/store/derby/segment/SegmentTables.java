package org.leasemq.store.derby.segment;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.leasemq.store.block.Block;
import org.leasemq.store.derby.database.DerbyDatabase;
import org.leasemq.store.derby.database.Uninterrupted;
import org.leasemq.store.derby.failure.Failures;
import org.leasemq.store.segment.Segment;
import org.leasemq.store.segment.Segments;

/** Makes tables of segments, gives them indexes and drops them, one at a time, while others may read. Thread-safe. */
public final class SegmentTables {
    private final Segments segments;
    private final boolean inHeap;

    /** Held while tables are made or dropped. */
    private final ReentrantLock defining = new ReentrantLock();

    /** @param inHeap whether the database lies in the heap */
    public SegmentTables(Segments segments, boolean inHeap) {
        this.segments = segments;
        this.inHeap = inHeap;
    }

    /** From now on is written to a segment that begins with a row. */
    public void start(Connection connection, long first, Uninterrupted uninterrupted) throws SQLException {
        defining.lock();
        try {
            uninterrupted.undisturbed(() -> {
                SegmentTable.create(connection, first);
                if (inHeap) {
                    DerbyDatabase.checkpoint(connection);
                }
            });
            segments.append(new Segment(first));
        } finally {
            defining.unlock();
        }
    }

    /** So that a segment is read from at a place. It has none afterwards if it is gone, or the disk is full. */
    public void index(Connection connection, Segment segment, Uninterrupted uninterrupted) throws SQLException {
        defining.lock();
        try {
            if (!segment.isIndexed() && segments.contains(segment.first())) {
                segment.setIndexed(uninterrupted.undisturbed(() -> hasIndex(connection, segment)));
            }
        } finally {
            defining.unlock();
        }
    }

    private static boolean hasIndex(Connection connection, Segment segment) throws SQLException {
        try {
            SegmentTable.index(connection, segment.first());
            return true;
        } catch (SQLException e) {
            if (Failures.isFatal(e)) {
                throw e;
            }
            connection.rollback(); // slower without, but possible: the disk may be full
            return false;
        }
    }

    /** The block at a location of a segment; null if that was reclaimed meanwhile. */
    public Block read(Connection connection, Segment segment, long location) throws SQLException {
        try {
            return SegmentTable.read(connection, segment, location);
        } catch (SQLException e) {
            if (segments.holding(location) != segment) {
                return null;
            }
            throw e;
        }
    }

    /** Gives a segment back, unless that was done before. */
    public void drop(Connection connection, Segment segment, Uninterrupted uninterrupted) throws SQLException {
        defining.lock();
        try {
            if (segments.contains(segment.first())) {
                uninterrupted.undisturbed(() -> SegmentTable.drop(connection, segment.first()));
                segments.remove(segment);
            }
        } finally {
            defining.unlock();
        }
    }

    /** Does something while no table is made or dropped. */
    public <T> T meanwhile(Uninterrupted.Step<T> step) throws SQLException {
        defining.lock();
        try {
            return step.run();
        } finally {
            defining.unlock();
        }
    }
}
