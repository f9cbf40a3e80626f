package org.leasemq.engine.local;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.MessagePort;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.local.commit.RememberedCall;
import org.leasemq.engine.local.operation.ClientOwner;
import org.leasemq.engine.local.operation.HandWork;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.ReceiveOperation;
import org.leasemq.engine.local.operation.Redrive;
import org.leasemq.engine.local.operation.Room;
import org.leasemq.engine.local.operation.Selections;
import org.leasemq.engine.local.operation.VisibilityOperation;
import org.leasemq.engine.local.operation.Work;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.engine.model.seen.HandOutcome;

/** What is asked about messages and their leases: nearly all that is ever asked, so that the engine itself tells it. */
abstract class LocalMessages extends LocalPort implements MessagePort {
    final Clients known;
    final Room room;
    private final Selections selections;
    private final Browsing browsing;

    LocalMessages(Kernel kernel, Clients known, Selections selections) {
        super(kernel, null);
        this.known = known;
        this.room = new Room(kernel);
        this.selections = selections;
        this.browsing = new Browsing(kernel);
    }

    /** The same, for one call. */
    LocalMessages(LocalMessages messages, RememberedCall call) {
        super(messages.kernel, call);
        this.known = messages.known;
        this.room = messages.room;
        this.selections = messages.selections;
        this.browsing = messages.browsing;
    }

    @Override
    public final UUID newId() {
        return locked(kernel.numbers()::newId);
    }

    @Override
    public final Completion<Sent> announce(Target to, Message message) {
        requireAll(to, message);
        return told(() -> Work.announce(kernel, to, message));
    }

    @Override
    public final Completion<List<Outcome<Sent>>> send(Target to, List<Message> messages) {
        requireAll(to);
        room.check(messages);
        List<UnitOfWork.Send> published = to.isTopic()
                ? messages.stream()
                        .map(message -> new UnitOfWork.Send(to, message))
                        .toList()
                : List.of();
        return accepted(published, verdicts -> {
            if (to.requiredQueue() != null) {
                kernel.usableQueue(to.requiredQueue());
            }
            Work<List<Outcome<Sent>>> work = new Work<>(kernel);
            return begin(work, each(messages, message -> work.admit(to, message, verdicts)));
        });
    }

    @Override
    public final Completion<List<Delivery>> receive(ReceiveRequest request) {
        requireAll(request);
        if (request.selection() == null) {
            return locked(() -> receiveAnything(request));
        }
        ClientOwner owner = locked(() -> owner(request));
        if (isGone(owner, request)) {
            return nothing();
        }
        room.checkLeases(request);
        return selections.receive(request, owner);
    }

    /** Null for nobody in particular, and for one that is closed. */
    private ClientOwner owner(ReceiveRequest request) {
        return request.owner() == null ? null : known.owner(request.owner());
    }

    private static boolean isGone(ClientOwner owner, ReceiveRequest request) {
        return owner == null && request.owner() != null;
    }

    private Completion<List<Delivery>> nothing() {
        kernel.checkOpen();
        return Completion.done(List.of());
    }

    private Completion<List<Delivery>> receiveAnything(ReceiveRequest request) {
        ClientOwner owner = owner(request);
        if (isGone(owner, request)) {
            return nothing();
        }
        room.checkLeases(request);
        ReceiveOperation receive =
                new ReceiveOperation(kernel, kernel.usableQueue(request.queue()), null, request, owner);
        receive.begin();
        kernel.dispatch();
        return receive;
    }

    @Override
    public final Completion<List<Outcome<Receipt>>> delete(String name, List<Receipt> receipts) {
        requireAll(name);
        requireAll(receipts.toArray());
        return locked(() -> {
            QueueState queue = kernel.queue(name);
            Work<List<Outcome<Receipt>>> work = new Work<>(kernel);
            return begin(work, each(receipts, receipt -> {
                work.deletes().admit(queue, receipt);
                return receipt;
            }));
        });
    }

    @Override
    public final Completion<List<Outcome<Receipt>>> changeVisibility(String name, List<VisibilityChange> changes) {
        requireAll(name);
        requireAll(changes.toArray());
        return locked(() -> {
            VisibilityOperation operation = new VisibilityOperation(kernel);
            operation.remember(call);
            operation.begin(kernel.queue(name), changes);
            kernel.dispatch();
            return operation;
        });
    }

    @Override
    public final Completion<Void> release(List<Receipt> receipts) {
        requireAll(receipts.toArray());
        return handedOut(() -> {
            for (Receipt receipt : receipts) {
                Lease lease = kernel.receipts().held(receipt);
                if (lease != null) {
                    lease.entry().queue().release(lease);
                }
            }
        });
    }

    @Override
    public final Completion<Void> giveBack(UUID owner, List<Receipt> receipts, Duration hidden) {
        requireAll(receipts.toArray());
        return handedOut(() -> {
            if (owner == null) {
                receipts.forEach(receipt -> kernel.receipts().giveBack(receipt, hidden.toMillis()));
                return;
            }
            ClientOwner holder = known.owner(owner);
            if (holder != null) {
                holder.giveBack(receipts, hidden.toMillis());
            }
        });
    }

    @Override
    public final Completion<List<Sent>> commit(UnitOfWork work) {
        requireAll(work.deletes().toArray());
        room.check(work.sends().stream().map(UnitOfWork.Send::message).toList());
        return accepted(work.sends(), verdicts -> {
            kernel.checkOpen();
            Work<List<Sent>> operation = new Work<>(kernel);
            return begin(operation, admit(work, operation, verdicts));
        });
    }

    @Override
    public final Completion<Integer> redrive(String name, String destination, int max) {
        requireAll(name);
        return locked(() -> {
            QueueState target = destination == null ? null : kernel.usableQueue(destination);
            Redrive redrive = new Redrive(kernel, kernel.usableQueue(name), target);
            redrive.remember(call);
            redrive.begin(max);
            kernel.dispatch();
            return redrive;
        });
    }

    @Override
    public final Completion<List<HandOutcome>> byHand(ByHand asked) {
        requireAll(asked);
        return locked(() -> {
            Completion<List<HandOutcome>> begun =
                    new HandWork(kernel, asked, kernel.usableQueue(asked.queue())).begin(call);
            kernel.dispatch();
            return begun;
        });
    }

    @Override
    public final Completion<Void> select(UUID client, Selection selection) {
        requireAll(client, selection);
        Predicate<Message> condition = kernel.filters().compile(selection.filter());
        return told(() -> {
            known.select(client, selection, condition);
            return null;
        });
    }

    @Override
    public final Completion<Void> unselect(UUID selection) {
        requireAll(selection);
        return handedOut(() -> known.unselect(selection));
    }

    @Override
    public final Completion<BrowsePage> browse(BrowseRequest request) {
        return Completion.done(browsing.page(request));
    }

    @Override
    public final Completion<Message> read(Receipt receipt) {
        requireAll(receipt);
        Entry entry = locked(() -> {
            kernel.checkOpen();
            return kernel.index().get(receipt.sequenceNumber());
        });
        if (entry == null) {
            throw new EngineException.LeaseEnded("The lease has ended, and the message is gone.", true);
        }
        return Completion.done(kernel.contents().load(entry.content(), receipt.sequenceNumber()));
    }
}
