package org.leasemq.engine.local.operation;

import java.util.List;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/** Sends and deletes that become durable together. */
public final class Work<T> extends EngineOperation<T> {
    private final Sends sends;
    private final Deletes deletes;
    private final T result;

    public Work(Kernel kernel, Sends sends, Deletes deletes, T result) {
        super(kernel);
        this.sends = sends;
        this.deletes = deletes;
        this.result = result;
    }

    /** Removes an entry that nobody has and that is no longer in its order: it expired. */
    static Work<Entry> removing(Kernel kernel, Entry entry) {
        Deletes deletes = new Deletes(kernel, true);
        deletes.admit(entry);
        Work<Entry> work = new Work<>(kernel, new Sends(kernel), deletes, entry);
        work.begin();
        return work;
    }

    /**
     * Goes in line, or takes effect at once when there is nothing to be stored. Hands nothing out, since messages expire in
     * the middle of that: the caller sees to it.
     */
    public void begin() {
        if (sends.anyPersistent() || deletes.anyPersistent()) {
            kernel.commit.submit(this);
        } else {
            durable(Locations.NONE);
        }
    }

    @Override
    public void encode(List<Change> changes) {
        sends.encode(changes);
        deletes.encode(changes);
    }

    @Override
    public T expected() {
        return result;
    }

    @Override
    public void durable(Locations locations) {
        deletes.durable();
        sends.durable(locations);
        complete(result);
    }

    @Override
    public void refused(EngineException cause) {
        deletes.refused();
        sends.refused();
        fail(cause);
    }

    @Override
    public boolean canBeRetried() {
        return sends.isEmpty();
    }
}
