package org.leasemq.engine.local.order;

import org.leasemq.engine.local.runtime.Timers;
import org.leasemq.engine.model.Receipt;

/** One delivery that has not ended. */
public final class Lease {
    final Entry entry;
    /** The group the message was in when it was leased, or null. */
    final Group group;
    /** The position the message had when it was leased. */
    final long position;
    /** Tells it from other leases of the same message; 0 for one that answers to receipts of any lease of its count. */
    final int number;
    /** The moment at which it began. */
    private final long since;
    /** The live owner, or null when the lease stands for itself and ends by time. */
    Holder owner;
    /** The moment at which it ends; 0 if it does not end by time, or has not been handed over. */
    long until;

    Timers.Timer timer;
    /** Whether somebody has got the message, or will now. */
    private boolean handedOver;
    /** Whether nobody has seen the message all the same, so that the receive does not count when the lease ends. */
    boolean unseen;
    /** Whether deliveries of its group were being recorded when it began; then it is handed over behind them. */
    private boolean behindOthers;
    /** Whether its message is being deleted, so that it can be neither released nor deleted again. */
    private boolean deleting;
    /** Whether it belongs to a prepared transaction, and ends with that only. */
    private boolean pinned;
    /** How many changes of its end are being stored; it does not end before that is known. */
    private int changing;

    /** Whose it is, and when it ends, as far as that is known to be durable: to this it goes back if a change is refused. */
    private Holder durableOwner;

    private long durableUntil;

    Lease(Entry entry, int number, Holder owner, long since, long until) {
        this.entry = entry;
        this.number = number;
        this.since = since;
        entry.leased(number);
        this.group = entry.group;
        this.position = entry.position;
        this.owner = owner;
        this.until = until;
        becomeDurable(owner, until);
    }

    public void becomeDurable(Holder durablyOf, long durablyUntil) {
        durableOwner = durablyOf;
        durableUntil = durablyUntil;
    }

    /** Somebody gets the message now, so that the lease can end. */
    public void handOver() {
        handedOver = true;
    }

    public boolean isHandedOver() {
        return handedOver;
    }

    void joins(boolean othersAreBeingRecorded) {
        behindOthers = othersAreBeingRecorded;
    }

    public boolean isBehindOthers() {
        return behindOthers;
    }

    public void beginToDelete() {
        deleting = true;
    }

    /** It is a prepared transaction's: whether the message is deleted is open. */
    void pin() {
        deleting = true;
        pinned = true;
    }

    public boolean isPinned() {
        return pinned;
    }

    /** The message is not deleted after all. */
    public void deleteNot() {
        deleting = false;
        pinned = false;
    }

    public boolean isBeingDeleted() {
        return deleting;
    }

    /** A change of its end is being stored. */
    public void beginToChange() {
        changing++;
    }

    /** A change of its end is stored, or refused; tells whether it was the last. */
    public boolean endChange() {
        changing--;
        return changing == 0;
    }

    /** Nobody has seen the message, unless it is being deleted. */
    public void hasNotBeenSeen() {
        unseen |= !deleting;
    }

    void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** Nobody gets the message, since it is being deleted; if it cannot be, others do, as though nobody had received it. */
    public void abandon(long now) {
        handedOver = true;
        unseen = true;
        until = now;
    }

    public Holder durableOwner() {
        return durableOwner;
    }

    public long durableUntil() {
        return durableUntil;
    }

    /** Whether its time has come, and nothing that is being stored may keep it. */
    boolean isOver(long now) {
        boolean past = until != 0 && until <= now || owner != null && owner.isClosed();
        return past && handedOver && !deleting && changing == 0;
    }

    public Receipt receipt() {
        return new Receipt(entry.queue().number(), entry.position, entry.receiveCount(), number);
    }

    /** Whether a receipt of this message names this lease. */
    public boolean isNamedBy(Receipt receipt) {
        boolean same = number == 0 || receipt.lease() == 0 || number == receipt.lease();
        return same && entry.receiveCount() == receipt.receiveCount();
    }

    public Entry entry() {
        return entry;
    }

    public Holder owner() {
        return owner;
    }

    public long since() {
        return since;
    }

    public long until() {
        return until;
    }

    public Group group() {
        return group;
    }

    public long position() {
        return position;
    }
}
