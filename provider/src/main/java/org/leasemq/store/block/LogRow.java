package org.leasemq.store.block;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A row of the log: a frame, and a part of a block. The frame tells the number of the row, so that one that is found anywhere
 * is known; the checksum of all that is in the row; and that of the row before, so that none is missing or has been put in
 * another's place.
 *
 * <p>The format, in bytes: version (1), "LMQ" (3), number of the row (8), length of the block (4), where the part stands in
 * the block (4), checksum of the row before or 0 (4), CRC32C of everything else in the row (4), the part. Rows of version 1,
 * which are read but not written any more, have no frame: the first of a block begins with the version and the length.
 */
public final class LogRow {
    /** What a row of the present version begins with; also looked for in damaged files. */
    public static final byte[] MARK = {BlockTags.FORMAT, 'L', 'M', 'Q'};

    /** The most that a row holds: two rows fill a page of 32 KiB. */
    public static final int LONGEST = 16_000;

    public static final int FRAME = 28;

    /** The most that one row holds of a block. */
    static final int PART = LONGEST - FRAME;

    private static final int NUMBER = 4;
    private static final int LENGTH = 12;
    private static final int OFFSET = 16;
    private static final int BEFORE = 20;
    private static final int CHECKSUM = 24;

    private final ByteBuffer row;

    private LogRow(byte[] row) {
        this.row = ByteBuffer.wrap(row);
    }

    /** The part of a block that begins at an offset, as a row. */
    static byte[] encode(long number, BlockWriter block, int offset, int before) {
        int part = Math.min(PART, block.length() - offset);
        byte[] row = framed(number, block.length(), offset, before, part);
        block.copy(offset, row, FRAME, part);
        return sealed(row);
    }

    /**
     * A row that holds a block in which nothing is.
     *
     * @param number its number in the log
     * @param before the checksum of the row before
     */
    public static byte[] empty(long number, int before) {
        return sealed(framed(number, 0, 0, before, 0));
    }

    /** A row with room for so many bytes, and everything else but its checksum. */
    private static byte[] framed(long number, int length, int offset, int before, int part) {
        byte[] row = new byte[FRAME + part];
        ByteBuffer.wrap(row)
                .put(MARK)
                .putLong(number)
                .putInt(length)
                .putInt(offset)
                .putInt(before);
        return row;
    }

    private static byte[] sealed(byte[] row) {
        ByteBuffer.wrap(row).putInt(CHECKSUM, sum(row, 0, row.length));
        return row;
    }

    /** A row whose frame can be made sense of, or null. */
    public static LogRow of(byte[] bytes) {
        if (bytes.length < FRAME
                || ByteBuffer.wrap(bytes).getInt() != ByteBuffer.wrap(MARK).getInt()) {
            return null;
        }
        LogRow row = new LogRow(bytes);
        boolean fits = row.offset() >= 0 && row.offset() % PART == 0 && row.length() >= row.offset();
        return fits && bytes.length == FRAME + Math.min(PART, row.length() - row.offset()) ? row : null;
    }

    /** How many bytes a row takes whose frame begins at a place, or -1 if it makes no sense. */
    public static int size(ByteBuffer bytes, int at) {
        int length = bytes.getInt(at + LENGTH);
        int offset = bytes.getInt(at + OFFSET);
        boolean fits = offset >= 0 && offset % PART == 0 && length >= offset;
        return fits ? FRAME + Math.min(PART, length - offset) : -1;
    }

    /** How many rows a block of some length takes. */
    static int rows(int length) {
        return length == 0 ? 1 : (length - 1) / PART + 1;
    }

    public boolean isWhole() {
        return checksum() == sum(row.array(), 0, row.capacity());
    }

    public long number() {
        return row.getLong(NUMBER);
    }

    /** Length of the block. */
    int length() {
        return row.getInt(LENGTH);
    }

    int offset() {
        return row.getInt(OFFSET);
    }

    /** The location of the block it belongs to. */
    long location() {
        return number() - offset() / PART;
    }

    public int before() {
        return row.getInt(BEFORE);
    }

    int checksum() {
        return row.getInt(CHECKSUM);
    }

    public static int checksum(byte[] row) {
        return ByteBuffer.wrap(row).getInt(CHECKSUM);
    }

    void copyPart(byte[] block) {
        System.arraycopy(row.array(), FRAME, block, offset(), row.capacity() - FRAME);
    }

    private static int sum(byte[] row, int from, int to) {
        CRC32C sum = new CRC32C();
        sum.update(row, from, CHECKSUM);
        sum.update(row, from + FRAME, to - from - FRAME);
        return (int) sum.getValue();
    }
}
