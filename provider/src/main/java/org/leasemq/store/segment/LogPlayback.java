package org.leasemq.store.segment;

import org.leasemq.store.Store;
import org.leasemq.store.block.Block;
import org.leasemq.store.block.BlockReader;

/** Plays a log back, block after block: tells of each change, and counts what each segment holds. Not thread-safe. */
public final class LogPlayback {
    private final Segments segments;
    private final Store.Recovery recovery;

    /**
     * @param segments all that the log has
     * @param recovery who is told
     */
    public LogPlayback(Segments segments, Store.Recovery recovery) {
        this.segments = segments;
        this.recovery = recovery;
    }

    /** The next block, for the first time. */
    public void first(Block block) {
        Segment segment = segments.holding(block.location());
        segments.stored(segment, block.length());
        BlockReader.each(block, change -> {
            segments.stored(segment, change);
            recovery.replay(block.location(), change);
        });
    }

    /** The next block, which has been played back before. */
    public void again(Block block) {
        BlockReader.each(block, change -> recovery.replay(block.location(), change));
    }

    /** All has been played back: what is alive is known. */
    public void end() {
        segments.alive(recovery.liveLocations(), recovery.liveAnswers());
    }
}
