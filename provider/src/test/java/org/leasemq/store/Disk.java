package org.leasemq.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a {@link FakeStore} would have on disk. It outlives the stores opened on it, so that a test can "crash": forget the
 * store and open another one on the same disk. Not thread-safe; guarded by the store that was opened last.
 */
public final class Disk {
    final UUID identity;
    final int batchesPerSegment;
    final TreeMap<Integer, Change.PutQueue> queues = new TreeMap<>();
    final TreeMap<Long, List<Change>> batches = new TreeMap<>();
    /** What the contents of each batch take. */
    final Map<Long, Size> sizes = new HashMap<>();

    long lastLocation;
    private boolean refusing;
    private int refused;
    private boolean full;
    private int openings;

    /**
     * The contents of a batch.
     *
     * @param count how many
     * @param bytes how large they are together
     */
    record Size(int count, long bytes) {}

    /**
     * @param identity the identity of the stores opened on it
     * @param batchesPerSegment how many batches make up a part that is reclaimed as a whole
     */
    public Disk(UUID identity, int batchesPerSegment) {
        this.identity = identity;
        this.batchesPerSegment = batchesPerSegment;
    }

    public Disk() {
        this(new UUID(1, 2), 8);
    }

    /** How many batches are there, those included of which everything is dead. */
    public int batchCount() {
        return batches.size();
    }

    /** From now on every write fails and leaves nothing behind; or, no longer. */
    public void refuseWrites(boolean value) {
        refusing = value;
    }

    /** The next writes fail and leave nothing behind. */
    public void refuseNext(int writes) {
        refused = writes;
    }

    /** From now on there is no room for more messages; or, there is again. */
    public void beFull(boolean value) {
        full = value;
    }

    /** How many batches are durable. */
    public int size() {
        return batches.size();
    }

    /** Names of the queues that are defined. */
    public List<String> queues() {
        return queues.values().stream().map(Change.PutQueue::name).toList();
    }

    /** Every durable batch, oldest first. */
    public List<List<Change>> batches() {
        return new ArrayList<>(batches.values());
    }

    boolean isRefusing() {
        if (refused > 0) {
            refused--;
            return true;
        }
        return refusing;
    }

    boolean isFull() {
        return full;
    }

    int open() {
        return ++openings;
    }

    void requireLatest(int opening) {
        if (opening != openings) {
            throw new StoreException("This store is gone: another one was opened on its disk since.");
        }
    }

    /** The number of the segment that holds a location. */
    long segment(long location) {
        return (location - 1) / batchesPerSegment;
    }
}
