package org.leasemq.engine.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.store.StoredMessage;

/** What was read back last, with its neighbours, which are wanted next: a few megabytes at most. Safe for several threads. */
final class RecentBlocks {
    private static final long MOST_BYTES = 8L << 20;

    private final Map<Long, List<StoredMessage>> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    synchronized List<StoredMessage> get(long location) {
        return blocks.get(location);
    }

    /** Keeps a block, and lets the least recently used ones go; one that is too large for itself is not kept. */
    synchronized void put(long location, List<StoredMessage> block) {
        long size = size(block);
        if (size > MOST_BYTES || blocks.putIfAbsent(location, block) != null) {
            return;
        }
        bytes += size;
        var oldest = blocks.entrySet().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= size(oldest.next().getValue());
            oldest.remove();
        }
    }

    private static long size(List<StoredMessage> block) {
        long size = 0;
        for (StoredMessage message : block) {
            size += Messages.memory(message);
        }
        return size;
    }
}
