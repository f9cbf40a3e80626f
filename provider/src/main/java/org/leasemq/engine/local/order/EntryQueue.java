package org.leasemq.engine.local.order;

import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.runtime.Moments;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.memory.MemoryShare.Use;

/** The entries of a queue, in order and by their states. The only one that changes a state, and what is counted of them. */
public abstract class EntryQueue implements EntryHome {
    final String name;
    final int number;
    final EntryList<Entry> entries = new EntryList<>();
    final QueueCounts counts = new QueueCounts();

    /** Of all its messages. */
    final ProcessingTime processing = new ProcessingTime();

    final ReadyOrder order;
    final Moments time;
    final EngineMemory memory;
    private final EntryIndex index;
    private QueueAttributes attributes;
    private long retention;
    private long purgedUpTo;

    /** Bytes of memory that its messages take, contents included, as long as they are nowhere else. */
    private long held;

    EntryQueue(String name, int number, Moments time, EngineMemory memory, EntryIndex index) {
        this.name = name;
        this.number = number;
        this.time = time;
        this.memory = memory;
        this.index = index;
        this.order = new ReadyOrder(time, memory, processing);
    }

    // ---------------------------------------------------------------------------- what follows from changes

    /** An entry has come. */
    public abstract void entered(Entry entry);

    /** An entry is about to leave. */
    public abstract void left(Entry entry);

    public abstract void becameReady(Entry entry);

    /** A ready entry is no longer ready. */
    public abstract void withdrawn(Entry entry);

    /** An entry is being deleted, since it has outlived its time. */
    public abstract void expired(Entry entry);

    /** The lease of an entry ends. */
    abstract void unlease(Lease lease);

    // -------------------------------------------------------------------------------------------- attributes

    public final void follow(QueueAttributes changed) {
        attributes = changed;
        retention = changed.retention() == null ? 0 : changed.retention().toMillis();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int number() {
        return number;
    }

    @Override
    public final QueueAttributes attributes() {
        return attributes;
    }

    @Override
    public final EntryList<Entry> entries() {
        return entries;
    }

    @Override
    public final long retention() {
        return retention;
    }

    @Override
    public final long purgedUpTo() {
        return purgedUpTo;
    }

    /** What stands up to a position counts as over, and is being removed; 0 when that has been done. */
    public final void purge(long upTo) {
        purgedUpTo = upTo;
    }

    @Override
    public final long dateOf(long moment) {
        return time.dateOf(moment);
    }

    // ------------------------------------------------------------------------------------------------ states

    /** The one place where the state of an entry changes, and with it what is counted. */
    final void become(Entry entry, EntryState next) {
        EntryState before = entry.state();
        if (!before.mayBecome(next)) {
            throw new IllegalStateException("Message " + entry.position + " in queue '" + name + "' is " + before
                    + " and cannot become " + next + ": indicates a bug");
        }
        leave(entry, before);
        entry.state(next);
        counts.changed(before, next);
        if (next == EntryState.READY) {
            becomeReady(entry);
        }
    }

    private void leave(Entry entry, EntryState before) {
        switch (before) {
            case READY -> {
                entry.cancelTimer();
                order.remove(entry);
                withdrawn(entry);
            }
            case DELAYED -> {
                entry.cancelTimer();
                memory.giveBack(Use.MESSAGES, Footprint.TIMER);
            }
            case LEASED -> unlease(entry.lease);
            default -> {
                // it is in no order
            }
        }
    }

    private void becomeReady(Entry entry) {
        order.add(entry);
        if (entry.expiresAt != 0) {
            entry.timer = time.dates().schedule(entry.expiresAt, () -> {
                entry.timer = null;
                expire(entry);
            });
        }
        becameReady(entry);
    }

    @Override
    public final void place(Entry entry, long visibleFrom) {
        if (visibleFrom <= time.elapsed()) {
            become(entry, EntryState.READY);
            return;
        }
        become(entry, EntryState.DELAYED);
        memory.take(Use.MESSAGES, Footprint.TIMER);
        entry.timer = time.timers().schedule(visibleFrom, () -> {
            entry.timer = null;
            become(entry, EntryState.READY);
        });
    }

    @Override
    public final void makeReady(Entry entry) {
        become(entry, EntryState.READY);
    }

    @Override
    public final void toBeMoved(Entry entry) {
        become(entry, EntryState.MOVING);
    }

    @Override
    public final void toBeDeleted(Entry entry) {
        become(entry, EntryState.DELETING);
    }

    @Override
    public final void expire(Entry entry) {
        become(entry, EntryState.DELETING);
        if (!entry.isPurged()) {
            counts.expired();
        }
        expired(entry);
    }

    @Override
    public final void delete(Entry entry) {
        counts.deleted();
        forget(entry);
    }

    @Override
    public final void forget(Entry entry) {
        become(entry, EntryState.GONE);
        leaveOrder(entry);
        index.forget(entry);
        lets(entry);
    }

    @Override
    public final void deadLettered() {
        counts.deadLettered();
    }

    @Override
    public final void lose(Entry entry) {
        become(entry, EntryState.GONE);
        order.leave(entry);
        memory.giveBack(Use.MESSAGES, entry.footprint());
        lets(entry);
    }

    private void leaveOrder(Entry entry) {
        left(entry);
        order.leave(entry);
    }

    // ------------------------------------------------------------------------------------- coming and going

    /** Makes an entry a member of its group, where that is ordered and exclusive; else the group is a tenant. */
    public final void join(Entry entry, String group, boolean exclusive) {
        if (group == null) {
            return;
        }
        if (attributes.fifo() || exclusive) {
            order.join(group, entry);
        } else {
            order.joinTenant(group, entry);
        }
    }

    /** Takes an entry that is on its way from another queue; it is in no order yet and counts no deliveries. */
    public final void take(Entry entry, long position) {
        boolean exclusive = entry.group != null;
        String tenant = entry.tenant == null ? null : entry.tenant.id;
        take(entry, position, exclusive ? entry.group.id : tenant, exclusive);
    }

    /** As {@link #take(Entry, long)}, an entry that has not been in its group until now. */
    public final void take(Entry entry, long position, String group, boolean exclusive) {
        entry.queue().letGo(entry);
        entry.moveTo(this, position);
        counts.came(entry.state());
        join(entry, group, exclusive);
        holds(entry);
        index.put(entry);
        entered(entry);
    }

    @Override
    public final void letGo(Entry entry) {
        leaveOrder(entry);
        index.remove(entry);
        counts.left(entry.state());
        lets(entry);
    }

    /** An entry is its own from now on, also before it is stored. */
    public final void holds(Entry entry) {
        held += attributes.durable() ? 0 : Footprint.ENTRY + entry.content.size;
    }

    private void lets(Entry entry) {
        held -= attributes.durable() ? 0 : Footprint.ENTRY + entry.content.size;
    }

    /** How long the oldest has been retained, in milliseconds, of the first entries of each level; 0 if there is none. */
    public final long oldestAge() {
        long now = time.now();
        long age = 0;
        for (int level = 0; level < EntryList.LEVELS; level++) {
            Entry first = entries.first(level);
            age = first == null ? age : Math.max(age, now - first.retainedFrom());
        }
        return age;
    }

    /** Bytes that its messages take which are nowhere else. */
    public final long held() {
        return held;
    }

    public Moments time() {
        return time;
    }

    public EngineMemory memory() {
        return memory;
    }

    public QueueCounts counts() {
        return counts;
    }

    public ReadyOrder order() {
        return order;
    }
}
