package org.leasemq.engine.local;

import java.time.Duration;
import java.util.ArrayList;
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
import org.leasemq.engine.local.operation.Deletes;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.ReceiveOperation;
import org.leasemq.engine.local.operation.Redrive;
import org.leasemq.engine.local.operation.Room;
import org.leasemq.engine.local.operation.Selections;
import org.leasemq.engine.local.operation.Sends;
import org.leasemq.engine.local.operation.SessionOwner;
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

/** What is asked about messages and their leases. */
final class LocalMessages extends LocalPort implements MessagePort {
    private final Clients clients;
    private final Room room;
    private final Selections selections;
    private final Browsing browsing;

    LocalMessages(Kernel kernel, Clients clients, Selections selections, Room room) {
        super(kernel, null);
        this.clients = clients;
        this.room = room;
        this.selections = selections;
        this.browsing = new Browsing(kernel);
    }

    /** The same, for one call. */
    LocalMessages(LocalMessages messages, RememberedCall call) {
        super(messages.kernel, call);
        this.clients = messages.clients;
        this.room = messages.room;
        this.selections = messages.selections;
        this.browsing = messages.browsing;
    }

    @Override
    public UUID newId() {
        return locked(kernel.numbers()::newId);
    }

    @Override
    public Completion<Sent> announce(Target to, Message message) {
        requireAll(to, message);
        return told(() -> Sends.announce(kernel, to, message));
    }

    @Override
    public Completion<List<Outcome<Sent>>> send(Target to, List<Message> messages) {
        requireAll(to);
        room.check(messages);
        List<UnitOfWork.Send> published = to.isTopic()
                ? messages.stream()
                        .map(message -> new UnitOfWork.Send(to, message))
                        .toList()
                : List.of();
        return accepted(published, verdicts -> {
            if (!to.isTopic()) {
                kernel.usableQueue(to.name());
            }
            Sends sends = new Sends(kernel);
            List<Outcome<Sent>> outcomes = each(messages, message -> sends.admit(to, message, verdicts));
            return begin(new Work<>(kernel, sends, new Deletes(kernel, false), outcomes));
        });
    }

    @Override
    public Completion<List<Delivery>> receive(ReceiveRequest request) {
        requireAll(request);
        if (request.selection() == null) {
            return locked(() -> receiveAnything(request));
        }
        SessionOwner owner = locked(() -> owner(request));
        if (isGone(owner, request)) {
            return nothing();
        }
        room.checkLeases(request);
        return selections.receive(request, owner);
    }

    /** Null for nobody in particular, and for one that is closed. */
    private SessionOwner owner(ReceiveRequest request) {
        return request.owner() == null ? null : clients.owner(request.owner());
    }

    private static boolean isGone(SessionOwner owner, ReceiveRequest request) {
        return owner == null && request.owner() != null;
    }

    private Completion<List<Delivery>> nothing() {
        kernel.checkOpen();
        return Completion.done(List.of());
    }

    private Completion<List<Delivery>> receiveAnything(ReceiveRequest request) {
        SessionOwner owner = owner(request);
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
    public Completion<List<Outcome<Receipt>>> delete(String name, List<Receipt> receipts) {
        requireAll(name);
        requireAll(receipts.toArray());
        return locked(() -> {
            QueueState queue = kernel.queue(name);
            Deletes deletes = new Deletes(kernel, false);
            List<Outcome<Receipt>> outcomes = each(receipts, receipt -> {
                deletes.admit(queue, receipt);
                return receipt;
            });
            return begin(new Work<>(kernel, new Sends(kernel), deletes, outcomes));
        });
    }

    @Override
    public Completion<List<Outcome<Receipt>>> changeVisibility(String name, List<VisibilityChange> changes) {
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
    public Completion<Void> release(List<Receipt> receipts) {
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
    public Completion<Void> giveBack(UUID owner, List<Receipt> receipts, Duration hidden) {
        requireAll(receipts.toArray());
        return handedOut(() -> {
            if (owner == null) {
                receipts.forEach(receipt -> kernel.receipts().giveBack(receipt, hidden.toMillis()));
                return;
            }
            SessionOwner holder = clients.owner(owner);
            if (holder != null) {
                holder.giveBack(receipts, hidden.toMillis());
            }
        });
    }

    @Override
    public Completion<List<Sent>> commit(UnitOfWork work) {
        requireAll(work.deletes().toArray());
        room.check(work.sends().stream().map(UnitOfWork.Send::message).toList());
        return accepted(work.sends(), verdicts -> {
            kernel.checkOpen();
            Sends sends = new Sends(kernel);
            Deletes deletes = new Deletes(kernel, false);
            List<Sent> sent = new ArrayList<>(work.sends().size());
            try {
                work.deletes().forEach(deletes::admitHeld);
                for (UnitOfWork.Send send : work.sends()) {
                    sent.add(sends.admit(send.to(), send.message(), verdicts));
                }
            } catch (RuntimeException e) {
                sends.refused();
                deletes.refused();
                throw e;
            }
            return begin(new Work<>(kernel, sends, deletes, sent));
        });
    }

    @Override
    public Completion<Integer> redrive(String name, String destination, int max) {
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
    public Completion<Void> select(UUID client, Selection selection) {
        requireAll(client, selection);
        Predicate<Message> condition = kernel.filters().compile(selection.filter());
        return told(() -> {
            clients.select(client, selection, condition);
            return null;
        });
    }

    @Override
    public Completion<Void> unselect(UUID selection) {
        requireAll(selection);
        return handedOut(() -> clients.unselect(selection));
    }

    @Override
    public Completion<BrowsePage> browse(BrowseRequest request) {
        return Completion.done(browsing.page(request));
    }

    @Override
    public Completion<Message> read(Receipt receipt) {
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
