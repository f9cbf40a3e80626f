package org.leasemq.engine.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;
import org.leasemq.store.Progress;

/** A receive: waits for messages, leases them, has the deliveries recorded, hands them over. */
final class ReceiveOperation extends Operation<List<Delivery>> {
    private static final Duration LONGEST_WAIT = Duration.ofDays(36_500);
    /** By how much a lease may end too early after a crash. */
    private static final long TOLERATED_MILLIS = 500;

    /** A receive count that is being stored. */
    private record Recording(Entry entry, int count) {}

    final QueueState queue;
    /** Who will hold the leases; null for leases that end by time. */
    final SessionOwner owner;

    /** What it is restricted to; null for nothing. */
    final QueueSelection selection;

    private final ReceiveRequest request;
    private final List<Lease> leases = new ArrayList<>(1);
    /** What is being stored. */
    private final List<Recording> recordings = new ArrayList<>(1);

    /** The moment at which the leases end that are being stored, as it is stored. */
    private long storedUntil;

    private Timers.Timer timeout;
    /** The moment at which the wait ends. */
    private final long deadline;

    private boolean waiting;
    private boolean cancelled;
    /** Whether it has moved something to the dead-letter queue, which may not be there yet. */
    private boolean hasBuried;

    ReceiveOperation(Kernel kernel, QueueState queue, QueueSelection selection, ReceiveRequest request) {
        super(kernel);
        this.queue = queue;
        this.request = request;
        this.owner = (SessionOwner) request.owner();
        this.selection = selection;
        this.deadline = deadline();
    }

    /** As {@link #begin}, unless there is nothing to take and more to be judged: then it has not begun. */
    boolean beginsOnWhatIsJudged() {
        if (!isOver() && !tryToTake()) {
            if (selection.isUnjudged()) {
                return false;
            }
            beginToWait();
        }
        return true;
    }

    /** Takes what is there, or waits. */
    void begin() {
        if (!isOver() && !tryToTake()) {
            beginToWait();
        }
    }

    /** Whether it gets nothing any more, and ends. */
    private boolean isOver() {
        boolean over = owner != null && owner.isClosed() || selection != null && selection.isClosed();
        if (over) {
            complete(List.of());
        }
        return over;
    }

    private void beginToWait() {
        if (cancelled || queue.gone || kernel.isClosing()) {
            complete(List.of());
            return;
        }
        if (deadline <= kernel.elapsed()) {
            endWithNothing();
            return;
        }
        if (selection != null && selection.isUnjudged()) {
            selection.judgeSoon();
        }
        waiting = true;
        queue.await(this);
        if (owner != null) {
            owner.receives.add(this);
        }
        if (deadline != Long.MAX_VALUE) {
            timeout = kernel.timers.schedule(deadline, () -> {
                timeout = null;
                giveUp();
            });
        }
    }

    /** Whoever gets nothing finds in the dead-letter queue what was not given to him. */
    private void endWithNothing() {
        if (hasBuried) {
            kernel.commit.submit(this); // behind the burials
        } else {
            complete(List.of());
        }
    }

    private long deadline() {
        Duration wait = request.waitTime() == null ? queue.attributes.receiveWait() : request.waitTime();
        if (wait.isNegative()) {
            return 0;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? Long.MAX_VALUE : kernel.elapsed() + wait.toMillis();
    }

    /**
     * Takes what is available now.
     *
     * @return whether there was something, so that the operation no longer waits
     */
    boolean tryToTake() {
        take();
        if (leases.isEmpty()) {
            return false;
        }
        stopWaiting();
        if (hasToBeRecorded()) {
            beginRecording();
            kernel.commit.submit(this);
        } else {
            handOver(leases);
        }
        return true;
    }

    private void take() {
        while (leases.size() < request.max()) {
            Entry entry = selection == null ? queue.order.next(owner) : selection.next(owner);
            if (entry == null || isTooMuch(entry)) {
                return;
            }
            if (owner == null && entry.group != null && selection == null) {
                takeFrom(entry.group);
            } else {
                takeUnlessOver(entry);
            }
        }
    }

    /** Fills from one group, up to the first message that somebody else has. */
    private void takeFrom(Group group) {
        long limit = group.firstTimedLease();
        while (leases.size() < request.max()) {
            Entry next = group.ready.peek();
            if (next == null || next.position > limit || isTooMuch(next)) {
                return;
            }
            takeUnlessOver(next);
        }
    }

    private boolean isTooMuch(Entry entry) {
        if (leases.isEmpty() || request.maxBytes() == Long.MAX_VALUE) {
            return false;
        }
        long bytes = entry.content.size;
        for (Lease lease : leases) {
            bytes += lease.entry.content.size;
        }
        return bytes > request.maxBytes();
    }

    private void takeUnlessOver(Entry entry) {
        if (entry.isExpiredAt(kernel.now())) {
            queue.expire(entry);
        } else if (DeadLetters.isExhausted(entry)) {
            queue.withdraw(entry);
            DeadLetters.move(entry);
            hasBuried = true;
        } else {
            leases.add(queue.lease(entry, owner));
        }
    }

    /** When a lease that is handed over now ends; 0 if it does not end by time. */
    private long leaseEnd() {
        Duration visibility = request.visibility();
        if (visibility == null) {
            if (owner != null) {
                return 0;
            }
            visibility = queue.attributes.visibilityTimeout();
        }
        return kernel.elapsed() + visibility.toMillis();
    }

    private boolean hasToBeRecorded() {
        for (Lease lease : leases) {
            Entry entry = lease.entry;
            boolean recorded = !entry.isPersistent() || owner != null && entry.recordedCount >= entry.receiveCount;
            if (!recorded || entry.group != null && entry.group.isRecording()) {
                return true;
            }
        }
        return false;
    }

    @Override
    void encode(List<Change> changes) {
        storedUntil = owner == null ? leaseEnd() : 0;
        for (Lease lease : leases) {
            Entry entry = lease.entry;
            if (entry.lease == lease && entry.isPersistent()) {
                recordings.add(new Recording(entry, entry.receiveCount));
                changes.add(new Change.Update(
                        entry.position, entry.progressUntil(storedUntil == 0 ? 0 : kernel.dateOf(storedUntil))));
            }
        }
        if (takesWhatComes()) {
            queue.order.forUpcoming(queue.attempts.grow(kernel.elapsed()), entry -> recordAhead(entry, changes));
        }
    }

    private void recordAhead(Entry entry, List<Change> changes) {
        if (entry.isPersistent() && entry.recordedCount == 0) {
            recordings.add(new Recording(entry, 1));
            changes.add(new Change.Update(entry.position, new Progress(1, kernel.now(), 0)));
        }
    }

    private void beginRecording() {
        for (Lease lease : leases) {
            if (lease.group != null) {
                lease.group.beginRecording(lease.position);
            }
        }
    }

    private void endRecording() {
        for (Lease lease : leases) {
            if (lease.group != null) {
                lease.group.endRecording(lease.position);
            }
        }
    }

    @Override
    void durable(Locations locations) {
        endRecording();
        for (Recording recording : recordings) {
            recording.entry.recordedCount = Math.max(recording.entry.recordedCount, recording.count);
        }
        recordings.clear();
        handOverWhatIsLeft();
    }

    /** The store fails: what is there is delivered all the same. */
    @Override
    void refused(EngineException cause) {
        recordings.clear();
        storedUntil = 0;
        endRecording();
        handOverWhatIsLeft();
    }

    /** While the deliveries were being recorded some may have gone, or an earlier one of their group may have come back. */
    private void handOverWhatIsLeft() {
        if (leases.isEmpty()) {
            complete(List.of()); // it has waited for burials only
            return;
        }
        List<Lease> left = new ArrayList<>(leases.size());
        for (Lease lease : leases) {
            if (lease.entry.lease != lease) {
                continue;
            }
            if (lease.deleting) {
                lease.abandon(kernel.elapsed());
            } else if (lease.group != null && isOvertaking(lease)) {
                queue.giveBack(lease);
            } else {
                lease.handedOver = true;
                left.add(lease);
            }
        }
        if (left.isEmpty()) {
            leases.clear();
            begin();
        } else {
            handOver(left);
        }
    }

    /** The leases run from now on; one of no duration makes its message visible at once. */
    private void handOver(List<Lease> taken) {
        List<Delivery> deliveries = new ArrayList<>(taken.size());
        long until = leaseEnd();
        for (Lease lease : taken) {
            deliveries.add(new LocalDelivery(kernel, lease));
            queue.handOver(lease, until);
        }
        for (Lease lease : taken) {
            queue.releaseIfOver(lease);
        }
        if (storedUntil != 0 && until - storedUntil > TOLERATED_MILLIS) {
            LeaseEnds.correct(kernel, List.copyOf(taken));
        }
        leases.clear();
        complete(deliveries);
    }

    private boolean isOvertaking(Lease lease) {
        if (selection != null && (selection.isClosed() || selection.mayBeOvertaking(lease.entry))) {
            return true; // nobody knows any more, or yet, what has passed and come, or come back
        }
        Entry next = selection == null ? lease.group.ready.peek() : selection.firstReadyIn(lease.group);
        return lease.group.isOvertaking(lease, next);
    }

    /** Whether it belongs to somebody who lives, and takes the next message whatever it is. */
    boolean takesWhatComes() {
        return owner != null && selection == null;
    }

    @Override
    public void cancel() {
        kernel.enter();
        try {
            giveUp();
        } finally {
            kernel.exit();
        }
    }

    /** Ends the wait without messages; too late when there are some. */
    void giveUp() {
        cancelled = true;
        if (waiting) {
            queue.stopWaiting(this);
            stopWaiting();
            complete(List.of());
        }
    }

    /** No longer waits; who calls this takes it out of the queue's line. */
    private void stopWaiting() {
        if (!waiting) {
            return;
        }
        waiting = false;
        if (owner != null) {
            owner.receives.remove(this);
        }
        if (timeout != null) {
            timeout.cancel();
            timeout = null;
        }
    }
}
