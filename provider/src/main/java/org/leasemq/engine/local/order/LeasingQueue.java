package org.leasemq.engine.local.order;

import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.runtime.Moments;
import org.leasemq.engine.local.runtime.Numbers;
import org.leasemq.memory.MemoryShare.Use;

/** A queue whose entries are leased: how leases begin, change and end. */
public abstract class LeasingQueue extends EntryQueue {
    /** The number of a lease that any receipt of its count names: nobody else could have been given one. */
    private static final int ANY = 0;

    private final Numbers numbers;

    public LeasingQueue(String name, int number, Moments time, EngineMemory memory, EntryIndex index, Numbers numbers) {
        super(name, number, time, memory, index);
        this.numbers = numbers;
    }

    /** Something became available. */
    public abstract void touch();

    /** Whether another delivery would be one too many. */
    public abstract boolean isExhausted(Entry entry);

    /** Moves an entry that nobody has away, after too many deliveries. */
    public abstract void deadLetter(Entry entry);

    /** Takes a message that is ready, for somebody who will get it. */
    public final Lease lease(Entry entry, Holder holder) {
        entry.received(time);
        counts.received(1);
        return begin(entry, numbers.nextLease(), holder, 0);
    }

    /** Somebody gets the message now: from now on the lease can end. */
    public final void handOver(Lease lease, long until) {
        lease.handOver();
        lease.until = until;
        lease.becomeDurable(lease.owner, until);
        scheduleEnd(lease);
    }

    /** A lease that has ended begins again; until that is changed it counts as over. */
    public final Lease leaseAgain(Entry entry) {
        Lease lease = begin(entry, ANY, null, 0);
        lease.handOver();
        lease.becomeDurable(null, time.elapsed());
        return lease;
    }

    @Override
    public final void leaseUntil(Entry entry, long until) {
        begin(entry, ANY, null, until).handOver();
    }

    @Override
    public final Lease pin(Entry entry, Holder holder) {
        Lease lease = begin(entry, ANY, holder, 0);
        lease.handOver();
        lease.pin();
        return lease;
    }

    private Lease begin(Entry entry, int number, Holder holder, long until) {
        become(entry, EntryState.LEASED);
        Lease lease = new Lease(entry, number, holder, time.elapsed(), until);
        entry.lease = lease;
        processing.change(1, time.elapsed());
        memory.take(Use.LEASES, Footprint.LEASE);
        if (holder != null) {
            holder.leases.add(lease);
        }
        if (entry.group != null) {
            entry.group.leased(lease);
        } else if (entry.tenant != null) {
            entry.tenant.leased();
        }
        scheduleEnd(lease);
        return lease;
    }

    @Override
    final void unlease(Lease lease) {
        Entry entry = lease.entry;
        entry.lease = null;
        processing.change(-1, time.elapsed());
        memory.giveBack(Use.LEASES, Footprint.LEASE);
        lease.cancelTimer();
        if (lease.owner != null) {
            lease.owner.leases.remove(lease);
        }
        if (entry.group != null) {
            entry.group.unleased(lease);
            touch();
        } else if (entry.tenant != null) {
            entry.tenant.unleased();
        }
    }

    @Override
    public final void releaseIfOver(Lease lease) {
        if (lease.entry.lease == lease && lease.isOver(time.elapsed())) {
            Group group = lease.entry.group;
            boolean timedOut = lease.until != 0 && lease.until <= time.elapsed() && !lease.unseen;
            release(lease);
            if (timedOut && group != null && attributes().fifo()) {
                group.goBehind(numbers.nextPosition());
            }
        }
    }

    @Override
    public final void release(Lease lease) {
        if (lease.unseen) {
            giveBack(lease);
        } else if (lease.owner != null && isExhausted(lease.entry)) {
            deadLetter(lease.entry);
        } else {
            makeReady(lease.entry);
        }
    }

    @Override
    public final void giveBack(Lease lease) {
        forgetReceive(lease.entry);
        makeReady(lease.entry);
    }

    @Override
    public final void giveBack(Lease lease, long hidden) {
        if (hidden == 0) {
            giveBack(lease);
        } else {
            // another lease, so that no change of this one that is being stored can bring it back
            Lease hiding = begin(lease.entry, lease.number, null, time.elapsed() + hidden);
            hiding.handOver();
            hiding.unseen = true;
        }
    }

    @Override
    public final void forgetReceive(Entry entry) {
        entry.receivedNot();
        counts.received(-1);
    }

    @Override
    public final void change(Lease lease, Holder holder, long until) {
        lease.cancelTimer();
        if (lease.owner != holder) {
            giveTo(lease, holder);
        }
        lease.until = until;
        lease.unseen = false;
        scheduleEnd(lease);
    }

    private void giveTo(Lease lease, Holder holder) {
        Group group = lease.entry.group;
        if (lease.owner != null) {
            lease.owner.leases.remove(lease);
        }
        if (holder != null) {
            holder.leases.add(lease);
        }
        if (group != null) {
            group.unleased(lease);
        }
        lease.owner = holder;
        if (group != null) {
            group.leased(lease);
            touch();
        }
    }

    private void scheduleEnd(Lease lease) {
        if (lease.until != 0) {
            lease.timer = time.timers().schedule(lease.until, () -> {
                lease.timer = null;
                releaseIfOver(lease);
            });
        }
    }
}
