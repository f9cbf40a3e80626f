package org.leasemq.store.derby.segment;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.leasemq.store.Store;
import org.leasemq.store.block.Block;
import org.leasemq.store.block.BlockAssembly;
import org.leasemq.store.block.Damage;
import org.leasemq.store.derby.schema.QueueTable;
import org.leasemq.store.segment.LogPlayback;
import org.leasemq.store.segment.Segment;
import org.leasemq.store.segment.Segments;

/** Plays the log back at start. */
public final class LogRecovery {
    private LogRecovery() {}

    /**
     * Plays everything back, and fills in what the store has to know.
     *
     * @return where the log ends
     */
    public static End run(Connection connection, Segments segments, Store.Recovery recovery) throws SQLException {
        Map<Long, Boolean> listed = SegmentTable.list(connection);
        if (listed.isEmpty()) {
            SegmentTable.create(connection, 1);
            listed = Map.of(1L, false);
        }
        QueueTable.each(connection, queue -> recovery.replay(0, queue));
        listed.forEach((first, indexed) -> {
            Segment segment = new Segment(first);
            segment.setIndexed(indexed);
            segments.append(segment);
        });
        LogPlayback playback = new LogPlayback(segments, recovery);
        End end = scan(connection, segments, playback::first);
        while (recovery.again()) {
            scan(connection, segments, playback::again);
        }
        connection.commit();
        playback.end();
        return end;
    }

    private static End scan(Connection connection, Segments segments, Consumer<Block> blocks) throws SQLException {
        List<Segment> all = segments.all();
        long next = all.get(0).first();
        BlockAssembly assembly = new BlockAssembly(next, blocks);
        for (Segment segment : all) {
            if (segment.first() != next) {
                throw Damage.ofRow(next, "is missing, and all up to row " + (segment.first() - 1));
            }
            next = SegmentTable.scan(connection, segment.first(), assembly);
        }
        return new End(next, assembly.lastChecksum());
    }

    /**
     * Where the log ends.
     *
     * @param next the number of the next row
     * @param checksum of the last row; 0 if there is none
     */
    public record End(long next, int checksum) {}
}
