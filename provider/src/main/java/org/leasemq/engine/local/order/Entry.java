package org.leasemq.engine.local.order;

import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.runtime.Moments;
import org.leasemq.engine.local.runtime.Timers;
import org.leasemq.store.Progress;
import org.leasemq.store.Provenance;

/**
 * A message in a queue, as the engine keeps it in memory: about 175 bytes besides what it says, with its {@link Content} and its
 * place in the index and in the order. Guarded by the engine's lock, as everything in this package that does not say otherwise.
 */
public final class Entry extends Placed<Entry> {
    /** The same in every queue it moves to. */
    final Content content;

    final long expiresAt;
    private EntryState state = EntryState.PENDING;
    private EntryHome queue;

    /** The ordered, exclusive group it belongs to, or null. */
    Group group;

    /** The tenant it belongs to, or null; never together with a group. */
    Tenant<Entry> tenant;

    private long retainedFrom;
    private long firstReceivedAt;
    private int receiveCount;
    /** The number of the last lease; 0 for one that is not known. */
    private int lastLease;

    /** The receive count that would be found after a crash; may run ahead of the true one. */
    private int recordedCount;

    /** Number of the queue it was dead-lettered from; 0 for none, {@link Provenance#MOVED} if somebody has moved it since. */
    private int deadLetterSource;

    /** How often it was delivered before it was dead-lettered. */
    private int earlierReceives;

    /** While leased. */
    Lease lease;

    /** While delayed, its end; while ready, its expiry; may be null. */
    Timers.Timer timer;

    public Entry(EntryHome queue, long position, Content content, int priority, long expiresAt, long retainedFrom) {
        super(priority, position);
        this.queue = queue;
        this.content = content;
        this.expiresAt = expiresAt;
        this.retainedFrom = retainedFrom;
    }

    public EntryState state() {
        return state;
    }

    /** Called by its queue only. */
    void state(EntryState next) {
        state = next;
    }

    public EntryHome queue() {
        return queue;
    }

    /** It is another queue's from now on, and has not been delivered there. */
    void moveTo(EntryHome target, long place) {
        moveTo(place);
        queue = target;
        group = null;
        tenant = null;
        receiveCount = 0;
        lastLease = 0;
        recordedCount = 0;
        firstReceivedAt = 0;
    }

    /** Whether it is in the store. */
    public boolean isPersistent() {
        return content.persistent;
    }

    public boolean isExpiredAt(long now) {
        return isPurged()
                || expiresAt != 0 && expiresAt <= now
                || queue.retention() != 0 && retainedFrom + queue.retention() <= now;
    }

    /** Whether its queue is being purged, or is gone, and it will be removed in a moment. */
    public boolean isPurged() {
        return position <= queue.purgedUpTo();
    }

    /** Bytes of memory that it takes, whatever state it is in. */
    public long footprint() {
        return Footprint.ofEntry(expiresAt != 0);
    }

    // --------------------------------------------------------------------------------------------- deliveries

    /** Somebody gets it. */
    void received(Moments time) {
        receiveCount++;
        if (firstReceivedAt == 0) {
            firstReceivedAt = time.now();
        }
    }

    /** That was none. */
    void receivedNot() {
        receiveCount--;
        if (receiveCount == 0) {
            firstReceivedAt = 0;
        }
    }

    public int receiveCount() {
        return receiveCount;
    }

    public long firstReceivedAt() {
        return firstReceivedAt;
    }

    public int recordedCount() {
        return recordedCount;
    }

    /** A receive count of it is in the store. */
    public void recorded(int count) {
        recordedCount = Math.max(recordedCount, count);
    }

    /** What is in the store of its deliveries is this, and all that is known. */
    public void follow(Progress progress) {
        receiveCount = progress.receiveCount();
        recordedCount = progress.receiveCount();
        firstReceivedAt = progress.firstReceivedAt();
    }

    /** What the store should know of its deliveries; what was recorded ahead of time stays so. */
    public Progress progress() {
        return progressUntil(leasedUntil());
    }

    /** As {@link #progress}, with another end of its lease. */
    public Progress progressUntil(long leasedUntil) {
        return new Progress(Math.max(receiveCount, recordedCount), firstReceivedAt, leasedUntil);
    }

    /** As {@link #progress}, without what was recorded ahead of time. */
    public Progress exactProgress() {
        return new Progress(receiveCount, firstReceivedAt, leasedUntil());
    }

    /** The end of a lease that outlives the process, as a date. */
    private long leasedUntil() {
        return lease != null && lease.durableOwner() == null ? queue.dateOf(lease.durableUntil()) : 0;
    }

    // --------------------------------------------------------------------------------------------- provenance

    public Provenance provenance() {
        return new Provenance(deadLetterSource, earlierReceives, retainedFrom);
    }

    public void comesFrom(Provenance provenance) {
        deadLetterSource = provenance.deadLetterSource();
        earlierReceives = provenance.earlierReceives();
        retainedFrom = provenance.retainedFrom();
    }

    public long retainedFrom() {
        return retainedFrom;
    }

    public int deadLetterSource() {
        return deadLetterSource;
    }

    public int earlierReceives() {
        return earlierReceives;
    }

    void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** The moment at which its delay ends; 0 if it is not delayed. */
    public long delayedUntil() {
        return state == EntryState.DELAYED && timer != null ? timer.at() : 0;
    }

    public Group group() {
        return group;
    }

    /** The name of its group, ordered or not; null for none. */
    public String groupId() {
        return group != null ? group.id : tenant == null ? null : tenant.id;
    }

    public Content content() {
        return content;
    }

    public Lease lease() {
        return lease;
    }

    void leased(int number) {
        lastLease = number;
    }

    /** Whether there has been no lease since the one of that number, as far as numbers tell. */
    boolean lastLeaseIs(int number) {
        return number == 0 || lastLease == 0 || lastLease == number;
    }
}
