package org.leasemq.store.derby;

import java.util.HashMap;
import java.util.Map;
import org.leasemq.store.StoreException;

/** Puts rows together to blocks, in the order of their numbers. Derby returns rows nearly in that order. */
final class BlockAssembly {
    private final SegmentTable.Blocks blocks;
    private final Map<Long, byte[]> early = new HashMap<>();
    private long next;
    private long location;
    private byte[] block;
    private int filled;

    BlockAssembly(long first, SegmentTable.Blocks blocks) {
        this.next = first;
        this.blocks = blocks;
    }

    void row(long id, byte[] data) {
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
        if (block == null) {
            location = next;
            int length = BlockReader.length(data);
            block = length == data.length ? data : new byte[length];
            filled = 0;
        }
        if (data.length > block.length - filled) {
            throw damaged();
        }
        if (block != data) {
            System.arraycopy(data, 0, block, filled, data.length);
        }
        filled += data.length;
        next++;
        if (filled == block.length) {
            blocks.block(location, block);
            block = null;
        }
    }

    /** To be called after the last row; returns the number after it. */
    long end() {
        if (block != null || !early.isEmpty()) {
            throw damaged();
        }
        return next;
    }

    private StoreException damaged() {
        return new StoreException(
                "Row " + next + " of the log is missing or damaged. Restore the store from a backup.");
    }
}
