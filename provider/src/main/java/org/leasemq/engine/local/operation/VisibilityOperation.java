package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryState;
import org.leasemq.engine.local.order.Group;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/**
 * Changes when leases end. A lease that is to end earlier than before does so once that is durable; one that is to last longer
 * does so at once, and ends as before if the store refuses.
 */
public final class VisibilityOperation extends EngineOperation<List<Outcome<Receipt>>> {
    /** A lease, and how long it is to last from when that is durable, in milliseconds. */
    private record Changed(Lease lease, long millis) {}

    private final List<Changed> changed = new ArrayList<>(1);
    private final StoredCounts counts = new StoredCounts();
    private List<Outcome<Receipt>> outcomes;

    public VisibilityOperation(Kernel kernel) {
        super(kernel);
    }

    public void begin(QueueState queue, List<VisibilityChange> changes) {
        outcomes = new ArrayList<>(changes.size());
        for (VisibilityChange change : changes) {
            try {
                admit(queue, change);
                outcomes.add(new Outcome.Done<>(change.receipt()));
            } catch (EngineException e) {
                outcomes.add(new Outcome.Refused<>(e));
            }
        }
        if (changed.isEmpty()) {
            complete(outcomes);
        } else {
            kernel.commit.submit(this);
        }
    }

    private void admit(QueueState queue, VisibilityChange change) {
        Receipt receipt = change.receipt();
        Lease lease = kernel.receipts.held(receipt);
        if (lease == null) {
            lease = kernel.receipts.heldSince(receipt);
        }
        if (lease == null || lease.entry().queue() != queue) {
            Entry entry = kernel.index.get(receipt.sequenceNumber());
            if (!isBack(queue, entry, receipt)) {
                throw new EngineException.LeaseEnded(
                        "Message " + receipt.sequenceNumber() + " (delivery " + receipt.receiveCount()
                                + ") is not leased, so there is no lease to change.",
                        entry == null || entry.queue() != queue);
            }
            if (change.visibility().isZero()) {
                return;
            }
            lease = queue.leaseAgain(entry);
        }
        boolean stored = lease.entry().isPersistent();
        if (lease.owner() != null && change.visibility().isZero()) {
            queue.release(lease); // what lives in this process only was never recorded
        } else if (stored) {
            lease.beginToChange();
            changed.add(new Changed(lease, change.visibility().toMillis()));
            queue.change(lease, null, end(change.visibility().toMillis()));
        } else {
            queue.change(lease, null, end(change.visibility().toMillis()));
            lease.becomeDurable(null, lease.until());
            queue.releaseIfOver(lease);
        }
    }

    private long end(long millis) {
        return kernel.elapsed() + millis;
    }

    /** Whether the message is back: as with deleting, a receipt of any delivery still counts. */
    private static boolean isBack(QueueState queue, Entry entry, Receipt receipt) {
        return entry != null
                && entry.queue() == queue
                && entry.state() == EntryState.READY
                && entry.receiveCount() >= receipt.receiveCount()
                && receipt.receiveCount() > 0
                && !queue.attributes().fifo()
                && entry.group() == null;
    }

    @Override
    public void encode(List<Change> changes) {
        counts.begin();
        for (Changed change : changed) {
            Entry entry = change.lease.entry();
            if (entry.lease() == change.lease) {
                long until = change.millis == 0 ? 0 : kernel.time.dateOf(end(change.millis));
                changes.add(new Change.Update(entry.position(), counts.of(entry, until)));
            }
        }
    }

    @Override
    public List<Outcome<Receipt>> expected() {
        return outcomes;
    }

    @Override
    public void durable(Locations locations) {
        counts.durable();
        for (Changed change : changed) {
            Lease lease = change.lease;
            boolean last = lease.endChange();
            if (lease.entry().lease() != lease) {
                continue;
            }
            lease.becomeDurable(null, end(change.millis));
            if (last) {
                lease.entry().queue().change(lease, null, lease.durableUntil());
            }
            lease.entry().queue().releaseIfOver(lease);
        }
        complete(outcomes);
    }

    @Override
    public void refused(EngineException cause) {
        for (Changed change : changed) {
            Lease lease = change.lease;
            if (lease.endChange() && lease.entry().lease() == lease) {
                goBack(lease);
            }
        }
        fail(cause);
    }

    /** Leaves the lease as it was before, unless somebody else has its group now. */
    private static void goBack(Lease lease) {
        Group group = lease.entry().group();
        boolean taken = lease.durableOwner() != null
                && group != null
                && group.holder() != null
                && group.holder() != lease.durableOwner();
        if (!taken) {
            lease.entry().queue().change(lease, lease.durableOwner(), lease.durableUntil());
        }
        lease.entry().queue().releaseIfOver(lease);
    }
}
