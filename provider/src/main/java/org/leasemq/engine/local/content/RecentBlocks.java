package org.leasemq.engine.local.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.store.Change;

/** What was read back last, with its neighbours, which are wanted next. Safe for several threads. */
final class RecentBlocks {
    private final long most;

    private final Map<Long, List<Change.Storing>> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param most bytes of messages, at most */
    RecentBlocks(long most) {
        this.most = most;
    }

    synchronized List<Change.Storing> get(long location) {
        return blocks.get(location);
    }

    /** Keeps a block, and lets the least recently used ones go; one that is too large for itself is not kept. */
    synchronized void put(long location, List<Change.Storing> block) {
        long size = size(block);
        if (size > most || blocks.putIfAbsent(location, block) != null) {
            return;
        }
        bytes += size;
        var oldest = blocks.entrySet().iterator();
        while (bytes > most) {
            bytes -= size(oldest.next().getValue());
            oldest.remove();
        }
    }

    private static long size(List<Change.Storing> block) {
        long size = 0;
        for (Change.Storing stored : block) {
            size += Footprint.ofStored(stored.message());
        }
        return size;
    }
}
