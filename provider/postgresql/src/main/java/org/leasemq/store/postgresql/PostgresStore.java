package org.leasemq.store.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.leasemq.engine.TimeSource;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreLostException;
import org.leasemq.store.block.Block;
import org.leasemq.store.block.BlockAssembly;
import org.leasemq.store.block.BlockReader;
import org.leasemq.store.block.Damage;
import org.leasemq.store.block.LogRow;
import org.leasemq.store.segment.LogPlayback;
import org.leasemq.store.segment.OldestBlocks;
import org.leasemq.store.segment.Segment;
import org.leasemq.store.segment.Segments;

/**
 * A {@link Store} in a PostgreSQL database. Who opens it becomes its owner, once the owner before is gone; it is one until it
 * could not write for a term, or another has become one.
 */
public final class PostgresStore implements Store {
    private final PostgresSettings settings;
    private final TimeSource clock;
    private final UUID identity;
    private final Term term;
    private final long ownedFrom;
    private final Segments segments = new Segments();
    private final ReadConnections reading;
    private final OldestBlocks oldest = new OldestBlocks(segments, this::block);

    /** Held while the log is written to. */
    private final ReentrantLock writing = new ReentrantLock();

    private final LogWriter writer;

    private PostgresStore(
            PostgresSettings settings, Connections connections, TimeSource clock, Term term, Takeover.Owned owned) {
        this.settings = settings;
        this.clock = clock;
        this.identity = owned.identity();
        this.term = term;
        this.ownedFrom = owned.location();
        this.reading = new ReadConnections(settings, connections);
        this.writer = new LogWriter(
                settings,
                connections,
                owned.connection(),
                term,
                segments,
                owned.epoch(),
                owned.table(),
                owned.location() + 1,
                LogRow.checksum(owned.row()));
    }

    /**
     * Becomes the owner of a store, which is made if it is not there. Waits for the owner before as the settings say.
     *
     * @throws StoreException if the database does not answer or is not fit, or the store is another's, or newer than this program
     */
    public static PostgresStore open(PostgresSettings settings, TimeSource clock) {
        Connections connections = new Connections(settings);
        Takeover.Owned owned = Takeover.run(settings, connections, clock);
        Term term = new Term(clock, settings.term().toMillis());
        term.renew(owned.asked());
        return new PostgresStore(settings, connections, clock, term, owned);
    }

    @Override
    public UUID identity() {
        return identity;
    }

    @Override
    public void recover(Recovery recovery) {
        writing.lock();
        try {
            reading.run("The log could not be read", connection -> {
                connection.setAutoCommit(false);
                try {
                    play(connection, recovery);
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                return null;
            });
        } finally {
            writing.unlock();
        }
    }

    private void play(Connection connection, Recovery recovery) throws SQLException {
        writer.begin(QueueRows.open(connection, queue -> recovery.replay(0, queue)));
        TreeSet<Long> firsts = LogTables.list(connection);
        for (long first : firsts) {
            Segment segment = new Segment(first);
            segment.setIndexed(true);
            segments.append(segment);
        }
        LogPlayback playback = new LogPlayback(segments, recovery);
        scan(connection, firsts, new BlockAssembly(firsts.first(), playback::first));
        while (recovery.again()) {
            scan(connection, firsts, new BlockAssembly(firsts.first(), playback::again));
        }
        playback.end();
    }

    private void scan(Connection connection, TreeSet<Long> firsts, BlockAssembly assembly) throws SQLException {
        long next = firsts.first();
        for (long first : firsts) {
            if (first != next) {
                throw Damage.ofRow(next, "is missing, and all up to row " + (first - 1));
            }
            next = LogTables.scan(connection, first, ownedFrom, assembly, writer::renew);
        }
        if (next != ownedFrom + 1) {
            throw Damage.ofRow(next, "is missing, and all up to row " + ownedFrom);
        }
    }

    @Override
    public Locations write(List<? extends Change> changes) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one change");
        }
        writing.lock();
        try {
            return writer.write(changes);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<Change.Storing> read(long location) {
        Block block = block(location);
        return block == null ? null : BlockReader.stored(block);
    }

    private Block block(long location) {
        Segment segment = segments.holding(location);
        if (segment == null) {
            return null;
        }
        return reading.run("The block at " + location + " could not be read", connection -> {
            try {
                return LogTables.read(connection, segment.first(), location);
            } catch (SQLException e) {
                if (Failures.isGone(e) && segments.holding(location) != segment) {
                    return null;
                }
                throw e;
            }
        });
    }

    @Override
    public Usage usage() {
        return segments.usage(clock.millis());
    }

    @Override
    public Replay oldest(long after) {
        return oldest.following(after);
    }

    @Override
    public void lookedThrough(long location) {
        oldest.lookedThrough(location);
    }

    /** What somebody reads at the moment, such as a backup, goes the next time. */
    @Override
    public void reclaim(long now) {
        requireOwned();
        for (Segment dead = segments.dead(now); dead != null; dead = segments.dead(now)) {
            Segment victim = dead;
            if (!dropped("A dead part of the log could not be removed", connection -> {
                LogTables.drop(connection, victim.first());
                return null;
            })) {
                return;
            }
            segments.remove(victim);
        }
        dropped("What was known of queues could not be removed", connection -> {
            QueueRows.dropOld(connection);
            return null;
        });
    }

    private boolean dropped(String what, ReadConnections.Task<Void> dropping) {
        return reading.run(what, connection -> {
            try {
                dropping.with(connection);
                return true;
            } catch (SQLException e) {
                if (Failures.isLocked(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public void checkRoom(long bytes) {
        if (bytes == 0) {
            requireOwned();
        }
    }

    private void requireOwned() {
        if (term.isOver()) {
            throw new StoreLostException(
                    "The store in " + settings.where() + " belongs to another process, or may do so.");
        }
    }

    @Override
    public long term() {
        return settings.term().toMillis();
    }

    @Override
    public boolean isOwned() {
        return !term.isOver();
    }

    @Override
    public void close() {
        writer.hurry();
        writing.lock();
        try {
            reading.close();
            writer.close();
        } catch (SQLException e) {
            throw new StoreException(
                    "The store in " + settings.where() + " was not given back in good order: " + e.getMessage()
                            + ". Nothing is lost; whoever opens it next has to wait for the end of the term.",
                    e);
        } finally {
            writing.unlock();
        }
    }
}
