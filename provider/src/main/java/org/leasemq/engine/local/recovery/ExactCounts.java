package org.leasemq.engine.local.recovery;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.local.operation.EngineOperation;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/** What is stored when the engine closes in good order: the true receive counts and leases, where more was recorded
 * ahead of time or less while the store failed. */
public final class ExactCounts extends EngineOperation<Integer> {
    public ExactCounts(Kernel kernel) {
        super(kernel);
    }

    @Override
    public boolean isBarrier() {
        return true;
    }

    @Override
    public void encode(List<Change> changes) {
        List<Entry> inexact = new ArrayList<>();
        kernel().index().forEach(entry -> {
            if (entry.isPersistent() && mayBeRecordedWrongly(entry)) {
                inexact.add(entry);
            }
        });
        for (Entry entry : inexact) {
            changes.add(new Change.Update(entry.position(), entry.exactProgress()));
        }
    }

    private static boolean mayBeRecordedWrongly(Entry entry) {
        boolean timedLease = entry.lease() != null && entry.lease().owner() == null;
        return entry.recordedCount() != entry.receiveCount() || timedLease;
    }

    @Override
    public void durable(Locations locations) {
        complete(0);
    }

    @Override
    public void refused(EngineException cause) {
        fail(cause);
    }
}
