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

    /** The first block behind a location; null if the oldest segment has none, or is the one being written to. */
    public Store.Replay following(long after) {
        Segment oldest = segments.oldestClosed();
        if (oldest == null) {
            return null;
        }
        long location = after < oldest.first ? oldest.first : next(after);
        if (segments.holding(location) != oldest) {
            return null;
        }
        Block block = blocks.apply(location);
        if (block == null) {
            return null;
        }
        lastStep = new Step(location, block.next());
        return new Store.Replay(location, BlockReader.changes(block));
    }

    /** Whatever is needed of a block, and of those before it, has been written again. */
    public void lookedThrough(long location) {
        Segment oldest = segments.oldestClosed();
        if (oldest != null && segments.holding(location) == oldest && segments.holding(next(location)) != oldest) {
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
