package org.leasemq.access;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.MessagePort;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.engine.model.seen.HandOutcome;

/** What is asked about messages and their leases of an engine that is guarded. For threads see {@link GuardedEngine}. */
abstract class GuardedMessages implements MessagePort {
    final LeaseEngine engine;
    final Guard guard;

    GuardedMessages(LeaseEngine engine, Guard guard) {
        this.engine = engine;
        this.guard = guard;
    }

    @Override
    public final UUID newId() {
        return engine.newId();
    }

    @Override
    public final Completion<Sent> announce(Target to, Message message) {
        guard.requireToSend(to);
        return engine.announce(to, message);
    }

    @Override
    public final Completion<List<Outcome<Sent>>> send(Target to, List<Message> messages) {
        guard.requireToSend(to);
        return engine.send(to, messages);
    }

    @Override
    public final Completion<Void> select(UUID client, Selection selection) {
        guard.requireClient(client);
        guard.requireOnQueue(Right.RECEIVE, selection.queue());
        return engine.select(client, selection).map(done -> {
            guard.own.addPart(client, selection.id());
            return done;
        });
    }

    /** Those of others are passed over, as are those that have ended. */
    @Override
    public final Completion<Void> unselect(UUID selection) {
        if (!guard.own.hasPart(selection)) {
            return Completion.done(null);
        }
        guard.own.removePart(selection);
        return engine.unselect(selection);
    }

    /** An owner that is somebody else's gets nothing, as one that has been closed. */
    @Override
    public final Completion<List<Delivery>> receive(ReceiveRequest request) {
        guard.requireOwner(request.owner());
        guard.requireOnQueue(Right.RECEIVE, request.queue());
        if (request.selection() != null) {
            guard.requireSelection(request.selection().id());
        }
        return isGone(request.owner()) ? Completion.done(List.of()) : engine.receive(request);
    }

    /** For an owner that is somebody else's nothing happens, as for one that has been closed. */
    @Override
    public final void recall(UUID owner) {
        if (guard.own.hasPart(owner)) {
            engine.recall(owner);
        }
    }

    @Override
    public final Completion<List<Outcome<Receipt>>> delete(String queue, List<Receipt> receipts) {
        guard.requireOnQueue(Right.RECEIVE, queue);
        guard.requireNotOfOthers(receipts);
        return engine.delete(queue, receipts);
    }

    @Override
    public final Completion<List<Outcome<Receipt>>> changeVisibility(String queue, List<VisibilityChange> changes) {
        guard.requireOnQueue(Right.RECEIVE, queue);
        guard.requireNotOfOthers(changes.stream().map(VisibilityChange::receipt).toList());
        return engine.changeVisibility(queue, changes);
    }

    @Override
    public final Completion<Void> release(List<Receipt> receipts) {
        guard.requireNotOfOthers(receipts);
        return engine.release(receipts);
    }

    @Override
    public final Completion<Void> giveBack(UUID owner, List<Receipt> receipts, Duration hidden) {
        guard.requireOwner(owner);
        return isGone(owner) ? Completion.done(null) : engine.giveBack(owner, receipts, hidden);
    }

    private boolean isGone(UUID owner) {
        return owner != null && !guard.own.hasPart(owner);
    }

    @Override
    public final Completion<List<Sent>> commit(UnitOfWork work) {
        guard.requireFor(work);
        return engine.commit(work);
    }

    @Override
    public final Completion<Integer> redrive(String queue, String destination, int max) {
        guard.requireOnQueue(Right.MANAGE, queue);
        requireToMove(destination);
        return engine.redrive(queue, destination, max);
    }

    @Override
    public final Completion<List<HandOutcome>> byHand(ByHand asked) {
        guard.requireOnQueue(Right.RECEIVE, asked.queue());
        if (asked.held()) {
            guard.requireToTakeFromOthers();
        }
        if (asked.action() == ByHand.Action.MOVE) {
            requireToMove(asked.destination());
        }
        Completion<List<HandOutcome>> outcomes = engine.byHand(asked);
        return guard.mayLookInto(asked.queue())
                ? outcomes
                : outcomes.map(
                        all -> all.stream().map(HandOutcome::withoutHolder).toList());
    }

    private void requireToMove(String destination) {
        if (destination == null) {
            guard.requireOfEverything(Right.MANAGE, "move messages back to wherever they came from");
        } else {
            guard.require(Right.SEND, Destination.queue(destination));
        }
    }

    @Override
    public final Completion<Message> read(Receipt receipt) {
        guard.requireHeld(receipt);
        return engine.read(receipt);
    }

    @Override
    public final Completion<BrowsePage> browse(BrowseRequest request) {
        guard.requireOnQueue(Right.BROWSE, request.queue());
        return engine.browse(request);
    }
}
