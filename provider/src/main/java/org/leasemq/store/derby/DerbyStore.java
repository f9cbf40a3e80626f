package org.leasemq.store.derby;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.leasemq.log.Logs;
import org.leasemq.stack.StackReserve;
import org.leasemq.store.Change;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoredMessage;

/**
 * A {@link Store} in an embedded Derby database: one row for each batch, in tables that are dropped as a whole when
 * everything in them is dead. Close it before another one opens the same directory.
 */
public final class DerbyStore implements Store {
    private static final System.Logger LOG = Logs.of(DerbyStore.class);
    private static final long RETRY_MILLIS = 1_000;
    private static final String ANEW = "The store opens its database anew at the next call.";

    private final String where;
    private final UUID identity;
    private final DerbyDatabase database;
    private final Surroundings surroundings;
    private final Segments segments = new Segments();
    private final OldestBlocks oldest = new OldestBlocks(segments, this::block);
    private final BlockWriter encoder = new BlockWriter();

    /** Held while the log is written to or opened anew. */
    private final ReentrantLock writing = new ReentrantLock();

    /** Held while tables are made or dropped; taken after {@link #writing}. */
    private final ReentrantLock defining = new ReentrantLock();

    private volatile Session session;
    private volatile StoreException failure;
    private volatile boolean closed;
    private volatile boolean wantsNewSegment;

    // guarded by writing
    private final QueuesBefore queues = new QueuesBefore();
    private long next;
    /** Of the last row. */
    private int checksum;

    private long lastRetry = Long.MIN_VALUE;
    private volatile boolean recovered;

    DerbyStore(String where, UUID identity, DerbyDatabase database, Session session, Surroundings surroundings) {
        this.where = where;
        this.identity = identity;
        this.database = database;
        this.session = session;
        this.surroundings = surroundings;
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

    @Override
    public UUID identity() {
        return identity;
    }

    @Override
    public void recover(Recovery recovery) {
        StackReserve.forStore();
        writing.lock();
        try (Uninterrupted uninterrupted = new Uninterrupted()) {
            if (recovered) {
                throw new IllegalStateException("recover() was called before");
            }
            LogRecovery.End end =
                    uninterrupted.undisturbed(() -> LogRecovery.run(session.writing(), segments, recovery));
            surroundings.mark().begin(identity, end.next());
            next = end.next();
            checksum = end.checksum();
            recovered = true;
        } catch (SQLException e) {
            throw Failures.translate(
                    "The store in " + where + " could not be read", "If its files are damaged: " + Damage.ADVICE, e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public long write(List<? extends Change> changes) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one change");
        }
        writing.lock();
        try (Uninterrupted uninterrupted = new Uninterrupted()) {
            requireHealthy(uninterrupted);
            requireGround();
            encoder.encode(changes);
            long location = next;
            try {
                makeDurable(changes, uninterrupted);
            } catch (SQLException e) {
                throw fail(
                        session,
                        "A batch of " + changes.size() + " changes could not be stored in " + where,
                        "Nothing of it was stored. " + ANEW,
                        e);
            } catch (RuntimeException | Error e) {
                fail(
                        session,
                        "A batch could not be stored in " + where,
                        "Nothing of it was stored.",
                        new SQLException(e));
                throw e;
            }
            return location;
        } finally {
            writing.unlock();
        }
    }

    private void requireGround() {
        try {
            surroundings.ground().look(surroundings.clock().millis());
        } catch (StoreException e) {
            failure = e;
            throw e;
        }
    }

    private void makeDurable(List<? extends Change> changes, Uninterrupted uninterrupted) throws SQLException {
        try {
            makeDurable(changes);
        } catch (SQLException e) {
            if (!uninterrupted.broke(e)) {
                throw e;
            }
            uninterrupted.undisturbed(() -> {
                reopen();
                makeDurable(changes);
                return null;
            });
        }
    }

    private void makeDurable(List<? extends Change> changes) throws SQLException {
        if (wantsNewSegment || segments.isFull(surroundings.settings().segmentBytes())) {
            startSegment();
        }
        queues.note(session.writing(), changes);
        QueueTable.apply(session.writing(), changes);
        PreparedStatement insert = session.insert(segments.writing().first);
        int rows = encoder.rows();
        int last = checksum;
        for (int i = 0; i < rows; i++) {
            byte[] row = encoder.row(next + i, i, last);
            last = LogRow.checksum(row);
            insert.setLong(1, next + i);
            insert.setBytes(2, row);
            Schema.expectOne(insert.executeUpdate(), "new row in the log");
        }
        session.writing().commit();
        account(changes, rows, last);
    }

    /** Of what is durable. Nothing here may fail, or take memory: it would be reported as not stored. */
    private void account(List<? extends Change> changes, int rows, int last) {
        next += rows;
        checksum = last;
        queues.forget();
        segments.stored(segments.writing(), changes, encoder.length());
        segments.died(changes);
        surroundings.mark().acknowledged(next);
    }

    private void startSegment() throws SQLException {
        wantsNewSegment = false;
        if (segments.writing().first == next) {
            return;
        }
        defining.lock();
        try {
            SegmentTable.create(session.writing(), next);
            segments.append(new Segment(next));
            if (surroundings.inHeap()) {
                DerbyDatabase.checkpoint(session.writing());
            }
        } finally {
            defining.unlock();
        }
    }

    @Override
    public List<StoredMessage> read(long location) {
        StackReserve.forStore(); // in the middle of Derby a stack that ends breaks its locks
        Block block = block(location);
        return block == null ? null : LogRecovery.contents(BlockReader.changes(block));
    }

    private Block block(long location) {
        return run("The block at " + location + " of the store in " + where + " could not be read", connection -> {
            Segment segment = segments.holding(location);
            if (segment == null) {
                return null;
            }
            prepareForReading(connection, segment);
            try {
                return SegmentTable.read(connection, segment, location);
            } catch (SQLException e) {
                if (segments.holding(location) != segment) {
                    return null; // reclaimed meanwhile
                }
                throw e;
            }
        });
    }

    /** A segment gets an index when it is read from; one that is being written is completed soon, for that costs there. */
    private void prepareForReading(Connection connection, Segment segment) throws SQLException {
        if (segment.indexed) {
            return;
        }
        if (!segments.isWriting(segment)) {
            index(connection, segment);
            return;
        }
        writing.lock();
        try {
            wantsNewSegment |= segments.isFull(surroundings.settings().segmentBytes() / 8);
            index(connection, segment);
        } finally {
            writing.unlock();
        }
    }

    private void index(Connection connection, Segment segment) throws SQLException {
        defining.lock();
        try {
            if (!segment.indexed && segments.contains(segment.first)) {
                SegmentTable.index(connection, segment.first);
                segment.indexed = true;
            }
        } catch (SQLException e) {
            if (Failures.isFatal(e)) {
                throw e;
            }
            connection.rollback(); // slower without, but possible: the disk may be full
        } finally {
            defining.unlock();
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
            run("A dead part of the store in " + where + " could not be removed", connection -> {
                drop(connection, victim);
                return null;
            });
        }
    }

    private void drop(Connection connection, Segment segment) throws SQLException {
        defining.lock();
        try {
            if (segments.contains(segment.first)) {
                SegmentTable.drop(connection, segment.first);
                segments.remove(segment);
            }
        } finally {
            defining.unlock();
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
            if (closed) {
                return;
            }
            try {
                undoWhatFailed(uninterrupted);
                session.close();
            } finally {
                closed = true;
                uninterrupted.end(surroundings.ending());
            }
        } catch (SQLException e) {
            throw new StoreException(
                    "The store in " + where + " was not shut down in good order: " + e.getMessage()
                            + ". Nothing is lost; the next start takes a little longer.",
                    e);
        } finally {
            writing.unlock();
        }
    }

    // -------------------------------------------------------------------------------------------- faults

    /** Does something with a connection; once more when the database turned out to be down. */
    private <T> T run(String what, Session.Work<T> work) {
        try (Uninterrupted uninterrupted = new Uninterrupted()) {
            requireHealthySoon(uninterrupted);
            Session used = session;
            try {
                return run(used, what, work, uninterrupted);
            } catch (SQLException e) {
                if (!Failures.isFatal(e)) {
                    throw Failures.translate(what, "It is tried again at the next call.", e);
                }
                fail(used, what, ANEW, e);
            }
            requireHealthySoon(uninterrupted);
            used = session;
            try {
                return run(used, what, work, uninterrupted);
            } catch (SQLException e) {
                throw fail(used, what, ANEW, e);
            }
        }
    }

    private <T> T run(Session used, String what, Session.Work<T> work, Uninterrupted uninterrupted)
            throws SQLException {
        try {
            return uninterrupted.insist(() -> used.run(work));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            fail(used, what, ANEW, new SQLException(e)); // nobody knows what it left behind in Derby
            throw e;
        }
    }

    private StoreException fail(Session broken, String what, String next, SQLException e) {
        StoreException translated = Failures.translate(what, next, e);
        if (session == broken) {
            failure = translated;
        }
        return translated;
    }

    /** A batch that was reported as failed must not be there at the next start; a broken database can only be left. */
    private void undoWhatFailed(Uninterrupted uninterrupted) {
        try {
            surroundings.ground().requireSame();
            if (failure != null && recovered) {
                openAnew(uninterrupted);
                failure = null;
            }
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "Closing after a failure: " + e.getMessage(), e);
        }
    }

    private void requireHealthySoon(Uninterrupted uninterrupted) {
        if (failure == null) {
            requireOpen();
            return;
        }
        writing.lock();
        try {
            requireHealthy(uninterrupted);
        } finally {
            writing.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("The store in " + where + " is closed.");
        }
        if (!recovered) {
            throw new IllegalStateException("recover() has to be called first");
        }
    }

    private void requireHealthy(Uninterrupted uninterrupted) {
        requireOpen();
        if (failure == null) {
            return;
        }
        long now = surroundings.clock().millis();
        if (lastRetry != Long.MIN_VALUE && Math.abs(now - lastRetry) < RETRY_MILLIS) {
            throw Failures.again(failure);
        }
        lastRetry = now;
        openAnew(uninterrupted);
        failure = null;
    }

    /** Opens the database again, and undoes what became durable of a batch that was reported as failed. */
    private void openAnew(Uninterrupted uninterrupted) {
        try {
            uninterrupted.undisturbed(() -> {
                reopen();
                return null;
            });
        } catch (SQLException e) {
            failure = Failures.translate(
                    "The database of the store in " + where + " could not be opened again",
                    "It is tried again in a second.",
                    e);
            throw failure;
        } catch (StoreException e) {
            failure = e;
            throw e;
        }
    }

    private void reopen() throws SQLException {
        defining.lock();
        try {
            surroundings.ground().requireSame();
            session.close();
            database.shutDown();
            surroundings.mark().requireWhole(next);
            Session renewed = new Session(database, database.boot(false));
            LogRepair.run(renewed.writing(), segments, next, queues);
            session = renewed;
        } finally {
            defining.unlock();
        }
    }
}
