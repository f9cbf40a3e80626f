package org.leasemq.store.derby;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.leasemq.stack.StackReserve;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.block.Block;
import org.leasemq.store.block.BlockReader;
import org.leasemq.store.block.BlockWriter;
import org.leasemq.store.derby.database.DerbyDatabase;
import org.leasemq.store.derby.database.DerbyEngine;
import org.leasemq.store.derby.database.Uninterrupted;
import org.leasemq.store.derby.failure.Failures;
import org.leasemq.store.derby.schema.QueueTable;
import org.leasemq.store.derby.schema.QueuesBefore;
import org.leasemq.store.derby.segment.Appending;
import org.leasemq.store.derby.segment.LogRecovery;
import org.leasemq.store.derby.segment.LogRepair;
import org.leasemq.store.derby.segment.SegmentTables;
import org.leasemq.store.segment.OldestBlocks;
import org.leasemq.store.segment.Segment;
import org.leasemq.store.segment.Segments;

/**
 * A {@link Store} in an embedded Derby database: one row for each batch, in tables that are dropped as a whole when
 * everything in them is dead. Close it before another one opens the same directory.
 */
public final class DerbyStore implements Store {
    private final String where;
    private final UUID identity;
    private final DerbyDatabase database;
    private final Surroundings surroundings;
    private final Segments segments = new Segments();
    /** Its lock is taken after {@link #writing}. */
    private final SegmentTables tables;

    private final OldestBlocks oldest = new OldestBlocks(segments, this::block);
    private final BlockWriter encoder = new BlockWriter();

    /** Held while the log is written to or opened anew. */
    private final ReentrantLock writing = new ReentrantLock();

    private final CurrentBoot boot;
    private volatile boolean wantsNewSegment;

    // guarded by writing
    private final QueuesBefore queues = new QueuesBefore();
    private long next;
    /** Of the last row. */
    private int checksum;

    DerbyStore(String where, UUID identity, DerbyDatabase database, Boot boot, Surroundings surroundings) {
        this.where = where;
        this.identity = identity;
        this.database = database;
        this.surroundings = surroundings;
        this.tables = new SegmentTables(segments, surroundings.inHeap());
        this.boot = new CurrentBoot(where, boot, surroundings, writing, this::reopen);
    }

    /**
     * Opens the store in a directory, or creates it there.
     *
     * @param directory holds the store and nothing else
     * @param settings how to use it
     * @param clock tells how long deduplication entries matter, and when to try again after a failure
     * @throws StoreException if the store cannot be opened, is in use, is newer than this program, or is none; nothing was
     *     changed then
     */
    public static DerbyStore open(Path directory, DerbySettings settings, InstantSource clock) {
        try (Uninterrupted uninterrupted = new Uninterrupted()) {
            return uninterrupted.undisturbedly(() -> Opening.inDirectory(directory, settings, clock));
        }
    }

    /**
     * Opens a new store in memory. It is gone when it is closed.
     *
     * @param name a name no other open store in memory has
     * @param clock as for {@link #open}
     */
    public static DerbyStore openInMemory(String name, InstantSource clock) {
        return openInMemory(name, DerbySettings.defaults(), clock);
    }

    /** As {@link #openInMemory(String, InstantSource)}, in parts of another size. */
    public static DerbyStore openInMemory(String name, DerbySettings settings, InstantSource clock) {
        try (Uninterrupted uninterrupted = new Uninterrupted()) {
            return uninterrupted.undisturbedly(() -> Opening.inMemory(name, settings, clock));
        }
    }

    /**
     * Shuts Derby down if it came in one jar with this library, so that no application has it for databases of its own. Its
     * threads, its driver in the JDK's registry and its management beans would keep its class loader for ever. Not to be called
     * while a store is open; the next one that is opened starts Derby again.
     *
     * @throws StoreException if it cannot be shut down
     */
    public static void releaseDerby() {
        DerbyEngine.release();
    }

    @Override
    public UUID identity() {
        return identity;
    }

    @Override
    public void recover(Recovery recovery) {
        StackReserve.forStore();
        writing.lock();
        try (Uninterrupted uninterrupted = new Uninterrupted()) {
            if (boot.hasBegun()) {
                throw new IllegalStateException("recover() was called before");
            }
            LogRecovery.End end =
                    uninterrupted.undisturbed(() -> LogRecovery.run(boot.get().writing(), segments, recovery));
            surroundings.mark().begin(identity, end.next());
            next = end.next();
            checksum = end.checksum();
            boot.begin();
        } catch (SQLException e) {
            throw Failures.unreadable("The store in " + where + " could not be read", e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Locations write(List<? extends Change> changes) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one change");
        }
        writing.lock();
        try (Uninterrupted uninterrupted = new Uninterrupted()) {
            boot.requireHealthy(uninterrupted);
            requireGround();
            try {
                return makeDurable(changes, uninterrupted);
            } catch (SQLException e) {
                throw boot.refuse(Failures.translate(
                        "A batch of " + changes.size() + " changes could not be stored in " + where,
                        "Nothing of it was stored. " + CurrentBoot.ANEW,
                        e));
            } catch (RuntimeException | Error e) {
                boot.refuse(Failures.translate(
                        "A batch could not be stored in " + where, "Nothing of it was stored.", new SQLException(e)));
                throw e;
            }
        } finally {
            writing.unlock();
        }
    }

    private void requireGround() {
        try {
            surroundings.ground().look(surroundings.clock().millis());
        } catch (StoreException e) {
            throw boot.refuse(e);
        }
    }

    private Locations makeDurable(List<? extends Change> changes, Uninterrupted uninterrupted) throws SQLException {
        try {
            return store(changes, uninterrupted);
        } catch (SQLException e) {
            if (!uninterrupted.broke(e)) {
                throw e;
            }
            return uninterrupted.undisturbed(() -> {
                boot.reopen();
                return store(changes, uninterrupted);
            });
        }
    }

    private Locations store(List<? extends Change> changes, Uninterrupted uninterrupted) throws SQLException {
        if (wantsNewSegment || segments.isFull(surroundings.settings().segmentBytes())) {
            startSegment(uninterrupted);
        }
        Boot used = boot.get();
        queues.note(used.writing(), changes);
        QueueTable.apply(used.writing(), changes);
        Appending appending =
                new Appending(encoder, used.insert(segments.writing().first()), next, checksum);
        appending.append(changes);
        used.writing().commit();
        account(changes, appending);
        return appending.locations();
    }

    /** Of what is durable. Nothing here may fail, or take memory: it would be reported as not stored. */
    private void account(List<? extends Change> changes, Appending appending) {
        next = appending.next();
        checksum = appending.checksum();
        queues.forget();
        segments.stored(segments.writing(), changes, appending.bytes());
        segments.died(changes);
        surroundings.mark().acknowledged(next);
    }

    private void startSegment(Uninterrupted uninterrupted) throws SQLException {
        wantsNewSegment = false;
        if (segments.writing().first() == next) {
            return;
        }
        tables.start(boot.get().writing(), next, uninterrupted);
    }

    @Override
    public List<Change.Storing> read(long location) {
        StackReserve.forStore(); // in the middle of Derby a stack that ends breaks its locks
        Block block = block(location);
        return block == null ? null : BlockReader.stored(block);
    }

    private Block block(long location) {
        return boot.run(
                "The block at " + location + " of the store in " + where + " could not be read",
                (connection, uninterrupted) -> block(location, connection, uninterrupted));
    }

    private Block block(long location, Connection connection, Uninterrupted uninterrupted) throws SQLException {
        Segment segment = segments.holding(location);
        if (segment == null) {
            return null;
        }
        prepareForReading(connection, segment, uninterrupted);
        return tables.read(connection, segment, location);
    }

    /** A segment gets an index when it is read from; one that is being written is completed soon, for that costs there. */
    private void prepareForReading(Connection connection, Segment segment, Uninterrupted uninterrupted)
            throws SQLException {
        if (segment.isIndexed()) {
            return;
        }
        if (!segments.isWriting(segment)) {
            tables.index(connection, segment, uninterrupted);
            return;
        }
        writing.lock();
        try {
            wantsNewSegment |= segments.isFull(surroundings.settings().segmentBytes() / 8);
            tables.index(connection, segment, uninterrupted);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Usage usage() {
        return segments.usage(surroundings.clock().millis());
    }

    @Override
    public Replay oldest(long after) {
        return oldest.following(after);
    }

    @Override
    public void lookedThrough(long location) {
        oldest.lookedThrough(location);
    }

    @Override
    public void reclaim(long now) {
        for (Segment dead = segments.dead(now); dead != null; dead = segments.dead(now)) {
            Segment victim = dead;
            boot.run("A dead part of the store in " + where + " could not be removed", (connection, uninterrupted) -> {
                tables.drop(connection, victim, uninterrupted);
                return null;
            });
        }
    }

    @Override
    public void checkRoom(long bytes) {
        if (bytes == 0) {
            surroundings.ground().requireSame();
        }
        surroundings.room().accept(bytes);
    }

    /** Pages are not quite full, and Derby's own log holds once more what came since the last checkpoint. */
    @Override
    public long heapBytes() {
        return surroundings.inHeap()
                ? segments.bytes() * 3 / 2 + surroundings.settings().segmentBytes()
                : -1;
    }

    @Override
    public void close() {
        writing.lock();
        try (Uninterrupted uninterrupted = new Uninterrupted()) {
            boot.close(uninterrupted);
        } catch (SQLException e) {
            throw new StoreException(
                    "The store in " + where + " was not shut down in good order: " + e.getMessage()
                            + ". Nothing is lost; the next start takes a little longer.",
                    e);
        } finally {
            writing.unlock();
        }
    }

    /** Opens the database again, and undoes what became durable of a batch that was reported as failed. */
    private Boot reopen() throws SQLException {
        return tables.meanwhile(() -> {
            database.shutDown();
            surroundings.mark().requireWhole(next);
            Boot renewed = new Boot(database, database.boot(false));
            LogRepair.run(renewed.writing(), segments, next, queues);
            return renewed;
        });
    }
}
