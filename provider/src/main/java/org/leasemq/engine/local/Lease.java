package org.leasemq.engine.local;

import org.leasemq.engine.Receipt;

/** One delivery that has not ended. */
final class Lease {
    final Entry entry;
    /** The group the message was in when it was leased, or null. */
    final Group group;
    /** The position the message had when it was leased. */
    final long position;
    /** The live owner, or null when the lease stands for itself and ends by time. */
    SessionOwner owner;
    /** When it ends, in milliseconds since the epoch; 0 if it does not end by time. */
    long until;

    Timers.Timer timer;
    /** Whether somebody has got the message, or will now. */
    boolean handedOver;
    /** Whether its message is being deleted, so that it can be neither released nor deleted again. */
    boolean deleting;

    Lease(Entry entry, SessionOwner owner, long until) {
        this.entry = entry;
        this.group = entry.group;
        this.position = entry.position;
        this.owner = owner;
        this.until = until;
    }

    Receipt receipt() {
        return new Receipt(entry.queue.number, entry.position, entry.receiveCount);
    }
}
