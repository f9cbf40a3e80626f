package org.leasemq.store.derby.files;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.leasemq.log.Logs;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoreFullException;
import org.leasemq.store.block.Damage;
import org.leasemq.store.derby.failure.Failures;

/**
 * Looks through Derby's own log before Derby does. Derby takes the first place that it cannot read for the end, as it is after
 * a power cut, and wipes out what is behind it: then damage in the middle loses all that came later, without a word. But one
 * write ends before the next begins, so that a write behind that place tells that the place was once whole. And a log that
 * ends before what the {@link Mark} knows to have been acknowledged has lost something.
 */
public final class DerbyLog {
    private static final System.Logger LOG = Logs.of(DerbyLog.class);

    /** A checkpoint that was not written would have come within so many bytes behind the end. */
    private static final int BEFORE_CHECKPOINT = 1_000;

    /** Derby makes no checkpoint at start, and so writes nothing, if less than this has come since the last one. */
    private static final int NOTHING_TO_DO = 1_000;

    /** What Derby has at least to write to its log at start. */
    private static final int ROOM = 64 << 10;

    private final Path directory;
    private final long acknowledged;
    private LogControl control;
    /** The checkpoint from which the log can be read, if it is not the one that is named. */
    private long earlier;
    /** From where on the log is needed; 0 if that is for Derby to say. */
    private long needed;

    private long lastRow = -1;
    /** The last file, and where the log ends in it. */
    private DerbyLogFile last;

    private int end;

    private DerbyLog(Path directory, long acknowledged) {
        this.directory = directory;
        this.acknowledged = acknowledged;
    }

    /**
     * Refuses a database whose log is damaged. Changes nothing.
     *
     * @param database the directory of the database
     * @param acknowledged the number after the last row that is known to have been acknowledged, 0 if nothing is known
     */
    public static void check(Path database, long acknowledged) {
        at(database, acknowledged, DerbyLog::check);
    }

    /**
     * Refuses a database whose log is damaged, and makes others ready to be opened. While it recovers, Derby names its new
     * checkpoint in the control files before it writes the checkpoint to the log: if the process dies in between, or the disk
     * is full, the next start finds no checkpoint there. So the one before it is named again, since the log has all that came
     * after it; and Derby does not begin unless what it is going to write has its place in the log.
     *
     * @throws StoreFullException if there is no room for that
     */
    public static void prepare(Path database, long acknowledged) {
        at(database, acknowledged, log -> {
            log.check();
            log.nameEarlier();
            log.makeRoom();
        });
    }

    private interface Step {
        void with(DerbyLog log) throws IOException;
    }

    private static void at(Path database, long acknowledged, Step step) {
        try {
            step.with(new DerbyLog(database.resolve("log"), acknowledged));
        } catch (IOException e) {
            throw new StoreException(
                    "The log of the database " + database + " could not be read: " + e + ". " + Damage.ADVICE, e);
        }
    }

    private void check() throws IOException {
        control = LogControl.in(directory);
        if (control == null) {
            return; // Derby says what is wrong with it
        }
        long checkpoint = control.checkpoint();
        DerbyLogFile file = DerbyLogFile.open(directory, checkpoint >>> 32);
        if (file == null) {
            throw new StoreException("The store is damaged: the file " + directory.resolve("log" + (checkpoint >>> 32))
                    + ".dat, with the last checkpoint of its database, is missing. It was left untouched. "
                    + Damage.ADVICE);
        }
        needed = file.needed((int) checkpoint);
        if (needed <= 0) {
            earlier = checkpointBefore(checkpoint);
            needed = earlier == 0
                    ? 0
                    : DerbyLogFile.open(directory, earlier >>> 32).needed((int) earlier);
        }
        if (needed <= 0 || needed > checkpoint) {
            throw noCheckpoint(file, checkpoint);
        }
        walk();
        if (earlier != 0 && !isNext(checkpoint)) {
            throw noCheckpoint(file, checkpoint);
        }
        if (lastRow >= 0 && lastRow + 1 < acknowledged) {
            throw new StoreException("The store is damaged: the log of its database, in " + directory
                    + ", ends with row " + lastRow + ", but rows up to " + (acknowledged - 1)
                    + " were acknowledged. It was left untouched. " + Damage.ADVICE);
        }
    }

    /** The last checkpoint that is written before a place; 0 if there is none. */
    private long checkpointBefore(long place) throws IOException {
        long number = place >>> 32;
        for (DerbyLogFile file = DerbyLogFile.open(directory, number); file != null; ) {
            int found = file.lastCheckpoint(number == place >>> 32 ? (int) place : Integer.MAX_VALUE);
            if (found > 0) {
                return file.instant(found);
            }
            number--;
            file = DerbyLogFile.open(directory, number);
        }
        return 0;
    }

    /** Whether it is what would have been written next. */
    private boolean isNext(long checkpoint) {
        if (last == null) {
            return false;
        }
        long distance = checkpoint - last.instant(end);
        return distance > 0 && distance <= BEFORE_CHECKPOINT;
    }

    private void nameEarlier() throws IOException {
        if (earlier != 0) {
            LOG.log(
                    Level.INFO,
                    "The last checkpoint of the database, which " + directory + " names, was not written any more:"
                            + " the database is recovered from the one before it");
            control.write(earlier);
        }
    }

    /** Zeros behind its end are what Derby itself has there as long as a log is short. */
    private void makeRoom() throws IOException {
        if (last == null || last.length() - end >= ROOM) {
            return;
        }
        try (FileChannel channel = FileChannel.open(last.path(), StandardOpenOption.WRITE)) {
            long before = channel.size();
            boolean done = false;
            try {
                ByteBuffer zeros = ByteBuffer.allocate((int) (end + ROOM - before));
                while (zeros.hasRemaining()) {
                    channel.write(zeros, before + zeros.position());
                }
                channel.force(true);
                done = true;
            } finally {
                if (!done) {
                    channel.truncate(before);
                }
            }
        } catch (IOException e) {
            if (last.instant(end) - needed >= NOTHING_TO_DO) {
                throw noRoom(e);
            }
            LOG.log(Level.DEBUG, "Derby has nothing to write when it opens the database, and could not", e);
        }
    }

    private StoreException noRoom(IOException e) {
        String what = "The log of the database, " + last.path() + ", has no room to be recovered";
        return Failures.isDiskFull(e)
                ? new StoreFullException(
                        what + ": the disk is full. It was left as it is. Free space on the disk, and open it again.",
                        e)
                : new StoreException(what + ": " + e + ". It was left as it is.", e);
    }

    private void walk() throws IOException {
        long number = needed >>> 32;
        DerbyLogFile file = DerbyLogFile.open(directory, number);
        while (file != null) {
            if (!file.hasHeader()) {
                requireEnd(file, DerbyLogFile.HEADER, number);
                return;
            }
            last = file;
            end = end(file);
            number++;
            DerbyLogFile next = DerbyLogFile.open(directory, number);
            if (next == null || !next.follows(file, end)) {
                requireEnd(file, end, number - 1);
                return;
            }
            file = next;
        }
    }

    /** The end of what is whole in a file. What is broken before it was needed does no harm. */
    private int end(DerbyLogFile file) {
        int at = DerbyLogFile.HEADER;
        while (true) {
            int groupEnd = file.group(at);
            if (groupEnd >= 0) {
                lastRow = Math.max(lastRow, file.lastRow(at, groupEnd));
                at = groupEnd;
                continue;
            }
            int next = file.nextGroup(at + 1);
            if (next < 0) {
                return at;
            }
            if (file.instant(next) > needed) {
                throw damaged(file, at);
            }
            at = next;
        }
    }

    /** Nothing was written behind what is taken for the end. */
    private void requireEnd(DerbyLogFile ending, int from, long number) throws IOException {
        DerbyLogFile file = ending;
        for (long later = number; file != null; file = DerbyLogFile.open(directory, later)) {
            if (file.nextGroup(file == ending ? from + 1 : DerbyLogFile.HEADER) >= 0) {
                throw damaged(ending, from);
            }
            later++;
        }
    }

    private StoreException noCheckpoint(DerbyLogFile file, long checkpoint) {
        return new StoreException(
                "The store is damaged: the last checkpoint of its database is not where it should be, at"
                        + " byte " + (int) checkpoint + " of the file " + file.path() + ". It was left untouched. "
                        + Damage.ADVICE);
    }

    private static StoreException damaged(DerbyLogFile file, int at) {
        return new StoreException("The store is damaged: the file " + file.path()
                + " of its database cannot be read at byte "
                + at + ", and more was written behind that. It was left untouched: opened as it is, all that was"
                + " acknowledged later would be lost. " + Damage.ADVICE);
    }
}
