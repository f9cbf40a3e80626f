package org.leasemq.store.derby.examination;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.leasemq.log.Logs;
import org.leasemq.store.Change;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.block.Block;
import org.leasemq.store.block.BlockAssembly;
import org.leasemq.store.block.BlockReader;
import org.leasemq.store.block.Damage;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;
import org.leasemq.store.derby.database.DerbyDatabase;
import org.leasemq.store.derby.failure.Failures;
import org.leasemq.store.derby.files.DerbyLog;
import org.leasemq.store.derby.files.Mark;
import org.leasemq.store.derby.files.StoreDirectory;
import org.leasemq.store.derby.schema.QueueTable;
import org.leasemq.store.derby.segment.SegmentTable;

/**
 * Finds out what is whole in a store, also in one that does not open, and writes it into a new one. Works on a copy, since
 * Derby changes a database when it opens it; the store itself is left as it is.
 */
public final class DerbyExamination {
    private static final String COPY = "copy";
    private static final String REBUILT = "rebuilt";
    /** Nobody reads more, and there is no end to what can be wrong. */
    private static final int MOST_FINDINGS = 1000;

    private static final System.Logger LOG = Logs.of(DerbyExamination.class);

    private final Path scratch;
    private final InstantSource clock;
    private final List<String> findings = new ArrayList<>();
    /** Rows that came before others that stand before them: of one segment at most. */
    private final TreeMap<Long, byte[]> held = new TreeMap<>();

    private final List<Block> complete = new ArrayList<>(1);
    /** Rows that stand in the files and that Derby does not show; null until they have been looked for. */
    private RawRows raw;

    private long first = -1;
    private long next = -1;
    private long whole;
    /** Then messages of other queues are left of queues that were deleted. */
    private boolean definitionsRead;

    private BlockAssembly assembly;
    private Rebuilding rebuilding;

    private DerbyExamination(Path scratch, InstantSource clock) {
        this.scratch = scratch;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param findings what is wrong, a sentence each; empty if nothing is
     * @param first the number of the first row of the log
     * @param last the number of the last row that was found
     * @param whole how many rows are whole
     * @param rebuilt the directory of a store that holds all that is whole
     */
    public record Result(List<String> findings, long first, long last, long whole, Path rebuilt) {}

    /**
     * Examines a store that nobody has open.
     *
     * @param directory its directory
     * @param scratch an empty directory, with room for the store two times
     * @param clock tells when the new store was made
     * @throws StoreException if the store is in use, or there is none
     */
    public static Result examine(Path directory, Path scratch, InstantSource clock) {
        Path absolute = directory.toAbsolutePath().normalize();
        StoreDirectory home = StoreDirectory.hold(absolute);
        try {
            DerbyExamination examination = new DerbyExamination(scratch, clock);
            examination.lookAt(home);
            examination.copy(home);
            if (examination.findings.isEmpty()) {
                examination.open(absolute);
            }
            examination.rebuild(home.database());
            long missing = Mark.in(absolute).acknowledged() - examination.next;
            if (missing > 0) {
                examination.finding("Rows " + examination.next + " to " + (examination.next + missing - 1)
                        + " of the log were acknowledged and are missing.");
            }
            return new Result(
                    List.copyOf(examination.findings),
                    examination.first,
                    examination.next - 1,
                    examination.whole,
                    scratch.resolve(REBUILT));
        } catch (IOException | SQLException e) {
            throw new StoreException(
                    "The store in " + absolute + " could not be examined with " + scratch + ": " + e
                            + ". See that there is room for it twice, or name another scratch directory.",
                    e);
        } finally {
            home.release();
        }
    }

    private void lookAt(StoreDirectory home) {
        try {
            DerbyLog.check(home.database(), Mark.in(home.directory()).acknowledged());
        } catch (StoreException e) {
            finding(e.getMessage());
        }
    }

    private void copy(StoreDirectory home) throws IOException {
        Path copy = Files.createDirectories(scratch.resolve(COPY));
        copy(home.database(), copy.resolve(StoreDirectory.DATABASE));
        Path mark = home.directory().resolve(Mark.NAME);
        if (Files.exists(mark)) {
            copyContent(mark, copy.resolve(Mark.NAME));
        }
    }

    /** Does with the copy what is done when the store is opened: what is wrong with it then may be in none of its rows. */
    private void open(Path directory) {
        DerbySettings settings = DerbySettings.defaults().withCreate(false).withReserveBytes(0);
        Path copy = scratch.resolve(COPY).toAbsolutePath().normalize();
        try (DerbyStore store = DerbyStore.open(copy, settings, clock)) {
            store.recover(new Nobody());
        } catch (StoreException e) {
            finding("It does not open: " + e.getMessage().replace(copy.toString(), directory.toString()));
        }
    }

    /** Has no use for what is in the store. */
    private static final class Nobody implements Store.Recovery {
        @Override
        public void replay(long location, Change change) {
            // it could be read
        }

        @Override
        public LongStream liveLocations() {
            return LongStream.empty();
        }
    }

    /** Not with its permissions: what is kept for reading only has to be opened here. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path made = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectory(made);
                } else {
                    copyContent(file, made);
                }
            }
        }
    }

    private static void copyContent(Path from, Path to) throws IOException {
        try (InputStream content = Files.newInputStream(from)) {
            Files.copy(content, to);
        }
    }

    /**
     * With rows that stand in the files of the store itself, where Derby has not wiped out what it cannot read. Which those are
     * is looked for first, so that no more of the log has to be in memory than one segment of it.
     */
    private void rebuild(Path files) throws IOException, SQLException {
        try (Rebuilding into = Rebuilding.in(scratch.resolve(REBUILT), clock)) {
            rebuilding = into;
            readWithDerby(files);
            if (raw == null) {
                raw = RawRows.in(files, number -> true);
            }
            takeAll(Long.MAX_VALUE);
            next = next < 0 ? Math.max(1, first) : next;
            if (!definitionsRead) {
                into.nameTheUnknown();
            }
        }
    }

    /**
     * As far as Derby can read it. It shuts the database down where it finds a page that is broken: so each table is read with
     * a connection of its own, which boots the database again, and what cannot be read is looked for in the files.
     */
    private void readWithDerby(Path files) throws IOException, SQLException {
        Path copy = scratch.resolve(COPY).resolve(StoreDirectory.DATABASE);
        DerbyDatabase database = DerbyDatabase.in(copy);
        makeReady(copy);
        try {
            NavigableSet<Long> segments = segments(database);
            RowRanges known = new RowRanges();
            segments.forEach(segment -> listRows(database, segment, known));
            // one that is there may tell which of several that are missing was the one before it
            raw = RawRows.in(files, number -> !known.contains(number) || !known.contains(number - 1));
            for (long segment : segments) {
                if (first < 0) {
                    first = segment;
                    begin(segment);
                }
                Long following = segments.higher(segment);
                long end = following == null ? Long.MAX_VALUE : following;
                if (!readSegment(database, segment)) {
                    raw = RawRows.in(
                            files,
                            number -> number >= segment || !known.contains(number) || !known.contains(number - 1));
                }
                takeAll(end);
            }
        } catch (SQLException | RuntimeException e) {
            finding("Derby cannot open the database", e);
        } finally {
            shutDown(database);
        }
    }

    private static void shutDown(DerbyDatabase database) {
        try {
            database.shutDown();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The copy of a damaged database could not be shut down in good order", e);
        }
    }

    private NavigableSet<Long> segments(DerbyDatabase database) throws SQLException {
        try (Connection connection = database.boot(false)) {
            readQueues(connection);
        }
        try (Connection connection = database.boot(false)) {
            NavigableSet<Long> segments = SegmentTable.list(connection).navigableKeySet();
            connection.rollback();
            return segments;
        }
    }

    private static void makeReady(Path database) {
        try {
            DerbyLog.prepare(database, 0);
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "What is wrong was told when the log itself was looked through", e);
        }
    }

    private void readQueues(Connection connection) throws SQLException {
        try {
            QueueTable.each(connection, rebuilding::queue);
            connection.rollback();
            definitionsRead = true;
        } catch (SQLException e) {
            finding("The definitions of queues cannot be read", e);
        }
    }

    private static void listRows(DerbyDatabase database, long segment, RowRanges known) {
        try (Connection connection = database.boot(false);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM " + SegmentTable.table(segment))) {
            while (row.next()) {
                known.add(row.getLong(1));
            }
            connection.rollback();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "What cannot be read is told when it is read", e);
        }
    }

    /**
     * Takes rows as they come, which is nearly in their order, and holds back those that come too early.
     *
     * @return whether it could be read to its end
     */
    private boolean readSegment(DerbyDatabase database, long segment) throws IOException {
        try (Connection connection = database.boot(false);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, data FROM " + SegmentTable.table(segment))) {
            while (row.next()) {
                held.put(row.getLong(1), row.getBytes(2));
                while (!held.isEmpty() && held.firstKey() == next) {
                    take(next, held.pollFirstEntry().getValue());
                }
            }
            connection.rollback();
            return true;
        } catch (SQLException e) {
            finding("Table segment_" + segment + " of the database cannot be read to its end", e);
            return false;
        }
    }

    private void finding(String what, Exception e) {
        String reason = e instanceof SQLException sql
                ? Failures.translate(what, "", sql).getMessage()
                : what + ": " + e;
        finding(reason);
    }

    private void finding(String what) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(what.replace(" " + Damage.ADVICE, "").strip());
        }
    }

    /** Takes what is left before a number, in order: what is held back, and for what is missing what stands in the files. */
    private void takeAll(long end) throws IOException {
        long from = Math.max(next, first);
        if (from < end) {
            for (long number : raw.numbers(from, end)) {
                takeHeld(number);
                if (!held.containsKey(number) && number >= next) {
                    take(number, raw.read(number));
                }
            }
        }
        takeHeld(Long.MAX_VALUE);
    }

    private void takeHeld(long end) throws IOException {
        while (!held.isEmpty() && held.firstKey() < end) {
            Map.Entry<Long, byte[]> row = held.pollFirstEntry();
            if (row.getKey() >= next) {
                take(row.getKey(), row.getValue());
            }
        }
    }

    private void begin(long number) {
        next = number;
        assembly = new BlockAssembly(number, complete::add);
    }

    /** Takes the next row there is. */
    private void take(long number, byte[] row) throws IOException {
        if (next < 0) {
            first = number;
            begin(number);
        } else if (number != next) {
            finding("Rows " + next + " to " + (number - 1) + " of the log are missing.");
            begin(number);
        }
        next = number + 1;
        try {
            append(number, row);
        } catch (SQLException e) {
            throw new IOException("what is whole could not be written: " + e.getMessage(), e);
        } finally {
            complete.clear();
        }
    }

    private void append(long number, byte[] row) throws SQLException {
        try {
            assembly.row(number, row);
            whole++;
            for (Block block : complete) {
                rebuilding.block(BlockReader.changes(block));
            }
        } catch (StoreException e) {
            finding(e.getMessage());
            assembly = new BlockAssembly(number + 1, complete::add);
        }
    }
}
