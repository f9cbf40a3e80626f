package org.leasemq.engine.local.order;

import org.leasemq.engine.model.Receipt;

/** The leases that receipts name. */
public final class Receipts {
    private final EntryIndex index;

    public Receipts(EntryIndex index) {
        this.index = index;
    }

    /** The lease a receipt names, or null if it has ended or its message is being deleted. */
    public Lease held(Receipt receipt) {
        Entry entry = index.get(receipt.sequenceNumber());
        boolean held = entry != null && entry.lease != null && entry.lease.isNamedBy(receipt);
        return held && !entry.lease.isBeingDeleted() ? entry.lease : null;
    }

    /**
     * The lease of somebody who received the message after the lease that a receipt names had ended, where that receipt is
     * still as good: on a standard queue, outside of groups, and unless the other one lives in this process. Null if there is
     * none.
     */
    public Lease heldSince(Receipt receipt) {
        Entry entry = index.get(receipt.sequenceNumber());
        Lease lease = entry == null ? null : entry.lease;
        boolean counts = lease != null
                && lease.owner == null
                && !lease.isBeingDeleted()
                && entry.group == null
                && !entry.queue().attributes().fifo();
        return counts && receipt.receiveCount() > 0 && receipt.receiveCount() < entry.receiveCount() ? lease : null;
    }

    /** As though the message had not been received, but for so many milliseconds nobody gets it. */
    public void giveBack(Receipt receipt, long hidden) {
        Lease lease = held(receipt);
        if (lease == null) {
            forget(receipt);
        } else {
            lease.entry.queue().giveBack(lease, hidden);
        }
    }

    /** Nobody has seen the message of a lease that has ended already: it does not count, unless there was another since. */
    public void forget(Receipt receipt) {
        Entry entry = index.get(receipt.sequenceNumber());
        boolean last = entry != null
                && entry.state() == EntryState.READY
                && entry.receiveCount() == receipt.receiveCount()
                && entry.lastLeaseIs(receipt.lease());
        if (last) {
            entry.queue().forgetReceive(entry);
        }
    }
}
