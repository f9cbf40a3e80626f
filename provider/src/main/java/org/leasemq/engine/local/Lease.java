package org.leasemq.engine.local;

import org.leasemq.engine.local.runtime.Timers;
import org.leasemq.engine.model.Receipt;

/** One delivery that has not ended. */
final class Lease {
    final Entry entry;
    /** The group the message was in when it was leased, or null. */
    final Group group;
    /** The position the message had when it was leased. */
    final long position;
    /** The live owner, or null when the lease stands for itself and ends by time. */
    SessionOwner owner;
    /** The moment at which it ends; 0 if it does not end by time, or has not been handed over. */
    long until;

    Timers.Timer timer;
    /** Whether somebody has got the message, or will now. */
    boolean handedOver;
    /** Whether nobody has seen the message all the same, so that the receive does not count when the lease ends. */
    boolean unseen;
    /** Whether its message is being deleted, so that it can be neither released nor deleted again. */
    boolean deleting;
    /** How many changes of its end are being stored; it does not end before that is known. */
    int changing;

    /** Whose it is, and when it ends, as far as that is known to be durable: to this it goes back if a change is refused. */
    private SessionOwner durableOwner;

    private long durableUntil;

    Lease(Entry entry, SessionOwner owner, long until) {
        this.entry = entry;
        this.group = entry.group;
        this.position = entry.position;
        this.owner = owner;
        this.until = until;
        becomeDurable(owner, until);
    }

    void becomeDurable(SessionOwner durablyOf, long durablyUntil) {
        durableOwner = durablyOf;
        durableUntil = durablyUntil;
    }

    /** Nobody gets the message, since it is being deleted; if it cannot be, others do, as though nobody had received it. */
    void abandon(long now) {
        handedOver = true;
        unseen = true;
        until = now;
    }

    SessionOwner durableOwner() {
        return durableOwner;
    }

    long durableUntil() {
        return durableUntil;
    }

    /** Whether its time has come, and nothing that is being stored may keep it. */
    boolean isOver(long now) {
        boolean past = until != 0 && until <= now || owner != null && owner.isClosed();
        return past && handedOver && !deleting && changing == 0;
    }

    Receipt receipt() {
        return new Receipt(entry.queue.number, entry.position, entry.receiveCount);
    }
}
