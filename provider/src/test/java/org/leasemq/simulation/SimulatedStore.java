package org.leasemq.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.leasemq.store.Change;
import org.leasemq.store.ForwardingStore;
import org.leasemq.store.Locations;
import org.leasemq.store.Store;

/** A store around which things happen: before a batch is durable, and after it is but nobody knows. */
final class SimulatedStore extends ForwardingStore {
    private final Runnable before;
    private final Runnable reading;
    private final Runnable afterwards;
    private final Consumer<Supplier<String>> trace;

    /**
     * @param before what happens before a batch is durable; may throw any {@link Fault}
     * @param reading what happens before something is read, or looked at; may throw what {@code before} may
     * @param afterwards what happens when it is; may throw {@link Fault.Death}
     */
    SimulatedStore(
            Store store, Runnable before, Runnable reading, Runnable afterwards, Consumer<Supplier<String>> trace) {
        super(store);
        this.before = before;
        this.reading = reading;
        this.afterwards = afterwards;
        this.trace = trace;
    }

    @Override
    public Locations write(List<? extends Change> changes) {
        before.run();
        Locations locations = super.write(changes);
        changes.forEach(change -> trace.accept(() -> "stored from " + locations.first() + " on: " + change));
        afterwards.run();
        return locations;
    }

    @Override
    public List<Change.Storing> read(long location) {
        reading.run();
        return super.read(location);
    }

    @Override
    public Replay oldest(long after) {
        reading.run();
        return super.oldest(after);
    }

    @Override
    public void reclaim(long now) {
        reading.run();
        super.reclaim(now);
    }
}
