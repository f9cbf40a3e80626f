package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.local.commit.RememberedCall;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryState;
import org.leasemq.engine.local.order.Holder;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.engine.model.seen.HandOutcome;
import org.leasemq.engine.model.seen.HandOutcome.Result;

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
    public Completion<List<HandOutcome>> begin(RememberedCall call) {
        QueueState target = asked.destination() == null ? null : kernel.usableQueue(asked.destination());
        List<HandOutcome> outcomes =
                new ArrayList<>(asked.messages().stream().map(this::outcome).toList());
        List<Entry> entries = outcomes.stream()
                .filter(HandOutcome::done)
                .map(outcome -> kernel.index().get(outcome.sequenceNumber()))
                .distinct()
                .toList();
        if (asked.action() == ByHand.Action.MOVE) {
            HandMove move = new HandMove(kernel, outcomes);
            move.remember(call);
            move.begin(new Redrive.Way(kernel, queue, target), entries);
            return move;
        }
        Work<List<HandOutcome>> work = new Work<>(kernel);
        work.remember(call);
        for (Entry entry : entries) {
            if (asked.action() == ByHand.Action.DELETE) {
                work.deletes().admit(entry);
            } else if (entry.state() == EntryState.LEASED) {
                queue.release(entry.lease());
            } else {
                queue.makeReady(entry);
            }
        }
        work.begin(List.copyOf(outcomes));
        return work;
    }

    /** What will have become of one, if it is still there as it was seen. */
    private HandOutcome outcome(Receipt seen) {
        long number = seen.sequenceNumber();
        Entry entry = seen.queue() == queue.number() ? kernel.index().get(number) : null;
        if (entry == null || entry.queue() != queue || entry.isPurged() || entry.state() == EntryState.GONE) {
            return new HandOutcome(number, Result.GONE, null);
        }
        if (entry.receiveCount() != seen.receiveCount()) {
            return new HandOutcome(number, Result.RECEIVED_SINCE, isLeased(entry) ? holder(entry) : null);
        }
        Result result = result(entry);
        return new HandOutcome(number, result, result == Result.IN_FLIGHT ? holder(entry) : null);
    }

    private Result result(Entry entry) {
        boolean released = asked.action() == ByHand.Action.RELEASE;
        return switch (entry.state()) {
            case READY -> entry.isExpiredAt(kernel.now()) ? Result.GONE : released ? Result.AVAILABLE : Result.DONE;
            case DELAYED -> Result.DONE;
            case LEASED -> {
                boolean may = asked.held() && asked.action() != ByHand.Action.MOVE;
                yield !canEnd(entry.lease()) ? Result.BUSY : may ? Result.DONE : Result.IN_FLIGHT;
            }
            case PENDING, MOVING, DELETING -> Result.BUSY;
            case GONE -> Result.GONE;
        };
    }

    private static boolean isLeased(Entry entry) {
        return entry.state() == EntryState.LEASED;
    }

    /** Empty for nobody whose name is known. */
    private static String holder(Entry entry) {
        Holder owner = entry.lease().owner();
        return owner == null ? "" : owner.description();
    }

    private static boolean canEnd(Lease lease) {
        return lease.isHandedOver() && !lease.isBeingDeleted();
    }
}
