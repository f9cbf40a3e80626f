package org.leasemq.store.derby;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.leasemq.store.StoreException;

/**
 * Looks through Derby's own log before Derby does. Derby takes the first place that it cannot read for the end, as it is after
 * a power cut, and wipes out what is behind it: then damage in the middle loses all that came later, without a word. But one
 * write ends before the next begins, so that a write behind that place tells that the place was once whole. And a log that
 * ends before what the {@link Mark} knows to have been acknowledged has lost something.
 */
final class DerbyLog {
    private static final int CONTROL_FORMAT = 0x80;
    private static final int CHECKPOINT = 8;
    private static final int CHECKSUM_LENGTH = 8;

    private final Path directory;
    private final long acknowledged;
    private long lastRow = -1;

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
    static void check(Path database, long acknowledged) {
        try {
            new DerbyLog(database.resolve("log"), acknowledged).check();
        } catch (IOException e) {
            throw new StoreException(
                    "The log of the database " + database + " could not be read: " + e + ". " + Damage.ADVICE, e);
        }
    }

    private void check() throws IOException {
        long checkpoint = checkpoint("log.ctrl");
        if (checkpoint <= 0) {
            checkpoint = checkpoint("logmirror.ctrl");
        }
        if (checkpoint <= 0) {
            return; // Derby says what is wrong with it
        }
        DerbyLogFile file = DerbyLogFile.open(directory, checkpoint >>> 32);
        if (file == null) {
            throw new StoreException("The store is damaged: the file " + directory.resolve("log" + (checkpoint >>> 32))
                    + ".dat, with the last checkpoint of its database, is missing. It was left untouched. "
                    + Damage.ADVICE);
        }
        long needed = file.needed((int) checkpoint);
        if (needed <= 0 || needed > checkpoint) {
            throw damaged(file, (int) checkpoint);
        }
        walk(needed);
        if (lastRow >= 0 && lastRow + 1 < acknowledged) {
            throw new StoreException("The store is damaged: the log of its database, in " + directory
                    + ", ends with row " + lastRow + ", but rows up to " + (acknowledged - 1)
                    + " were acknowledged. It was left untouched. " + Damage.ADVICE);
        }
    }

    private long checkpoint(String name) throws IOException {
        Path path = directory.resolve(name);
        byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
        int length = bytes.length - CHECKSUM_LENGTH;
        if (length < CHECKPOINT + Long.BYTES) {
            return -1;
        }
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        ByteBuffer control = ByteBuffer.wrap(bytes);
        boolean whole = control.getInt(0) == CONTROL_FORMAT && control.getLong(length) == sum.getValue();
        return whole ? control.getLong(CHECKPOINT) : -1;
    }

    private void walk(long needed) throws IOException {
        long number = needed >>> 32;
        DerbyLogFile file = DerbyLogFile.open(directory, number);
        while (file != null) {
            if (!file.hasHeader()) {
                requireEnd(file, DerbyLogFile.HEADER, number);
                return;
            }
            int end = end(file, needed);
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
    private int end(DerbyLogFile file, long needed) {
        int at = DerbyLogFile.HEADER;
        while (true) {
            int end = file.group(at);
            if (end >= 0) {
                lastRow = Math.max(lastRow, file.lastRow(at, end));
                at = end;
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
    private void requireEnd(DerbyLogFile last, int end, long number) throws IOException {
        DerbyLogFile file = last;
        int from = end;
        for (long later = number; file != null; file = DerbyLogFile.open(directory, later)) {
            if (file.nextGroup(file == last ? from + 1 : DerbyLogFile.HEADER) >= 0) {
                throw damaged(last, end);
            }
            later++;
        }
    }

    private static StoreException damaged(DerbyLogFile file, int at) {
        return new StoreException("The store is damaged: the file " + file.path()
                + " of its database cannot be read at byte "
                + at + ", and more was written behind that. It was left untouched: opened as it is, all that was"
                + " acknowledged later would be lost. " + Damage.ADVICE);
    }
}
