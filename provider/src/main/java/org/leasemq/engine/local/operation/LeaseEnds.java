package org.leasemq.engine.local.operation;

import java.util.List;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/**
 * Stores once more when leases end. A lease runs from the hand-over, which is when its delivery is durable; where that took
 * long, the store knows an end that is too early.
 */
final class LeaseEnds extends EngineOperation<Integer> {
    private final List<Lease> leases;
    private final StoredCounts counts = new StoredCounts();

    private LeaseEnds(Kernel kernel, List<Lease> leases) {
        super(kernel);
        this.leases = leases;
    }

    /** In the background: it matters only if the process ends before the leases do. */
    static void correct(Kernel kernel, List<Lease> leases) {
        LeaseEnds ends = new LeaseEnds(kernel, leases);
        kernel.commit.submit(ends);
        ends.inBackground();
    }

    @Override
    public void encode(List<Change> changes) {
        counts.begin();
        for (Lease lease : leases) {
            if (lease.entry().lease() == lease && lease.entry().isPersistent()) {
                changes.add(new Change.Update(lease.entry().position(), counts.of(lease.entry())));
            }
        }
    }

    @Override
    public void durable(Locations locations) {
        counts.durable();
        complete(leases.size());
    }

    @Override
    public void refused(EngineException cause) {
        fail(cause);
    }
}
