package org.leasemq.store.derby.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.leasemq.store.block.LogRow;

/**
 * A file of Derby's own log, read without Derby. After a header it holds groups of records; each group was one write, which
 * ended before the next began, and begins with a record that has its length and its checksum. Every record tells its own place.
 */
final class DerbyLogFile {
    private static final Pattern NAME = Pattern.compile("log(\\d{1,18})\\.dat");

    /** Where the first group begins. */
    static final int HEADER = 24;

    private static final int FORMAT = 0x80;
    private static final int PREVIOUS = 16;

    /** Length and place before a record, and its length once more behind it. */
    private static final int RECORD_HEAD = 12;

    private static final int RECORD_OVERHEAD = 16;

    /** What a record of a group's checksum holds: length, and the beginning of its content. */
    private static final int CHECKSUM_RECORD = 21;

    private static final long CHECKSUM_BEGINS = 0x0081_4900_0000_01C5L;
    private static final int CRC32_ALGORITHM = 1;
    private static final int CHECKSUMMED = CHECKSUM_RECORD + RECORD_OVERHEAD;

    /** A record: its own format, and that of the transaction's id in it. */
    private static final int RECORD_FORMAT = 0x0081;

    private static final int TRANSACTION_FORMAT = 0x0093;
    private static final int INSERT = 103;
    private static final int CHECKPOINT = 263;

    private final Path path;
    private final long number;
    private final ByteBuffer bytes;

    private DerbyLogFile(Path path, long number, ByteBuffer bytes) {
        this.path = path;
        this.number = number;
        this.bytes = bytes;
    }

    private static String name(long number) {
        return "log" + number + ".dat";
    }

    /**
     * The first file that is not there, of those from the last checkpoint on; null if all are. While a database is open, its
     * checkpoints move on, and what is before them is deleted.
     */
    static String missing(Path directory) throws IOException {
        long checkpoint = checkpoint(directory);
        while (true) {
            Set<String> names = names(directory);
            long now = checkpoint(directory);
            if (now == checkpoint) {
                return missing(checkpoint, names);
            }
            checkpoint = now;
        }
    }

    private static String missing(long checkpoint, Set<String> names) {
        long first = checkpoint >>> 32;
        long last = names.stream().mapToLong(DerbyLogFile::number).max().orElse(0);
        for (long number = first; checkpoint != 0 && number <= Math.max(first, last); number++) {
            if (!names.contains(name(number))) {
                return name(number);
            }
        }
        return null;
    }

    private static long number(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** 0 if that is not to be read, as in the moment in which it is written. */
    private static long checkpoint(Path directory) throws IOException {
        LogControl control = LogControl.in(directory);
        return control == null ? 0 : control.checkpoint();
    }

    /** Null if there is no such file. */
    static DerbyLogFile open(Path directory, long number) throws IOException {
        Path path = directory.resolve(name(number));
        if (!Files.exists(path)) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = Math.min(channel.size(), Integer.MAX_VALUE);
            return new DerbyLogFile(path, number, channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
        }
    }

    Path path() {
        return path;
    }

    int length() {
        return bytes.limit();
    }

    boolean hasHeader() {
        return bytes.limit() >= HEADER && bytes.getInt(0) == FORMAT && bytes.getLong(8) == number;
    }

    /**
     * Whether this file was begun where the one before ends. A file that was closed ends with a mark of four bytes, inside its
     * last group or behind it.
     */
    boolean follows(DerbyLogFile before, int end) {
        if (!hasHeader()) {
            return false;
        }
        long previous = bytes.getLong(PREVIOUS);
        return previous == before.instant(end) || previous == before.instant(end - Integer.BYTES);
    }

    /** What Derby calls a place in this file. */
    long instant(int at) {
        return number << 32 | at;
    }

    /** Where the group ends that begins at a place, or -1 if there is none that is whole. */
    int group(int at) {
        if (!beginsGroup(at)) {
            return -1;
        }
        int content = at + RECORD_HEAD + Long.BYTES;
        int length = bytes.getInt(content + 1);
        int from = at + CHECKSUMMED;
        if (bytes.get(content) != CRC32_ALGORITHM || length < 0 || length > bytes.limit() - from) {
            return -1;
        }
        CRC32 sum = new CRC32();
        sum.update(bytes.slice(from, length));
        return sum.getValue() == bytes.getLong(content + 5) ? from + length : -1;
    }

    private boolean beginsGroup(int at) {
        return at <= bytes.limit() - CHECKSUMMED
                && bytes.getInt(at) == CHECKSUM_RECORD
                && bytes.getLong(at + 4) == instant(at)
                && bytes.getLong(at + RECORD_HEAD) == CHECKSUM_BEGINS
                && bytes.getInt(at + RECORD_HEAD + CHECKSUM_RECORD) == CHECKSUM_RECORD;
    }

    /** The next place at which a group begins, or -1. */
    int nextGroup(int from) {
        for (int at = from; at <= bytes.limit() - CHECKSUMMED; at++) {
            if (bytes.getInt(at) == CHECKSUM_RECORD && beginsGroup(at)) {
                return at;
            }
        }
        return -1;
    }

    /** The highest number of a row of ours that was inserted in a group, or -1. */
    long lastRow(int group, int end) {
        long last = -1;
        int at = group + CHECKSUMMED;
        while (at <= end - RECORD_OVERHEAD) {
            int length = bytes.getInt(at);
            if (length <= 0 || length > end - at - RECORD_OVERHEAD) {
                return last; // the mark at the end of a file
            }
            if (is(INSERT, at + RECORD_HEAD, length)) {
                last = Math.max(last, rowIn(at + RECORD_HEAD, at + RECORD_HEAD + length));
            }
            at += length + RECORD_OVERHEAD;
        }
        return last;
    }

    /** The last checkpoint in whole groups before a place, or -1. */
    int lastCheckpoint(int before) {
        int found = -1;
        int group = hasHeader() ? nextGroup(HEADER) : -1;
        while (group >= 0 && group < before) {
            int groupEnd = group(group);
            int at = group + CHECKSUMMED;
            while (at <= groupEnd - RECORD_OVERHEAD && at < before) {
                int length = bytes.getInt(at);
                if (length <= 0 || length > groupEnd - at - RECORD_OVERHEAD) {
                    break; // the mark at the end of a file
                }
                if (is(CHECKPOINT, at + RECORD_HEAD, length) && needed(at) > 0) {
                    found = at;
                }
                at += length + RECORD_OVERHEAD;
            }
            group = nextGroup(Math.max(groupEnd, group + 1));
        }
        return found;
    }

    private boolean is(int operation, int record, int length) {
        if (length < 20 || bytes.getShort(record) != RECORD_FORMAT) {
            return false;
        }
        int transaction = record + 2 + ((bytes.get(record + 2) & 0x40) == 0 ? 1 : 2);
        int id = transaction + 2;
        int first = bytes.get(id) & 0xFF;
        int idLength = (first & 0x80) != 0 ? 8 : (first & 0x40) != 0 ? 4 : 2;
        return bytes.getShort(transaction) == TRANSACTION_FORMAT && bytes.getShort(id + idLength) == operation;
    }

    private long rowIn(int from, int to) {
        int mark = ByteBuffer.wrap(LogRow.MARK).getInt();
        for (int at = from; at <= to - LogRow.FRAME; at++) {
            if (bytes.getInt(at) == mark) {
                int size = LogRow.size(bytes, at);
                if (size > 0 && size <= to - at) {
                    return bytes.getLong(at + LogRow.MARK.length);
                }
            }
        }
        return -1;
    }

    /** The earlier of the two places from which a checkpoint needs the log; the checkpoint itself if that cannot be read. */
    long needed(int checkpoint) {
        if (checkpoint < HEADER || checkpoint > bytes.limit() - RECORD_HEAD) {
            return -1;
        }
        int end = checkpoint + RECORD_HEAD + bytes.getInt(checkpoint);
        if (bytes.getLong(checkpoint + 4) != instant(checkpoint) || end > bytes.limit() || end < checkpoint) {
            return -1;
        }
        for (int at = checkpoint + RECORD_HEAD; at <= end - 18; at++) {
            // format of a checkpoint, then two places as numbers of eight bytes with a flag
            if (bytes.getShort(at) == CHECKPOINT && bytes.get(at + 2) < 0 && bytes.get(at + 10) < 0) {
                return Math.min(bytes.getLong(at + 2), bytes.getLong(at + 10)) & Long.MAX_VALUE;
            }
        }
        return -1;
    }
}
