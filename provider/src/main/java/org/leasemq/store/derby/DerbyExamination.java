package org.leasemq.store.derby;

import java.io.IOException;
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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.leasemq.store.Change;
import org.leasemq.store.StoreException;

/**
 * Finds out what is whole in a store, also in one that does not open, and writes it into a new one. Works on a copy, since
 * Derby changes a database when it opens it; the store itself is left as it is.
 */
public final class DerbyExamination {
    private static final String COPY = "copy";
    private static final String REBUILT = "rebuilt";

    private final Path scratch;
    private final InstantSource clock;
    private final List<String> findings = new ArrayList<>();
    private final TreeMap<Long, byte[]> rows = new TreeMap<>();
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
        Home home = Home.hold(absolute);
        try {
            DerbyExamination examination = new DerbyExamination(scratch, clock);
            examination.lookAt(home);
            copy(home.database(), scratch.resolve(COPY));
            examination.rebuild(RawRows.in(home.database()));
            long missing = Mark.in(absolute).acknowledged() - examination.next;
            if (missing > 0) {
                examination.findings.add("Rows " + examination.next + " to " + (examination.next + missing - 1)
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

    private void lookAt(Home home) {
        try {
            DerbyLog.check(home.database(), Mark.in(home.directory()).acknowledged());
        } catch (StoreException e) {
            findings.add(e.getMessage().replace(" " + Damage.ADVICE, ""));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** With rows that stand in the files of the store itself, where Derby has not wiped out what it cannot read. */
    private void rebuild(RawRows raw) throws IOException, SQLException {
        try (Rebuilding into = Rebuilding.in(scratch.resolve(REBUILT), clock)) {
            rebuilding = into;
            readWithDerby();
            for (long number : raw.numbers()) {
                if (!rows.containsKey(number) && number >= first) {
                    rows.put(number, raw.read(number));
                }
            }
            assemble();
            if (!definitionsRead) {
                into.nameTheUnknown();
            }
        }
    }

    /** As far as Derby can read it. */
    private void readWithDerby() throws SQLException {
        DerbyDatabase database = DerbyDatabase.in(scratch.resolve(COPY));
        try (Connection connection = database.boot(false)) {
            readQueues(connection);
            Map<Long, Boolean> segments = SegmentTable.list(connection);
            for (long segment : segments.keySet()) {
                first = first < 0 ? segment : first;
                readSegment(connection, segment);
            }
            connection.rollback();
        } catch (SQLException | RuntimeException e) {
            finding("Derby cannot open the database", e);
        } finally {
            database.shutDown();
        }
    }

    private void readQueues(Connection connection) throws SQLException {
        try {
            for (Change.PutQueue queue : QueueTable.load(connection).values()) {
                rebuilding.queue(queue);
            }
            definitionsRead = true;
        } catch (SQLException e) {
            finding("The definitions of queues cannot be read", e);
        }
    }

    private void readSegment(Connection connection, long segment) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, data FROM " + SegmentTable.table(segment))) {
            while (row.next()) {
                rows.put(row.getLong(1), row.getBytes(2));
            }
        } catch (SQLException e) {
            finding("Table segment_" + segment + " of the database cannot be read to its end", e);
        }
    }

    private void finding(String what, Exception e) {
        String reason = e instanceof SQLException sql
                ? Failures.translate(what, "", sql).getMessage()
                : what + ": " + e;
        findings.add(reason.strip());
    }

    private void assemble() throws SQLException {
        if (rows.isEmpty()) {
            next = Math.max(1, first);
            return;
        }
        first = first < 0 ? rows.firstKey() : Math.min(first, rows.firstKey());
        next = first;
        List<Block> complete = new ArrayList<>();
        assembly = new BlockAssembly(next, complete::add);
        for (Map.Entry<Long, byte[]> row : rows.entrySet()) {
            if (row.getKey() != next) {
                findings.add("Rows " + next + " to " + (row.getKey() - 1) + " of the log are missing.");
                assembly = new BlockAssembly(row.getKey(), complete::add);
            }
            append(row.getKey(), row.getValue(), complete);
            next = row.getKey() + 1;
        }
    }

    private void append(long number, byte[] row, List<Block> complete) throws SQLException {
        try {
            assembly.row(number, row);
            whole++;
            for (Block block : complete) {
                rebuilding.block(BlockReader.changes(block));
            }
        } catch (StoreException e) {
            findings.add(e.getMessage().replace(" " + Damage.ADVICE, ""));
            assembly = new BlockAssembly(number + 1, complete::add);
        } finally {
            complete.clear();
        }
    }
}
