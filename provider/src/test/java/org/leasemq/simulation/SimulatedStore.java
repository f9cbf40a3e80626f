package org.leasemq.simulation;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.leasemq.store.Change;
import org.leasemq.store.Store;
import org.leasemq.store.StoredMessage;

/** A store around which things happen: before a batch is durable, and after it is but nobody knows. */
final class SimulatedStore implements Store {

    private final Store store;
    private final Runnable before;
    private final Runnable afterwards;
    private final Consumer<Supplier<String>> trace;

    /**
     * @param before what happens before a batch is durable; may throw any {@link Fault}
     * @param afterwards what happens when it is; may throw {@link Fault.Death}
     */
    SimulatedStore(Store store, Runnable before, Runnable afterwards, Consumer<Supplier<String>> trace) {
        this.store = store;
        this.before = before;
        this.afterwards = afterwards;
        this.trace = trace;
    }

    @Override
    public long write(List<? extends Change> changes) {
        before.run();
        long location = store.write(changes);
        changes.forEach(change -> trace.accept(() -> "stored at " + location + ": " + change));
        afterwards.run();
        return location;
    }

    @Override
    public UUID identity() {
        return store.identity();
    }

    @Override
    public void recover(Recovery recovery) {
        store.recover(recovery);
    }

    @Override
    public List<StoredMessage> read(long location) {
        return store.read(location);
    }

    @Override
    public Usage usage() {
        return store.usage();
    }

    @Override
    public Replay oldest(long after) {
        return store.oldest(after);
    }

    @Override
    public void lookedThrough(long location) {
        store.lookedThrough(location);
    }

    @Override
    public void reclaim(long now) {
        store.reclaim(now);
    }

    @Override
    public void checkRoom(long bytes) {
        store.checkRoom(bytes);
    }

    @Override
    public void close() {
        store.close();
    }
}
