package org.leasemq.store.block;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts rows together to blocks, in the order of their numbers, and checks that each is whole and follows the one before.
 * Derby returns rows nearly in that order.
 */
public final class BlockAssembly {
    private final Consumer<Block> blocks;
    private final Map<Long, byte[]> early = new HashMap<>();
    private long next;
    private long location;
    private byte[] block;
    private int filled;
    private int from;

    /** Checksum of the row before; 0 if that has none. */
    private int before;

    /** Whether the row before has been seen. */
    private boolean linked;

    public BlockAssembly(long first, Consumer<Block> blocks) {
        this.next = first;
        this.blocks = blocks;
    }

    public void row(long id, byte[] data) {
        if (id != next) {
            early.put(id, data);
            return;
        }
        append(data);
        for (byte[] later = early.remove(next); later != null; later = early.remove(next)) {
            append(later);
        }
    }

    private void append(byte[] data) {
        boolean old = block == null ? data.length > 0 && data[0] == BlockTags.FORMAT_WITHOUT_FRAMES : from > 0;
        if (old) {
            appendOld(data);
        } else {
            appendFramed(data);
        }
        next++;
        if (filled == block.length) {
            blocks.accept(new Block(location, next, block, from));
            block = null;
        }
    }

    private void appendFramed(byte[] data) {
        LogRow row = LogRow.of(data);
        if (row == null) {
            throw Damage.ofRow(next, "is damaged: it has no frame");
        }
        if (!row.isWhole()) {
            throw Damage.ofRow(next, "is damaged: its checksum is another");
        }
        if (row.number() != next || linked && row.before() != before) {
            throw Damage.ofRow(next, "is not the one that was written there");
        }
        if (block == null) {
            location = next;
            block = new byte[row.length()];
            from = 0;
            filled = 0;
        }
        if (row.offset() != filled || row.length() != block.length) {
            throw Damage.ofRow(next, "belongs to another block");
        }
        row.copyPart(block);
        filled = Math.min(block.length, filled + LogRow.PART);
        before = row.checksum();
        linked = true;
    }

    private void appendOld(byte[] data) {
        if (block == null) {
            location = next;
            int length = BlockReader.oldLength(data);
            block = length == data.length ? data : new byte[length];
            from = BlockReader.OLD_HEADER;
            filled = 0;
        }
        if (data.length > block.length - filled) {
            throw Damage.ofRow(next, "is damaged");
        }
        if (block != data) {
            System.arraycopy(data, 0, block, filled, data.length);
        }
        filled += data.length;
        before = 0;
        linked = true;
    }

    /** How many rows the block takes that has just begun with a row, or that row was. */
    public static int rows(byte[] start) {
        if (start[0] == BlockTags.FORMAT_WITHOUT_FRAMES) {
            return (BlockReader.oldLength(start) - 1) / LogRow.LONGEST + 1;
        }
        return LogRow.rows(LogRow.of(start).length());
    }

    /** To be called after the last row of a table, or of all; returns the number after it. */
    public long end() {
        if (block != null || !early.isEmpty()) {
            throw Damage.ofRow(next, "is missing");
        }
        return next;
    }

    /** Checksum of the last row, 0 if it has none. */
    public int lastChecksum() {
        return before;
    }
}
