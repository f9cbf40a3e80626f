package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryState;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Receipt;
import org.leasemq.store.Change;

/** What one operation deletes. */
public final class Deletes {
    private final Kernel kernel;
    private final List<Entry> entries = new ArrayList<>(1);
    private final boolean expiring;
    /** What others are about to delete; tried again if they cannot. */
    private final List<Lease> leftToOthers = new ArrayList<>(0);

    /** @param expiring whether the messages have outlived their time, rather than being deleted by somebody */
    public Deletes(Kernel kernel, boolean expiring) {
        this.kernel = kernel;
        this.expiring = expiring;
    }

    List<Entry> entries() {
        return entries;
    }

    boolean anyPersistent() {
        for (Entry entry : entries) {
            if (entry.isPersistent()) {
                return true;
            }
        }
        return !leftToOthers.isEmpty();
    }

    /** Accepts the deletion of a message whose lease still has to be held, unless it went with its queue. */
    public void admitHeld(Receipt receipt) {
        if (!kernel.queues.has(receipt.queue())) {
            return;
        }
        Entry entry = kernel.index.get(receipt.sequenceNumber());
        if (entry == null || !isHeld(entry, receipt) || entry.lease().isBeingDeleted()) {
            throw ended(receipt);
        }
        admit(entry);
    }

    /** Accepts the deletion of a message, also after its lease ended or the message went, as far as its queue allows. */
    public void admit(QueueState queue, Receipt receipt) {
        Entry entry = kernel.index.get(receipt.sequenceNumber());
        if (entry == null || entry.queue() != queue) {
            return;
        }
        if (isHeld(entry, receipt)) {
            if (entry.lease().isBeingDeleted()) {
                leftToOthers.add(entry.lease());
            } else {
                admit(entry);
            }
            return;
        }
        Lease later = kernel.receipts.heldSince(receipt);
        boolean back = entry.state() == EntryState.READY || entry.state() == EntryState.DELAYED;
        boolean knew = receipt.receiveCount() <= entry.receiveCount() && receipt.receiveCount() > 0;
        if (later == null && (!back || !knew || queue.attributes().fifo())) {
            throw ended(receipt);
        }
        admit(entry);
    }

    /** Accepts the deletion of an entry that is leased, or just taken out of its order. */
    void admit(Entry entry) {
        if (entry.lease() != null) {
            entry.lease().beginToDelete();
        } else if (entry.state() != EntryState.DELETING) {
            entry.queue().toBeDeleted(entry);
        }
        entries.add(entry);
    }

    void encode(List<Change> changes) {
        for (Lease lease : leftToOthers) {
            if (lease.entry().lease() == lease && !lease.isBeingDeleted()) {
                admit(lease.entry());
            }
        }
        leftToOthers.clear();
        for (Entry entry : entries) {
            if (entry.isPersistent() && entry.state() != EntryState.GONE) {
                changes.add(new Change.Remove(entry.position(), entry.content().location()));
            }
        }
    }

    void durable() {
        for (Entry entry : entries) {
            if (entry.state() != EntryState.GONE) {
                if (expiring) {
                    entry.queue().forget(entry);
                } else {
                    entry.queue().delete(entry);
                }
            }
        }
    }

    public void refused() {
        for (Entry entry : entries) {
            Lease lease = entry.lease();
            if (entry.state() == EntryState.DELETING) {
                entry.queue().makeReady(entry);
            } else if (lease != null) {
                lease.deleteNot();
                entry.queue().releaseIfOver(lease);
            }
        }
    }

    private static boolean isHeld(Entry entry, Receipt receipt) {
        return entry.state() == EntryState.LEASED && entry.lease().isNamedBy(receipt);
    }

    private static EngineException ended(Receipt receipt) {
        return new EngineException.LeaseEnded("The lease of message " + receipt.sequenceNumber() + " (delivery "
                + receipt.receiveCount() + ") has ended: the message may have been handed to somebody else.");
    }
}
