package org.leasemq.engine.local;

import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.runtime.Timers;
import org.leasemq.store.Progress;
import org.leasemq.store.Provenance;

/**
 * A message in a queue, as the engine keeps it in memory: about 175 bytes besides what it says, with its {@link Content} and its
 * place in the index and in the order. Guarded by the engine's lock, as everything in this package that does not say otherwise.
 */
final class Entry {
    /** Where an entry stands. */
    enum State {
        /** Accepted, not durable yet. */
        PENDING,
        /** Can be received, as far as its group allows. */
        READY,
        /** Becomes ready later. */
        DELAYED,
        /** Somebody has it. */
        LEASED,
        /** On its way to another queue. */
        MOVING,
        /** Being deleted without having been leased. */
        DELETING,
        /** Deleted, expired, or never stored. */
        GONE
    }

    /** The same in every queue it moves to. */
    final Content content;

    final byte priority;
    final long expiresAt;

    State state = State.PENDING;
    QueueState queue;
    /** The ordered, exclusive group it belongs to, or null. */
    Group group;
    /** The tenant it belongs to, or null; never together with a group. */
    Tenant tenant;
    /** Its place in the order, and its key. */
    long position;
    /** Its priority, or less where an earlier member of its group has less: see {@link #standsBefore}. */
    byte level;

    long retainedFrom;
    long firstReceivedAt;
    int receiveCount;
    /** The receive count that would be found after a crash; may run ahead of the true one. */
    int recordedCount;
    /** Number of the queue it was dead-lettered from; 0 for none, {@link Provenance#MOVED} if somebody has moved it since. */
    int deadLetterSource;
    /** How often it was delivered before it was dead-lettered. */
    int earlierReceives;
    /** While leased. */
    Lease lease;
    /** While delayed, its end; while ready, its expiry; may be null. */
    Timers.Timer timer;

    /** Its neighbours in the {@link EntryList} of its queue. */
    Entry before;

    Entry after;

    Entry(Content content, int priority, long expiresAt) {
        this.content = content;
        this.priority = (byte) priority;
        this.level = this.priority;
        this.expiresAt = expiresAt;
    }

    /** Whether it is in the store. */
    boolean isPersistent() {
        return content.persistent;
    }

    /** Which of two goes first where each could be handed out now. */
    boolean goesBefore(Entry other) {
        return priority != other.priority ? priority > other.priority : position < other.position;
    }

    /**
     * Which of two comes first in a walk through the queue: by priority, but no member of a group before an earlier one. So
     * whoever has walked up to an entry has seen all that its group hands out before it.
     */
    boolean standsBefore(Entry other) {
        return level != other.level ? level > other.level : position < other.position;
    }

    boolean isExpiredAt(long now) {
        return isPurged()
                || expiresAt != 0 && expiresAt <= now
                || queue.retention != 0 && retainedFrom + queue.retention <= now;
    }

    /** Whether its queue is being purged, or is gone, and it will be removed in a moment. */
    boolean isPurged() {
        return position <= queue.purgedUpTo;
    }

    /** Bytes of memory that it takes, whatever state it is in. */
    long footprint() {
        return Footprint.ofEntry(expiresAt != 0);
    }

    Provenance provenance() {
        return new Provenance(deadLetterSource, earlierReceives, retainedFrom);
    }

    void comesFrom(Provenance provenance) {
        deadLetterSource = provenance.deadLetterSource();
        earlierReceives = provenance.earlierReceives();
        retainedFrom = provenance.retainedFrom();
    }

    /** What the store should know of its deliveries; what was recorded ahead of time stays so. */
    Progress progress() {
        return progressUntil(leasedUntil());
    }

    /** As {@link #progress}, with another end of its lease. */
    Progress progressUntil(long leasedUntil) {
        return new Progress(Math.max(receiveCount, recordedCount), firstReceivedAt, leasedUntil);
    }

    /** As {@link #progress}, without what was recorded ahead of time. */
    Progress exactProgress() {
        return new Progress(receiveCount, firstReceivedAt, leasedUntil());
    }

    /** The end of a lease that outlives the process, as a date. */
    private long leasedUntil() {
        return lease != null && lease.durableOwner() == null ? queue.kernel.dateOf(lease.durableUntil()) : 0;
    }

    void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
