package org.leasemq.store.derby.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.leasemq.log.Logs;
import org.leasemq.store.StoreException;
import org.leasemq.store.block.Damage;

/**
 * A small file beside the database that says which store is there, and how far its log was acknowledged. It is written after
 * each batch and never synced, so that it costs about a microsecond: it survives the death of the process, and after a power
 * cut it may be some seconds old, but it never tells of more than was durable. A log that ends before it has lost something.
 *
 * <p>One line of text, always of the same length. Not thread-safe.
 */
public final class Mark implements AutoCloseable {
    /** Name of the file. */
    public static final String NAME = "leasemq.mark";

    /** Of stores that nothing outlives. */
    public static final Mark NONE = new Mark(null, null);

    private static final System.Logger LOG = Logs.of(Mark.class);
    private static final Pattern FORM =
            Pattern.compile("(LeaseMQ store ([0-9a-f-]{36}) acknowledged before row ([0-9]{19}) )([0-9a-f]{8})\n");
    private static final int DIGITS = 19;
    private static final int HEX_DIGITS = 8;

    private final Path file;
    private final Content found;
    private final CRC32C sum = new CRC32C();
    private RandomAccessFile out;
    private byte[] line;
    private boolean failed;

    /**
     * What such a file says.
     *
     * @param store the identity of the store
     * @param next the number after the last row that was acknowledged
     */
    record Content(UUID store, long next) {}

    private Mark(Path file, Content found) {
        this.file = file;
        this.found = found;
    }

    /** Looks at the mark in the directory of a store; there need not be one, and one that makes no sense tells nothing. */
    public static Mark in(Path directory) {
        Path file = directory.resolve(NAME);
        return new Mark(file, Files.exists(file) ? read(file) : null);
    }

    private static Content read(Path file) {
        try {
            Matcher line = FORM.matcher(new String(Files.readAllBytes(file), US_ASCII));
            if (line.matches() && Integer.parseUnsignedInt(line.group(4), 16) == sum(line.group(1))) {
                return new Content(UUID.fromString(line.group(2)), Long.parseLong(line.group(3)));
            }
            LOG.log(
                    Level.WARNING,
                    "The file " + file
                            + " cannot be made sense of, so that nothing tells how far the log of this store was"
                            + " acknowledged. It is written anew.");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The file " + file + " cannot be read. It is written anew.", e);
        }
        return null;
    }

    private static int sum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(US_ASCII));
        return (int) sum.getValue();
    }

    /** The number after the last row that is known to have been acknowledged; 0 if nothing is known. */
    public long acknowledged() {
        return found == null ? 0 : found.next();
    }

    /** Refuses the database of another store. */
    public void requireStore(UUID identity) {
        if (found != null && !found.store().equals(identity)) {
            throw new StoreException("The database beside " + file + " is that of store " + identity
                    + ", but the store here was " + found.store()
                    + ": its files have been mixed up. It was left untouched."
                    + " Put the right database back; or, if this one is meant, remove " + NAME + " and open it again.");
        }
    }

    private void requireAcknowledged(long next) {
        if (next < acknowledged()) {
            throw new StoreException("The log in the database beside " + file + " ends before row " + next
                    + ", but rows up to " + (acknowledged() - 1) + " were acknowledged: "
                    + (acknowledged() - next) + " are missing, and messages with them. " + Damage.ADVICE
                    + " If an older copy of the database was put here on purpose, remove " + NAME
                    + " and open it again.");
        }
    }

    /**
     * Refuses a database whose own log has lost something that was acknowledged, before Derby opens it; see
     * {@link DerbyLog#prepare}.
     *
     * @param acknowledged the number after the last row that was acknowledged
     */
    public void requireWhole(long acknowledged) {
        if (file != null) {
            DerbyLog.prepare(file.resolveSibling(StoreDirectory.DATABASE), acknowledged);
        }
    }

    /**
     * The store is open: from now on the file is kept up to date.
     *
     * @throws StoreException if its log ends before what was acknowledged
     */
    public void begin(UUID identity, long next) {
        requireAcknowledged(next);
        if (file == null) {
            return;
        }
        line = ("LeaseMQ store " + identity + " acknowledged before row " + "0".repeat(DIGITS) + " "
                        + "0".repeat(HEX_DIGITS) + "\n")
                .getBytes(US_ASCII);
        try {
            out = new RandomAccessFile(file.toFile(), "rw");
            out.setLength(line.length);
            acknowledged(next);
            out.getFD().sync();
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Everything before a row is durable. Never fails: the batch has been stored. */
    public void acknowledged(long next) {
        if (out == null || failed) {
            return;
        }
        int end = line.length - 1;
        sum.reset();
        number(next, end - HEX_DIGITS - 1 - DIGITS);
        sum.update(line, 0, end - HEX_DIGITS);
        hex((int) sum.getValue(), end - HEX_DIGITS);
        try {
            out.seek(0);
            out.write(line);
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        failed = true;
        LOG.log(
                Level.WARNING,
                "The file " + file
                        + " cannot be written, so that damage to the end of the log would not be noticed. Nothing is"
                        + " lost.",
                e);
    }

    private void number(long value, int at) {
        long rest = value;
        for (int i = at + DIGITS - 1; i >= at; i--) {
            line[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private void hex(int value, int at) {
        for (int i = 0; i < HEX_DIGITS; i++) {
            int digit = value >>> 28 - 4 * i & 0xF;
            line[at + i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
    }

    @Override
    public void close() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "The file " + file + " could not be closed", e);
            }
        }
    }
}
