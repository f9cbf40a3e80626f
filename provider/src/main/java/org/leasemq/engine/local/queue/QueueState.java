package org.leasemq.engine.local.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.leasemq.engine.local.definition.Definition;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryState;
import org.leasemq.engine.local.order.LeasingQueue;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.memory.MemoryShare.Use;

/** A queue: its definition, who waits for its entries, and what follows from their coming and going. */
public final class QueueState extends LeasingQueue {
    private final QueueParts parts;
    private final Queues queues;
    private final long createdAt;
    private final List<QueueSelection> selections = new ArrayList<>(0);
    private final Retention expiry;
    final Deduplication deduplication;
    final AttemptWindow attempts = new AttemptWindow();
    final DroppedMessages dropped;
    private final Set<Waiter> waiting = new LinkedHashSet<>();
    private volatile Definition definition;
    private long modifiedAt;

    /** How often it has been defined. */
    private long version;

    /** Whether it is being created: its definition is not in the store yet. */
    private boolean isNew;

    /** Whether its definition never reached the store, or is gone from there. */
    boolean gone;

    /** What cannot be read of its definition, for which it is set aside; null if it is in use. */
    String faults;

    /** Entries being stored whose first delivery is recorded with them. */
    private int markedEarly;

    private int ownersWaiting;

    QueueState(QueueParts parts, Queues queues, String name, int number, long createdAt, Definition definition) {
        super(name, number, parts.time(), parts.memory(), parts.index(), parts.numbers());
        this.parts = parts;
        this.queues = queues;
        this.createdAt = createdAt;
        this.deduplication =
                new Deduplication(time(), memory(), parts.settings().deduplicationInterval());
        this.expiry = new Retention(this, parts, queues::dispatch);
        this.dropped = new DroppedMessages(this, parts);
        define(definition, createdAt);
    }

    /** @param since the date of that */
    public void define(Definition changed, long since) {
        faults = null;
        if (queues.isRegistered(this)) {
            memory().take(Use.QUEUES, changed.footprint() - definition.footprint());
        }
        definition = changed;
        follow(changed.attributes());
        modifiedAt = since;
        version++;
        attempts.allowAhead(attributes().redrive());
        expiry.reschedule();
    }

    /** It has been defined before, so often and then last; what cannot be read of that, or null. */
    public void recall(long times, long since, String unreadable) {
        version = times;
        modifiedAt = since;
        faults = unreadable;
    }

    /** It is set aside. */
    public void setAside(String unreadable) {
        faults = unreadable;
    }

    boolean isNew() {
        return isNew;
    }

    /** It is being created, or is in the store now. */
    public void isNew(boolean now) {
        isNew = now;
    }

    /** What governs it at present; the {@link #attributes} are a part of that. */
    public Definition definition() {
        return definition;
    }

    public long createdAt() {
        return createdAt;
    }

    public QueueInfo info() {
        return new QueueInfo(name(), number(), createdAt, modifiedAt, version, attributes());
    }

    /** Whether nothing has been changed since; what has been changed to the same counts. */
    public boolean isAs(QueueInfo found) {
        return number() == found.number() && version == found.version();
    }

    public QueueStatistics statistics() {
        long available = counts().in(EntryState.READY);
        long inFlight = counts().in(EntryState.LEASED);
        long delayed = counts().in(EntryState.DELAYED);
        boolean empty = available + inFlight + delayed == 0; // what is there is being stored, deleted or moved
        return new QueueStatistics(
                available,
                inFlight,
                delayed,
                counts().allSent(),
                counts().allReceived(),
                counts().allDeleted(),
                counts().allDeadLettered(),
                counts().allExpired(),
                dropped.count(),
                empty ? Duration.ZERO : Duration.ofMillis(oldestAge()));
    }

    // ----------------------------------------------------------------- what follows from what entries become

    @Override
    public void entered(Entry entry) {
        selections.forEach(selection -> selection.entered(entry));
    }

    @Override
    public void left(Entry entry) {
        selections.forEach(selection -> selection.left(entry));
    }

    @Override
    public void becameReady(Entry entry) {
        selections.forEach(selection -> selection.becameReady(entry));
        expiry.watch(entry);
        touch();
    }

    @Override
    public void withdrawn(Entry entry) {
        selections.forEach(selection -> selection.withdrawn(entry));
    }

    @Override
    public void expired(Entry entry) {
        parts.departures().expired(entry);
    }

    @Override
    public void touch() {
        queues.touch(this);
    }

    @Override
    public boolean isExhausted(Entry entry) {
        RedrivePolicy policy = entry.isPurged() ? null : redrive();
        return policy != null && entry.receiveCount() >= policy.maxReceiveCount();
    }

    @Override
    public void deadLetter(Entry entry) {
        parts.departures().exhausted(entry, redrive().deadLetterQueue());
    }

    /** A message has been sent to it, and is stored. */
    public void sent(Entry entry, long visibleFrom) {
        counts().sent();
        place(entry, visibleFrom);
    }

    void remove(QueueSelection selection) {
        selections.remove(selection);
    }

    /** What passes a filter, now and later. */
    public QueueSelection select(Filter filter, Predicate<Message> condition) {
        QueueSelection selection = new QueueSelection(parts, queues, this, filter, condition);
        selections.add(selection);
        return selection;
    }

    /** It never was: what came before it was stored, which cannot be persistent, is gone with it. */
    public void undo() {
        for (Entry entry = entries().firstUpTo(Long.MAX_VALUE);
                entry != null;
                entry = entries().firstUpTo(Long.MAX_VALUE)) {
            forget(entry);
        }
        end();
    }

    /** The queue has been deleted. */
    public void end() {
        gone = true;
        deduplication.clear();
        queues.unregister(this);
        expiry.stop();
        waiting().forEach(Waiter::giveUp);
    }

    // ----------------------------------------------------------------------------------------------- receives

    public void await(Waiter receive) {
        waiting.add(receive);
        ownersWaiting += receive.takesWhatComes() ? 1 : 0;
        if (receive.selection() != null) {
            receive.selection().awaited();
        }
    }

    public void stopWaiting(Waiter receive) {
        if (waiting.remove(receive)) {
            stopped(receive);
        }
    }

    private void stopped(Waiter receive) {
        ownersWaiting -= receive.takesWhatComes() ? 1 : 0;
        if (receive.selection() != null) {
            receive.selection().noLongerAwaited();
        }
    }

    List<Waiter> waiting() {
        return new ArrayList<>(waiting);
    }

    /** Hands what is available to those who wait, first come first served. */
    void dispatch() {
        Iterator<Waiter> receives = waiting.iterator();
        while (receives.hasNext() && order().hasForSomebody()) {
            Waiter receive = receives.next();
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
    private boolean isAwaited(Entry entry) {
        if (!attempts.mayRunAhead() || entry.group() != null && !entry.group().isOpenToThoseWaiting()) {
            return false;
        }
        return ownersWaiting > markedEarly || counts().in(EntryState.READY) + markedEarly < attempts.size();
    }

    /** Whether the first delivery of a message is stored together with it, since it {@linkplain #isAwaited is awaited}. */
    public boolean markEarly(Entry entry) {
        boolean marks = isAwaited(entry);
        markedEarly += marks ? 1 : 0;
        return marks;
    }

    /** A message with its first delivery is in the store, or not. */
    public void unmarkEarly(Entry entry, boolean stored) {
        markedEarly--;
        if (stored) {
            entry.recorded(1);
        }
    }

    /** The redrive policy in force: none if the dead-letter queue does not exist. */
    RedrivePolicy redrive() {
        RedrivePolicy policy = attributes().redrive();
        return policy != null && queues.has(policy.deadLetterQueue()) ? policy : null;
    }

    public boolean gone() {
        return gone;
    }

    public Deduplication deduplication() {
        return deduplication;
    }

    public String faults() {
        return faults;
    }

    public AttemptWindow attempts() {
        return attempts;
    }

    /** What it did not get of what is published. */
    public DroppedMessages dropped() {
        return dropped;
    }
}
