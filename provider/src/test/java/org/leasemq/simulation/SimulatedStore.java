package org.leasemq.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.leasemq.store.Change;
import org.leasemq.store.ForwardingStore;
import org.leasemq.store.Store;

/** A store around which things happen: before a batch is durable, and after it is but nobody knows. */
final class SimulatedStore extends ForwardingStore {
    private final Runnable before;
    private final Runnable afterwards;
    private final Consumer<Supplier<String>> trace;

    /**
     * @param before what happens before a batch is durable; may throw any {@link Fault}
     * @param afterwards what happens when it is; may throw {@link Fault.Death}
     */
    SimulatedStore(Store store, Runnable before, Runnable afterwards, Consumer<Supplier<String>> trace) {
        super(store);
        this.before = before;
        this.afterwards = afterwards;
        this.trace = trace;
    }

    @Override
    public long write(List<? extends Change> changes) {
        before.run();
        long location = super.write(changes);
        changes.forEach(change -> trace.accept(() -> "stored at " + location + ": " + change));
        afterwards.run();
        return location;
    }
}
