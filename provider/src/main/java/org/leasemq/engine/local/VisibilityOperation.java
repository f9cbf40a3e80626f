package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Outcome;
import org.leasemq.engine.Receipt;
import org.leasemq.engine.VisibilityChange;
import org.leasemq.store.Change;

/** Changes when leases end. What ends at once becomes visible at once; what is prolonged is so when that is durable. */
final class VisibilityOperation extends Operation<List<Outcome<Receipt>>> {
    private final List<Entry> changed = new ArrayList<>(1);
    private List<Outcome<Receipt>> outcomes;

    VisibilityOperation(Kernel kernel) {
        super(kernel);
    }

    void begin(QueueState queue, List<VisibilityChange> changes) {
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
        Lease lease = kernel.held(receipt);
        if (lease == null || lease.entry.queue != queue) {
            Entry entry = kernel.index.get(receipt.sequenceNumber());
            if (isBack(queue, entry, receipt)) {
                leaseAgain(entry, change);
                return;
            }
            throw new EngineException.LeaseEnded(
                    "Message " + receipt.sequenceNumber() + " (delivery " + receipt.receiveCount()
                            + ") is not leased, so there is no lease to change.",
                    entry == null || entry.queue != queue);
        }
        boolean recorded = lease.owner == null;
        if (change.visibility().isZero()) {
            queue.release(lease);
        } else {
            queue.extend(lease, kernel.now() + change.visibility().toMillis());
            recorded = true;
        }
        if (recorded && lease.entry.isPersistent()) {
            changed.add(lease.entry);
        }
    }

    /** Whether the lease has ended by time and nobody has received the message since: as with deleting, it still counts. */
    private static boolean isBack(QueueState queue, Entry entry, Receipt receipt) {
        return entry != null
                && entry.queue == queue
                && entry.state == Entry.State.READY
                && entry.receiveCount == receipt.receiveCount()
                && receipt.receiveCount() > 0
                && !queue.attributes.fifo()
                && entry.group == null;
    }

    private void leaseAgain(Entry entry, VisibilityChange change) {
        if (change.visibility().isZero()) {
            return;
        }
        entry.queue.withdraw(entry);
        entry.queue.beginLease(entry, null, kernel.now() + change.visibility().toMillis());
        if (entry.isPersistent()) {
            changed.add(entry);
        }
    }

    @Override
    void encode(List<Change> changes) {
        for (Entry entry : changed) {
            if (entry.state != Entry.State.GONE) {
                changes.add(new Change.Update(entry.position, entry.progress()));
            }
        }
    }

    @Override
    void durable(long location) {
        complete(outcomes);
    }

    @Override
    void refused(EngineException cause) {
        fail(cause);
    }
}
