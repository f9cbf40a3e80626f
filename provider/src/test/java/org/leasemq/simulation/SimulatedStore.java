package org.leasemq.simulation;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.leasemq.store.Change;
import org.leasemq.store.Store;
import org.leasemq.store.StoredMessage;

/** A store around which things happen: before a batch is durable, and after it is but nobody knows. */
final class SimulatedStore implements Store {

    /** The process dies. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("the process dies here", null, false, false);
        }
    }

    private final Store store;
    private final Runnable meanwhile;
    private final Consumer<String> trace;

    /** @param meanwhile what happens around a write; may throw {@link Death} */
    SimulatedStore(Store store, Runnable meanwhile, Consumer<String> trace) {
        this.trace = trace;
        this.store = store;
        this.meanwhile = meanwhile;
    }

    @Override
    public long write(List<? extends Change> changes) {
        meanwhile.run();
        long location = store.write(changes);
        changes.forEach(change -> trace.accept("stored at " + location + ": " + change));
        meanwhile.run();
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
