package org.leasemq.store.segment;

import java.util.function.LongFunction;
import org.leasemq.store.Store;
import org.leasemq.store.block.Block;
import org.leasemq.store.block.BlockReader;

/** The blocks of the oldest segment, one after the other, for what is still needed of them to be written again. Thread-safe. */
public final class OldestBlocks {
    private final Segments segments;
    private final LongFunction<Block> blocks;
    private volatile Step lastStep = new Step(-1, -1);

    /** From one location to the next. */
    private record Step(long from, long to) {}

    /** @param blocks reads the block at a location; null if it was reclaimed */
    public OldestBlocks(Segments segments, LongFunction<Block> blocks) {
        this.segments = segments;
        this.blocks = blocks;
    }

    /**
     * The first block behind a location in which something is; null if the oldest segment has none, or is the one being written
     * to.
     */
    public Store.Replay following(long after) {
        Block block = filledBehind(after);
        if (block == null) {
            return null;
        }
        lastStep = new Step(block.location(), block.next());
        return new Store.Replay(block.location(), BlockReader.changes(block));
    }

    private Block filledBehind(long after) {
        Segment oldest = segments.oldestClosed();
        if (oldest == null) {
            return null;
        }
        long location = after < oldest.first() ? oldest.first() : next(after);
        while (segments.holding(location) == oldest) {
            Block block = blocks.apply(location);
            if (block == null || block.length() > block.from()) {
                return block;
            }
            location = block.next();
        }
        return null;
    }

    /** Whatever is needed of a block, and of those before it, has been written again. */
    public void lookedThrough(long location) {
        Segment oldest = segments.oldestClosed();
        if (oldest != null && segments.holding(location) == oldest && filledBehind(location) == null) {
            segments.lookedThrough(oldest);
        }
    }

    private long next(long location) {
        Step step = lastStep;
        if (step.from() == location) {
            return step.to();
        }
        Block block = blocks.apply(location);
        return block == null ? -1 : block.next();
    }
}
