package org.leasemq.store.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;
import org.leasemq.store.StoreLostException;
import org.leasemq.store.block.BlockWriter;
import org.leasemq.store.block.LogRow;
import org.leasemq.store.segment.Segment;
import org.leasemq.store.segment.Segments;

/**
 * Writes to the log as its owner: each batch one step, behind everything before it. Used by one thread at a time.
 *
 * <p>When a connection is lost in the middle, nobody knows whether the batch is there, or will be: so an empty row is written
 * to its place. If that succeeds the batch can never be there any more, and is written again behind it; if the place is taken,
 * what stands there tells.
 */
final class LogWriter {
    /** Something that changes nothing. */
    private static final List<Change> NOTHING = List.of(new Change.Forgotten(new long[0]));

    private static final long PAUSE_MILLIS = 100;

    private final PostgresSettings settings;
    private final Connections connections;
    private final Term term;
    private final long epoch;
    private final Segments segments;
    private final BlockWriter encoder = new BlockWriter();
    /** Ends the pauses between attempts. */
    private final CountDownLatch closing = new CountDownLatch(1);

    private Connection connection;
    private QueueRows queues;
    /** The first location of the table that is written to. */
    private long table;

    private long next;
    private int checksum;
    /** The first row of the batch that is being written. */
    private byte[] beginning;

    /**
     * @param connection of this writer alone from now on
     * @param epoch of this owner
     * @param table the first location of the table that is written to
     * @param next the number of the next row
     * @param checksum of the row before
     */
    LogWriter(
            PostgresSettings settings,
            Connections connections,
            Connection connection,
            Term term,
            Segments segments,
            long epoch,
            long table,
            long next,
            int checksum) {
        this.settings = settings;
        this.connections = connections;
        this.connection = connection;
        this.term = term;
        this.segments = segments;
        this.epoch = epoch;
        this.table = table;
        this.next = next;
        this.checksum = checksum;
    }

    /** What is known of queues from now on; before anything is written but {@link #renew}. */
    void begin(QueueRows known) {
        queues = known;
    }

    /** Writes a batch. */
    Locations write(List<? extends Change> changes) {
        requireOwned();
        if (segments.isFull(settings.segmentBytes())) {
            startSegment();
        }
        Written written = append(changes);
        queues.written(changes);
        segments.stored(segments.writing(), changes, written.bytes());
        segments.died(changes);
        return written.locations();
    }

    /** Says that the owner is still there, if that was not said for a while. */
    void renew() {
        if (term.isToBeRenewed()) {
            requireOwned();
            append(NOTHING);
        }
    }

    private record Written(Locations locations, long bytes) {}

    private Written append(List<? extends Change> changes) {
        while (true) {
            long location = next;
            try {
                return insert(changes);
            } catch (SQLException e) {
                abort(e);
                requireLost("A batch of " + changes.size() + " changes could not be stored", e);
                if (isThere(beginning, e)) {
                    return found(changes, location);
                }
            } catch (RuntimeException | Error e) {
                abort(e);
                throw e;
            }
        }
    }

    /** The batch was written, as was found out. It is told once whatever comes behind it is safe, and so is the batch. */
    private Written found(List<? extends Change> changes, long location) {
        Locations locations = new Locations(location);
        long bytes = 0;
        for (int from = 0; from < changes.size(); ) {
            int end = encoder.encode(changes, from);
            locations.put(changes.subList(from, end), next);
            for (int i = 0; i < encoder.rows(); i++) {
                checksum = LogRow.checksum(encoder.row(next, i, checksum));
                next++;
            }
            encoder.clear();
            bytes += encoder.length();
            from = end;
        }
        append(NOTHING);
        return new Written(locations, bytes);
    }

    private Written insert(List<? extends Change> changes) throws SQLException {
        beginning = null;
        Term.Moment asked = term.now();
        connect(null);
        boolean several = QueueRows.concern(changes);
        if (several) {
            connection.setAutoCommit(false);
            queues.write(connection, next, changes);
        }
        Locations locations = new Locations(next);
        List<byte[]> rows = new ArrayList<>();
        long location = next;
        int before = checksum;
        long bytes = 0;
        for (int from = 0; from < changes.size(); ) {
            int end = encoder.encode(changes, from);
            locations.put(changes.subList(from, end), location + rows.size());
            for (int i = 0; i < encoder.rows(); i++) {
                if (rows.size() == LogTables.ROWS_AT_ONCE) {
                    connection.setAutoCommit(false);
                    several = true;
                    LogTables.insert(connection, table, location, epoch, rows);
                    location += rows.size();
                    rows.clear();
                }
                byte[] row = encoder.row(location + rows.size(), i, before);
                beginning = beginning == null ? row : beginning;
                before = LogRow.checksum(row);
                rows.add(row);
            }
            encoder.clear();
            bytes += encoder.length();
            from = end;
        }
        LogTables.insert(connection, table, location, epoch, rows);
        if (several) {
            asked = term.now();
            connection.commit();
            connection.setAutoCommit(true);
        }
        term.renew(asked);
        next = location + rows.size();
        checksum = before;
        return new Written(locations, bytes);
    }

    /** The log goes on in another table, which the last row of the one before tells. */
    private void startSegment() {
        while (true) {
            try {
                beginning = LogRow.empty(next, checksum);
                connect(null);
                connection.setAutoCommit(false);
                LogTables.create(connection, next + 1);
                QueueRows known = queues.renewed(connection, next + 1);
                LogTables.insert(connection, table, next, epoch, List.of(beginning));
                Term.Moment asked = term.now();
                connection.commit();
                connection.setAutoCommit(true);
                term.renew(asked);
                goOnInSegment(known);
                return;
            } catch (SQLException e) {
                abort(e);
                requireLost("Another part of the log could not be begun", e);
                if (isThere(beginning, e) && hasSegment(next + 1)) {
                    goOnInSegment(reread());
                    return;
                }
            } catch (RuntimeException | Error e) {
                abort(e);
                throw e;
            }
        }
    }

    private void goOnInSegment(QueueRows known) {
        queues = known;
        checksum = LogRow.checksum(beginning);
        next++;
        table = next;
        Segment segment = new Segment(next);
        segment.setIndexed(true);
        segments.append(segment);
    }

    private boolean hasSegment(long first) {
        return asked(() -> LogTables.list(connection).contains(first));
    }

    private QueueRows reread() {
        return asked(() -> QueueRows.open(connection, queue -> {}));
    }

    /** Something that is asked of the database. */
    private interface Question<T> {
        T ask() throws SQLException;
    }

    private <T> T asked(Question<T> question) {
        SQLException lost = null;
        while (true) {
            try {
                connect(lost);
                return question.ask();
            } catch (SQLException e) {
                abort(e);
                requireLost("The log could not be looked at", e);
                lost = e;
            }
        }
    }

    /**
     * Finds out whether a row is at the next location. If not, nothing else will be either: an empty one is there then, and the
     * next location is the one behind it.
     */
    private boolean isThere(byte[] row, SQLException cause) {
        byte[] empty = LogRow.empty(next, checksum);
        byte[] found = asked(() -> {
            try {
                Term.Moment asked = term.now();
                LogTables.insert(connection, table, next, epoch, List.of(empty));
                term.renew(asked);
                return empty;
            } catch (SQLException e) {
                if (!Failures.isTaken(e)) {
                    throw e;
                }
                byte[] there = LogTables.written(connection, table, next, epoch);
                return there == null ? new byte[0] : there;
            }
        });
        if (row != null && Arrays.equals(found, row)) {
            return true;
        }
        if (!Arrays.equals(found, empty)) {
            throw lost(cause);
        }
        checksum = LogRow.checksum(empty);
        next++;
        return false;
    }

    /** Gives up, unless it was the connection that failed and there is time to make another. */
    private void requireLost(String what, SQLException e) {
        if (Failures.isTaken(e)) {
            throw lost(e);
        }
        if (!Failures.isConnectionLost(e)) {
            throw Failures.translate(what + " in " + settings.where(), "Nothing of it was stored.", e);
        }
    }

    private StoreLostException lost(SQLException cause) {
        term.end();
        return new StoreLostException("Another process has taken over the store in " + settings.where() + ".", cause);
    }

    private void requireOwned() {
        if (term.isOver()) {
            throw new StoreLostException(
                    "The store in " + settings.where() + " could not be written to for longer than the term of "
                            + settings.term().toMillis() + " ms that its owner has: another process may have taken it"
                            + " over.");
        }
    }

    /** Sees that there is a connection. After one was lost, not at once, and as long as the term lasts. */
    private void connect(SQLException lost) throws SQLException {
        if (connection != null) {
            return;
        }
        if (lost != null) {
            pause();
        }
        requireOwned();
        connection = connections.open(Duration.ofMillis(Math.max(1, term.millisLeft())));
    }

    private void pause() {
        try {
            if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                term.end();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            term.end(); // nobody knows what was written, and nobody waits to learn it
        }
    }

    /** Nothing of a transaction is kept; a connection that is of no use is closed. */
    private void abort(Throwable cause) {
        Connection used = connection;
        if (used == null) {
            return;
        }
        connection = null;
        boolean whole = !(cause instanceof SQLException e && Failures.isConnectionLost(e));
        if (whole) {
            try {
                if (!used.getAutoCommit()) {
                    used.rollback();
                    used.setAutoCommit(true);
                }
                connection = used;
                return;
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
        Failures.closeQuietly(used, cause);
    }

    /** Who waits for the database waits no longer. */
    void hurry() {
        closing.countDown();
    }

    /** Says that the owner is gone, so that nobody waits for the end of its term. */
    void close() throws SQLException {
        try {
            if (!term.isOver() && connection != null) {
                LogTables.insertOwner(
                        connection, table, next, epoch, settings.node(), true, LogRow.empty(next, checksum));
                Notices.tell(connection, settings);
            }
        } catch (SQLException e) {
            if (!Failures.isTaken(e)) { // by who has taken over
                throw e;
            }
        } finally {
            term.end();
            if (connection != null) {
                connection.close();
            }
        }
    }
}
