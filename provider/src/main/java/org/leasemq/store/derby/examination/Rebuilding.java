package org.leasemq.store.derby.examination;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.leasemq.store.Change;
import org.leasemq.store.block.BlockWriter;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;
import org.leasemq.store.derby.database.DerbyDatabase;
import org.leasemq.store.derby.schema.QueueTable;
import org.leasemq.store.derby.segment.Appending;
import org.leasemq.store.derby.segment.SegmentTable;

/** Writes a new store out of blocks that were found to be whole in another, in their order. */
final class Rebuilding implements AutoCloseable {
    private final DerbyDatabase database;
    private final Connection connection;
    private final BlockWriter encoder = new BlockWriter();
    private final Set<Integer> defined = new HashSet<>();
    private final Set<Integer> mentioned = new HashSet<>();
    private PreparedStatement insert;
    private long next = 1;
    private int checksum;
    private long written;

    private Rebuilding(DerbyDatabase database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    static Rebuilding in(Path directory, InstantSource clock) throws SQLException {
        DerbyStore.open(directory, DerbySettings.defaults().withReserveBytes(0), clock)
                .close();
        DerbyDatabase database = DerbyDatabase.in(directory.resolve("database"));
        Rebuilding rebuilding = new Rebuilding(database, database.boot(false));
        for (long segment : SegmentTable.list(rebuilding.connection).keySet()) {
            SegmentTable.drop(rebuilding.connection, segment);
        }
        return rebuilding;
    }

    void queue(Change.PutQueue queue) throws SQLException {
        QueueTable.apply(connection, List.of(queue));
        defined.add(queue.queue());
    }

    void block(List<Change> changes) throws SQLException {
        for (Change change : changes) {
            if (change instanceof Change.Add add) {
                mentioned.add(add.queue());
            } else if (change instanceof Change.Rewrite rewrite) {
                mentioned.add(rewrite.queue());
            } else if (change instanceof Change.Share share) {
                mentioned.add(share.queue());
            } else if (change instanceof Change.Move move) {
                mentioned.add(move.queue());
            }
        }
        if (insert == null || written >= DerbySettings.defaults().segmentBytes()) {
            startSegment();
        }
        Appending appending = new Appending(encoder, insert, next, checksum);
        appending.append(changes);
        connection.commit();
        next = appending.next();
        checksum = appending.checksum();
        written += appending.bytes();
    }

    private void startSegment() throws SQLException {
        if (insert != null) {
            insert.close();
        }
        SegmentTable.create(connection, next);
        insert = SegmentTable.insert(connection, next);
        written = 0;
    }

    /** Gives queues that messages are in, and of which nothing else is known, a name. */
    void nameTheUnknown() throws SQLException {
        for (int number : mentioned) {
            if (!defined.contains(number)) {
                queue(new Change.PutQueue(number, "unknown-queue-" + number, ""));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.commit();
        connection.close();
        database.shutDown();
    }
}
