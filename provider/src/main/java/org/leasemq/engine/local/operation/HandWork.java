package org.leasemq.engine.local.operation;

import java.util.List;
import java.util.Objects;
import org.leasemq.engine.Completion;
import org.leasemq.engine.local.commit.RememberedCall;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryState;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.seen.ByHand;

/** What somebody does with messages by hand, whatever state they are in. */
public final class HandWork {
    private final Kernel kernel;
    private final ByHand asked;
    private final QueueState queue;

    /** @param queue where they are */
    public HandWork(Kernel kernel, ByHand asked, QueueState queue) {
        this.kernel = kernel;
        this.asked = asked;
        this.queue = queue;
    }

    /**
     * Begins it. Hands nothing out: the caller sees to that.
     *
     * @param call whose answer is remembered; null for none
     */
    public Completion<Integer> begin(RememberedCall call) {
        if (asked.action() == ByHand.Action.MOVE) {
            QueueState target = asked.destination() == null ? null : kernel.usableQueue(asked.destination());
            Redrive redrive = new Redrive(kernel, queue, target);
            redrive.remember(call);
            redrive.begin(found());
            return redrive;
        }
        List<Entry> found = found();
        Work<Integer> work = new Work<>(kernel);
        work.remember(call);
        for (Entry entry : found) {
            if (asked.action() == ByHand.Action.DELETE) {
                work.deletes().admit(entry);
            } else if (entry.state() == EntryState.LEASED) {
                queue.release(entry.lease());
            } else {
                queue.makeReady(entry);
            }
        }
        work.begin(found.size());
        return work;
    }

    private List<Entry> found() {
        return asked.messages().stream()
                .filter(seen -> seen.queue() == queue.number())
                .map(this::find)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Null if it is not there any more as it was seen. */
    private Entry find(Receipt seen) {
        Entry entry = kernel.index().get(seen.sequenceNumber());
        boolean same = entry != null
                && entry.queue() == queue
                && entry.receiveCount() == seen.receiveCount()
                && !entry.isPurged();
        return same && canBe(entry) ? entry : null;
    }

    private boolean canBe(Entry entry) {
        boolean released = asked.action() == ByHand.Action.RELEASE;
        return switch (entry.state()) {
            case READY -> !released && !entry.isExpiredAt(kernel.now());
            case DELAYED -> true;
            case LEASED -> asked.held() && asked.action() != ByHand.Action.MOVE && canEnd(entry.lease());
            case PENDING, MOVING, DELETING, GONE -> false;
        };
    }

    private static boolean canEnd(Lease lease) {
        return lease.isHandedOver() && !lease.isBeingDeleted();
    }
}
