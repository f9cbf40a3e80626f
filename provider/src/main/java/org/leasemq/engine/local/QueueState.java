package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.leasemq.engine.local.definition.Definition;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.memory.MemoryShare.Use;

/** A queue: its attributes, its entries in order, and who waits for them. */
final class QueueState {
    final Kernel kernel;
    final String name;
    final int number;
    final long createdAt;
    final EntryList entries = new EntryList();
    final List<QueueSelection> selections = new ArrayList<>(0);
    final ReadyOrder order;
    final Deduplication deduplication;
    final AttemptWindow attempts = new AttemptWindow();
    final Retention expiry = new Retention(this);
    final DroppedMessages dropped = new DroppedMessages(this);
    private final Set<ReceiveOperation> waiting = new LinkedHashSet<>();

    private volatile Definition definition;
    QueueAttributes attributes;
    long modifiedAt;
    /** How often it has been defined. */
    long version;
    /** Milliseconds; 0 for ever. */
    long retention;
    /** What stands up to here is being removed; 0 for nothing. */
    long purgedUpTo;
    /** Whether it is being created: its definition is not in the store yet. */
    boolean isNew;
    /** Whether its definition never reached the store, or is gone from there. */
    boolean gone;

    /** What cannot be read of its definition, for which it is set aside; null if it is in use. */
    String faults;

    /** Entries being stored whose first delivery is recorded with them. */
    int markedEarly;

    private int ownersWaiting;
    /** Of all its messages. */
    final ProcessingTime processing = new ProcessingTime();

    private long delayed;
    long sent;
    long received;
    long deleted;
    long deadLettered;
    long expired;
    /** Bytes of memory that its messages take, contents included, as long as they are nowhere else. */
    private long held;

    QueueState(Kernel kernel, String name, int number, long createdAt, Definition definition) {
        this.kernel = kernel;
        this.order = new ReadyOrder(kernel);
        this.deduplication = new Deduplication(kernel);
        this.name = name;
        this.number = number;
        this.createdAt = createdAt;
        define(definition, createdAt);
    }

    /** @param since the date of that */
    void define(Definition changed, long since) {
        faults = null;
        if (kernel.queuesByNumber.get(number) == this) {
            kernel.memory.take(Use.QUEUES, changed.footprint() - definition.footprint());
        }
        definition = changed;
        attributes = changed.attributes();
        modifiedAt = since;
        version++;
        retention = attributes.retention() == null ? 0 : attributes.retention().toMillis();
        attempts.allowAhead(attributes.redrive());
        expiry.reschedule();
    }

    /** What governs it at present; the {@link #attributes} are a part of that. */
    Definition definition() {
        return definition;
    }

    QueueInfo info() {
        return new QueueInfo(name, number, createdAt, modifiedAt, version, attributes);
    }

    /** Whether nothing has been changed since; what has been changed to the same counts. */
    boolean isAs(QueueInfo found) {
        return number == found.number() && version == found.version();
    }

    QueueStatistics statistics() {
        return new QueueStatistics(
                order.size(),
                processing.inFlight(),
                delayed,
                sent,
                received,
                deleted,
                deadLettered,
                expired,
                dropped.count());
    }

    // -------------------------------------------------------------------------------------- states of entries

    /** An entry has come. */
    void entered(Entry entry) {
        selections.forEach(selection -> selection.entered(entry));
    }

    /** An entry is about to leave, being deleted or moved. */
    void leaves(Entry entry) {
        selections.forEach(selection -> selection.left(entry));
        order.leave(entry);
    }

    /** An entry is its own from now on, also before it is stored. */
    void holds(Entry entry) {
        held += attributes.durable() ? 0 : Footprint.ENTRY + entry.content.size;
    }

    /** An entry is no longer its own. */
    void lets(Entry entry) {
        held -= attributes.durable() ? 0 : Footprint.ENTRY + entry.content.size;
    }

    /** Bytes that its messages take which are nowhere else. */
    long held() {
        return held;
    }

    /** A stored entry takes its place: ready, or delayed until a moment. */
    void place(Entry entry, long visibleFrom) {
        if (visibleFrom > kernel.elapsed()) {
            entry.state = Entry.State.DELAYED;
            countDelayed(1);
            entry.timer = kernel.timers.schedule(visibleFrom, () -> {
                entry.timer = null;
                countDelayed(-1);
                makeReady(entry);
            });
        } else {
            makeReady(entry);
        }
    }

    private void countDelayed(int change) {
        delayed += change;
        kernel.memory.take(Use.MESSAGES, (long) change * Footprint.TIMER);
    }

    void makeReady(Entry entry) {
        entry.state = Entry.State.READY;
        order.add(entry);
        selections.forEach(selection -> selection.becameReady(entry));
        if (entry.expiresAt != 0) {
            entry.timer = kernel.dates.schedule(entry.expiresAt, () -> {
                entry.timer = null;
                expire(entry);
            });
        }
        expiry.watch(entry);
        kernel.touch(this);
    }

    /** Takes an entry that is ready or delayed out of its order; the caller gives it another state. */
    void withdraw(Entry entry) {
        entry.cancelTimer();
        if (entry.state == Entry.State.DELAYED) {
            countDelayed(-1);
        } else {
            order.remove(entry);
            selections.forEach(selection -> selection.withdrawn(entry));
        }
    }

    /** A ready entry has outlived its time. */
    void expire(Entry entry) {
        withdraw(entry);
        expired += entry.isPurged() ? 0 : 1;
        Work.removing(kernel, entry).inBackground();
    }

    /** The entry is no longer part of the queue, nor of anything. */
    void forget(Entry entry) {
        if (entry.state == Entry.State.READY || entry.state == Entry.State.DELAYED) {
            withdraw(entry);
        } else if (entry.lease != null) {
            endLease(entry.lease);
        }
        entry.state = Entry.State.GONE;
        leaves(entry);
        kernel.forget(entry);
    }

    // ------------------------------------------------------------------------------------------------- leases

    /** Takes a message that is ready, for somebody who will get it. */
    Lease lease(Entry entry, SessionOwner owner) {
        withdraw(entry);
        entry.receiveCount++;
        received++;
        if (entry.firstReceivedAt == 0) {
            entry.firstReceivedAt = kernel.now();
        }
        return beginLease(entry, owner, 0);
    }

    /** Somebody gets the message now: from now on the lease can end. */
    void handOver(Lease lease, long until) {
        lease.handedOver = true;
        lease.until = until;
        lease.becomeDurable(lease.owner, until);
        scheduleEnd(lease);
    }

    /** A lease that has ended begins again; until that is changed it counts as over. */
    Lease leaseAgain(Entry entry) {
        withdraw(entry);
        Lease lease = beginLease(entry, null, 0);
        lease.handedOver = true;
        lease.becomeDurable(null, kernel.elapsed());
        return lease;
    }

    /** Ends a lease whose time has come while it could not end. */
    void releaseIfOver(Lease lease) {
        if (lease.entry.lease == lease && lease.isOver(kernel.elapsed())) {
            Group group = lease.entry.group;
            boolean timedOut = lease.until != 0 && lease.until <= kernel.elapsed() && !lease.unseen;
            release(lease);
            if (timedOut && group != null && attributes.fifo()) {
                group.goBehind(kernel.nextPosition());
            }
        }
    }

    Lease beginLease(Entry entry, SessionOwner owner, long until) {
        Lease lease = new Lease(entry, owner, until);
        entry.lease = lease;
        entry.state = Entry.State.LEASED;
        processing.change(1, kernel.elapsed());
        kernel.memory.take(Use.LEASES, Footprint.LEASE);
        if (owner != null) {
            owner.leases.add(lease);
        }
        if (entry.group != null) {
            entry.group.leased(lease);
        } else if (entry.tenant != null) {
            entry.tenant.leased();
        }
        scheduleEnd(lease);
        return lease;
    }

    /** Takes the lease away; the entry is in no state then. */
    void endLease(Lease lease) {
        Entry entry = lease.entry;
        entry.lease = null;
        processing.change(-1, kernel.elapsed());
        kernel.memory.giveBack(Use.LEASES, Footprint.LEASE);
        cancelEnd(lease);
        if (lease.owner != null) {
            lease.owner.leases.remove(lease);
        }
        if (entry.group != null) {
            entry.group.unleased(lease);
            kernel.touch(this);
        } else if (entry.tenant != null) {
            entry.tenant.unleased();
        }
    }

    /** Makes the message visible again at its old place, or moves it away after too many deliveries. */
    void release(Lease lease) {
        if (lease.unseen) {
            giveBack(lease);
            return;
        }
        Entry entry = lease.entry;
        boolean owned = lease.owner != null;
        endLease(lease);
        if (owned && DeadLetters.isExhausted(entry)) {
            DeadLetters.move(entry);
        } else {
            makeReady(entry);
        }
    }

    /** As though the message had not been received. */
    void giveBack(Lease lease) {
        Entry entry = lease.entry;
        endLease(lease);
        forgetReceive(entry);
        makeReady(entry);
    }

    /** As though the message had not been received, but for so long nobody gets it. */
    void giveBack(Lease lease, long hidden) {
        if (hidden == 0) {
            giveBack(lease);
        } else {
            endLease(lease); // so that no change of it that is being stored can bring it back
            Lease hiding = beginLease(lease.entry, null, kernel.elapsed() + hidden);
            hiding.handedOver = true;
            hiding.unseen = true;
        }
    }

    void forgetReceive(Entry entry) {
        entry.receiveCount--;
        received--;
        if (entry.receiveCount == 0) {
            entry.firstReceivedAt = 0;
        }
    }

    /** The lease is another's from now on, or stands for itself, and ends at another time. */
    void change(Lease lease, SessionOwner owner, long until) {
        cancelEnd(lease);
        if (lease.owner != owner) {
            Group group = lease.entry.group;
            if (lease.owner != null) {
                lease.owner.leases.remove(lease);
            }
            if (owner != null) {
                owner.leases.add(lease);
            }
            if (group != null) {
                group.unleased(lease);
            }
            lease.owner = owner;
            if (group != null) {
                group.leased(lease);
                kernel.touch(this);
            }
        }
        lease.until = until;
        lease.unseen = false;
        scheduleEnd(lease);
    }

    private void scheduleEnd(Lease lease) {
        if (lease.until != 0) {
            lease.timer = kernel.timers.schedule(lease.until, () -> {
                lease.timer = null;
                releaseIfOver(lease);
            });
        }
    }

    private void cancelEnd(Lease lease) {
        if (lease.timer != null) {
            lease.timer.cancel();
            lease.timer = null;
        }
    }

    /** It never was: what came before it was stored, which cannot be persistent, is gone with it. */
    void undo() {
        for (Entry entry = entries.firstUpTo(Long.MAX_VALUE);
                entry != null;
                entry = entries.firstUpTo(Long.MAX_VALUE)) {
            forget(entry);
        }
        dropped();
    }

    /** The queue has been deleted. */
    void dropped() {
        gone = true;
        deduplication.clear();
        kernel.unregister(this);
        expiry.reschedule();
        waiting().forEach(ReceiveOperation::giveUp);
    }

    // ----------------------------------------------------------------------------------------------- receives

    void await(ReceiveOperation receive) {
        waiting.add(receive);
        ownersWaiting += receive.takesWhatComes() ? 1 : 0;
        if (receive.selection != null) {
            receive.selection.awaited();
        }
    }

    void stopWaiting(ReceiveOperation receive) {
        if (waiting.remove(receive)) {
            stopped(receive);
        }
    }

    private void stopped(ReceiveOperation receive) {
        ownersWaiting -= receive.takesWhatComes() ? 1 : 0;
        if (receive.selection != null) {
            receive.selection.noLongerAwaited();
        }
    }

    List<ReceiveOperation> waiting() {
        return new ArrayList<>(waiting);
    }

    /** Hands what is available to those who wait, first come first served. */
    void dispatch() {
        Iterator<ReceiveOperation> receives = waiting.iterator();
        while (receives.hasNext() && (order.reservedGroups > 0 || order.hasForAnybody())) {
            ReceiveOperation receive = receives.next();
            if (receive.tryToTake()) {
                receives.remove();
                stopped(receive);
            }
        }
    }

    /**
     * Whether a message that is about to be stored will probably be handed over right away, so that its first delivery can
     * be recorded together with it.
     */
    boolean isAwaited(Entry entry) {
        if (!attempts.mayRunAhead() || entry.group != null && !entry.group.isOpenToThoseWaiting()) {
            return false;
        }
        return ownersWaiting > markedEarly || order.size() + markedEarly < attempts.size();
    }

    /** The redrive policy in force: none if the dead-letter queue does not exist. */
    RedrivePolicy redrive() {
        RedrivePolicy policy = attributes.redrive();
        return policy != null && kernel.queues.containsKey(policy.deadLetterQueue()) ? policy : null;
    }
}
