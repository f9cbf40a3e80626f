package org.leasemq.engine.local.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.Group;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.QueueSelection;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.local.queue.Waiter;
import org.leasemq.engine.local.runtime.Timers;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;
import org.leasemq.store.Progress;

/** A receive: waits for messages, leases them, has the deliveries recorded, hands them over. */
public final class ReceiveOperation extends EngineOperation<List<Delivery>> implements Waiter {
    private static final Duration LONGEST_WAIT = Duration.ofDays(36_500);
    /** By how much a lease may end too early after a crash. */
    private static final long TOLERATED_MILLIS = 500;

    /** How far it has come. */
    private enum Stage {
        /** About to take what is there. */
        LOOKING,
        /** Nothing was there. */
        LEFT_WITH_NOTHING,
        /** In the line of those who wait for a message of the queue. */
        WAITING,
        /** In the line of what has to be stored: its deliveries, or what it has dead-lettered. */
        RECORDING,
        /** About to give what it has taken to who asked. */
        HANDING_OVER,
        /** Nothing comes any more. */
        OVER
    }

    /** A receive count that is being stored. */
    private record Recording(Entry entry, int count) {}

    final QueueState queue;
    /** Who will hold the leases; null for leases that end by time. */
    final ClientOwner owner;

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

    private Stage stage = Stage.LOOKING;
    private boolean cancelled;
    /** Whether it has moved something to the dead-letter queue, which may not be there yet. */
    private boolean hasDeadLettered;

    /** @param owner who will hold the leases; null for leases that end by time */
    public ReceiveOperation(
            Kernel kernel, QueueState queue, QueueSelection selection, ReceiveRequest request, ClientOwner owner) {
        super(kernel);
        this.queue = queue;
        this.request = request;
        this.owner = owner;
        this.selection = selection;
        this.deadline = deadline();
    }

    @Override
    public String queueName() {
        return queue.name();
    }

    @Override
    public QueueSelection selection() {
        return selection;
    }

    /** As {@link #begin}, unless there is nothing to take and more to be judged: then it has not begun. */
    boolean beginsOnWhatIsJudged() {
        stage = look();
        boolean begins = stage != Stage.LEFT_WITH_NOTHING || !selection.isUnjudged();
        if (begins) {
            goOn(stage);
        }
        return begins;
    }

    /** Takes what is there, or waits. */
    public void begin() {
        goOn(Stage.LOOKING);
    }

    /** From a stage on, until it has to wait for others or is over. */
    private void goOn(Stage from) {
        stage = from;
        while (stage == Stage.LOOKING || stage == Stage.LEFT_WITH_NOTHING || stage == Stage.HANDING_OVER) {
            stage = switch (stage) {
                case LOOKING -> look();
                case LEFT_WITH_NOTHING -> beginToWait();
                default -> handOver();
            };
        }
    }

    private Stage look() {
        if (owner != null && owner.isClosed() || selection != null && selection.isClosed()) {
            return endWith(List.of());
        }
        take();
        return leases.isEmpty() ? Stage.LEFT_WITH_NOTHING : taken();
    }

    private Stage endWith(List<Delivery> deliveries) {
        complete(deliveries);
        return Stage.OVER;
    }

    private Stage beginToWait() {
        if (cancelled || queue.gone() || kernel.life.isClosing()) {
            return endWith(List.of());
        }
        if (deadline <= kernel.elapsed()) {
            return endWithNothing();
        }
        if (selection != null && selection.isUnjudged()) {
            selection.judgeSoon();
        }
        queue.await(this);
        if (owner != null) {
            owner.receives.add(this);
        }
        if (deadline != Long.MAX_VALUE) {
            timeout = kernel.time.timers().schedule(deadline, () -> {
                timeout = null;
                giveUp();
            });
        }
        return Stage.WAITING;
    }

    /** Whoever gets nothing finds in the dead-letter queue what was not given to him. */
    private Stage endWithNothing() {
        return hasDeadLettered ? record() : endWith(List.of()); // behind what is moved to the dead-letter queue
    }

    private Stage record() {
        kernel.commit.submit(this);
        return Stage.RECORDING;
    }

    private long deadline() {
        Duration wait = request.waitTime() == null ? queue.attributes().receiveWait() : request.waitTime();
        if (wait.isNegative()) {
            return 0;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? Long.MAX_VALUE : kernel.elapsed() + wait.toMillis();
    }

    @Override
    public boolean tryToTake() {
        take();
        if (leases.isEmpty()) {
            return false;
        }
        stopWaiting();
        goOn(taken());
        return true;
    }

    private Stage taken() {
        if (!hasToBeRecorded()) {
            return Stage.HANDING_OVER;
        }
        beginRecording();
        return record();
    }

    private void take() {
        while (leases.size() < request.max()) {
            Entry entry = selection == null ? queue.order().next(owner) : selection.next(owner);
            if (entry == null || isTooMuch(entry)) {
                return;
            }
            if (owner == null && entry.group() != null && selection == null) {
                takeFrom(entry.group());
            } else {
                takeUnlessOver(entry);
            }
        }
    }

    /** Fills from one group, up to the first message that somebody else has. */
    private void takeFrom(Group group) {
        long limit = group.firstTimedLease();
        while (leases.size() < request.max()) {
            Entry next = group.ready().peek();
            if (next == null || next.position() > limit || isTooMuch(next)) {
                return;
            }
            takeUnlessOver(next);
        }
    }

    private boolean isTooMuch(Entry entry) {
        if (leases.isEmpty() || request.maxBytes() == Long.MAX_VALUE) {
            return false;
        }
        long bytes = entry.content().size();
        for (Lease lease : leases) {
            bytes += lease.entry().content().size();
        }
        return bytes > request.maxBytes();
    }

    private void takeUnlessOver(Entry entry) {
        if (entry.isExpiredAt(kernel.now())) {
            queue.expire(entry);
        } else if (queue.isExhausted(entry)) {
            queue.deadLetter(entry);
            hasDeadLettered = true;
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
            visibility = queue.attributes().visibilityTimeout();
        }
        return kernel.elapsed() + visibility.toMillis();
    }

    private boolean hasToBeRecorded() {
        for (Lease lease : leases) {
            Entry entry = lease.entry();
            boolean recorded = !entry.isPersistent() || owner != null && entry.recordedCount() >= entry.receiveCount();
            if (!recorded || lease.isBehindOthers()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void encode(List<Change> changes) {
        storedUntil = owner == null ? leaseEnd() : 0;
        for (Lease lease : leases) {
            Entry entry = lease.entry();
            if (entry.lease() == lease && entry.isPersistent()) {
                recordings.add(new Recording(entry, entry.receiveCount()));
                changes.add(new Change.Update(
                        entry.position(), entry.progressUntil(storedUntil == 0 ? 0 : kernel.time.dateOf(storedUntil))));
            }
        }
        if (takesWhatComes()) {
            queue.order().forUpcoming(queue.attempts().grow(kernel.elapsed()), entry -> recordAhead(entry, changes));
        }
    }

    private void recordAhead(Entry entry, List<Change> changes) {
        if (entry.isPersistent() && entry.recordedCount() == 0) {
            recordings.add(new Recording(entry, 1));
            changes.add(new Change.Update(entry.position(), new Progress(1, kernel.now(), 0)));
        }
    }

    private void beginRecording() {
        for (Lease lease : leases) {
            if (lease.group() != null) {
                lease.group().beginRecording(lease.position());
            }
        }
    }

    @Override
    public void durable(Locations locations) {
        for (Recording recording : recordings) {
            recording.entry.recorded(recording.count);
        }
        recordings.clear();
        goOn(recorded());
    }

    /** The store fails: what is there is delivered all the same. */
    @Override
    public void refused(EngineException cause) {
        recordings.clear();
        storedUntil = 0;
        goOn(recorded());
    }

    private Stage recorded() {
        if (leases.isEmpty()) {
            return endWith(List.of()); // it has waited for what is moved to the dead-letter queue only
        }
        leases.removeIf(lease -> !isLeft(lease));
        return leases.isEmpty() ? Stage.LOOKING : Stage.HANDING_OVER;
    }

    /** While its delivery was being recorded it may have gone, or an earlier one of its group may have come back. */
    private boolean isLeft(Lease lease) {
        boolean overtaking = lease.group() != null && endRecording(lease);
        if (lease.entry().lease() != lease) {
            return false;
        }
        if (lease.isBeingDeleted()) {
            lease.abandon(kernel.elapsed());
            return false;
        }
        if (overtaking || lease.group() != null && mayBeOvertaking(lease)) {
            queue.giveBack(lease);
            return false;
        }
        lease.handOver();
        return true;
    }

    /** The leases run from now on; one of no duration makes its message visible at once. */
    private Stage handOver() {
        EngineException.Failed lost = kernel.lost();
        if (lost != null) {
            abandon(lost);
            return Stage.OVER;
        }
        List<Delivery> deliveries = new ArrayList<>(leases.size());
        long until = leaseEnd();
        for (Lease lease : leases) {
            deliveries.add(new LocalDelivery(kernel, lease));
            queue.handOver(lease, until);
        }
        for (Lease lease : leases) {
            queue.releaseIfOver(lease);
        }
        if (storedUntil != 0 && until - storedUntil > TOLERATED_MILLIS) {
            LeaseEnds.correct(kernel, List.copyOf(leases));
        }
        leases.clear();
        return endWith(deliveries);
    }

    private boolean endRecording(Lease lease) {
        Group group = lease.group();
        Entry next = selection == null ? group.ready().peek() : selection.firstReadyIn(group);
        return group.endRecording(lease, next);
    }

    /** Whether nobody knows any more, or yet, what has passed the filter and come, or come back. */
    private boolean mayBeOvertaking(Lease lease) {
        return selection != null && (selection.isClosed() || selection.mayBeOvertaking(lease.entry()));
    }

    @Override
    public boolean takesWhatComes() {
        return owner != null && selection == null;
    }

    @Override
    public void cancel() {
        kernel.lock.run(this::giveUp);
    }

    @Override
    public void giveUp() {
        cancelled = true;
        if (stage == Stage.WAITING) {
            queue.stopWaiting(this);
            stopWaiting();
            stage = endWith(List.of());
        }
    }

    /** No longer waits; who calls this takes it out of the queue's line. */
    private void stopWaiting() {
        if (owner != null) {
            owner.receives.remove(this);
        }
        if (timeout != null) {
            timeout.cancel();
            timeout = null;
        }
    }
}
