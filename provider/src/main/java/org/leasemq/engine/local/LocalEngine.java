package org.leasemq.engine.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.leasemq.engine.Browser;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.local.commit.GroupCommit;
import org.leasemq.engine.local.commit.Operation;
import org.leasemq.engine.local.operation.BranchOperations;
import org.leasemq.engine.local.operation.Clear;
import org.leasemq.engine.local.operation.Deletes;
import org.leasemq.engine.local.operation.EngineDepartures;
import org.leasemq.engine.local.operation.HealthCheck;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.PreparedBranch;
import org.leasemq.engine.local.operation.QueueOperations;
import org.leasemq.engine.local.operation.ReceiveOperation;
import org.leasemq.engine.local.operation.Redrive;
import org.leasemq.engine.local.operation.Room;
import org.leasemq.engine.local.operation.Selections;
import org.leasemq.engine.local.operation.Sends;
import org.leasemq.engine.local.operation.SessionOwner;
import org.leasemq.engine.local.operation.Verdicts;
import org.leasemq.engine.local.operation.VisibilityOperation;
import org.leasemq.engine.local.operation.Work;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.local.recovery.Housekeeping;
import org.leasemq.engine.local.recovery.Recovery;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.Environment;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;

/**
 * The engine that runs in this process: order, leases and counts in memory, everything durable in a {@link Store}.
 *
 * <p>Each call takes its place under one lock, within microseconds; {@link GroupCommit} then makes it durable together with
 * what others asked for, and its effects appear in the order of the calls.
 */
public final class LocalEngine implements LeaseEngine {
    /** How many queues are listed before others have their turn with the lock. */
    private static final int QUEUES_AT_ONCE = 256;

    private final Kernel kernel;
    private final Room room;
    private final Selections selections;

    private LocalEngine(Kernel kernel) {
        this.kernel = kernel;
        this.room = new Room(kernel);
        this.selections = new Selections(kernel);
    }

    /**
     * Opens an engine on a store that has just been opened, and brings back what is in it.
     *
     * @param store the store; belongs to the engine from now on, which closes it, also when opening fails
     * @param settings how to use resources
     * @param environment time and threads; belongs to the engine from now on
     * @throws StoreException if the store cannot be read
     */
    public static LocalEngine open(Store store, EngineSettings settings, Environment environment) {
        Kernel kernel = new Kernel(environment, settings, store, EngineDepartures::new);
        Housekeeping.begin(kernel);
        kernel.lock().enter();
        try {
            Recovery recovery = new Recovery(kernel);
            store.recover(recovery);
            recovery.finish();
        } catch (RuntimeException | Error e) {
            kernel.life().close();
            kernel.memory().close();
            Closing.afterFailure(store, environment, e);
            throw e;
        } finally {
            kernel.lock().exit();
        }
        return new LocalEngine(kernel);
    }

    // ---------------------------------------------------------------------------------------------- queues

    @Override
    public Completion<QueueInfo> createQueue(String name, QueueAttributes attributes) {
        requireAll(name, attributes);
        return QueueOperations.create(kernel, name, attributes);
    }

    @Override
    public Optional<QueueInfo> findQueue(String name) {
        requireAll(name);
        return locked(() -> {
            kernel.checkOpen();
            return Optional.ofNullable(kernel.queues().find(name)).map(QueueState::info);
        });
    }

    @Override
    public List<QueueInfo> queues() {
        List<QueueInfo> queues = new ArrayList<>();
        int before = -1;
        while (queues.size() > before) {
            before = queues.size();
            String last = before == 0 ? "" : queues.get(before - 1).name();
            locked(() -> {
                kernel.checkOpen();
                kernel.queues().named().tailMap(last, false).values().stream()
                        .limit(QUEUES_AT_ONCE)
                        .forEach(queue -> queues.add(queue.info()));
                return null;
            });
        }
        return queues;
    }

    @Override
    public boolean hasSubscribers(String topic) {
        return locked(() -> {
            kernel.checkOpen();
            return !kernel.topics().subscribers(topic).isEmpty();
        });
    }

    @Override
    public Map<String, String> setAside() {
        return locked(() -> {
            kernel.checkOpen();
            return kernel.queues().named().values().stream()
                    .filter(queue -> queue.faults() != null)
                    .collect(Collectors.toMap(queue -> queue.name(), queue -> queue.faults()));
        });
    }

    @Override
    public Completion<QueueInfo> setAttributes(QueueInfo found, QueueAttributes attributes) {
        requireAll(found, attributes);
        return QueueOperations.redefine(kernel, found, attributes);
    }

    @Override
    public Completion<QueueInfo> deleteQueue(String name) {
        requireAll(name);
        return locked(() -> QueueOperations.delete(kernel, kernel.queue(name)));
    }

    @Override
    public Completion<QueueInfo> deleteQueue(QueueInfo found) {
        requireAll(found);
        return locked(() -> QueueOperations.delete(kernel, found));
    }

    @Override
    public Completion<Integer> purge(String name) {
        requireAll(name);
        return locked(() -> submit(new Clear<>(kernel, kernel.usableQueue(name), false, removed -> removed)));
    }

    @Override
    public QueueStatistics statistics(String name) {
        requireAll(name);
        return locked(() -> kernel.queue(name).statistics());
    }

    // -------------------------------------------------------------------------------------------- messages

    @Override
    public UUID newId() {
        return locked(kernel.numbers()::newId);
    }

    @Override
    public Sent announce(Target to, Message message) {
        return locked(() -> Sends.announce(kernel, to, message));
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
        if (request.selection() == null) {
            return receiveAnything(request);
        }
        room.checkLeases(request);
        return selections.receive(request);
    }

    private ReceiveOperation receiveAnything(ReceiveRequest request) {
        return locked(() -> {
            room.checkLeases(request);
            ReceiveOperation receive = new ReceiveOperation(kernel, kernel.usableQueue(request.queue()), null, request);
            receive.begin();
            kernel.dispatch();
            return receive;
        });
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
            operation.begin(kernel.queue(name), changes);
            kernel.dispatch();
            return operation;
        });
    }

    @Override
    public void release(List<Receipt> receipts) {
        requireAll(receipts.toArray());
        forHeld(receipts, lease -> lease.entry().queue().release(lease));
    }

    @Override
    public void giveBack(List<Receipt> receipts, Duration hidden) {
        requireAll(receipts.toArray());
        locked(() -> {
            receipts.forEach(receipt -> kernel.receipts().giveBack(receipt, hidden.toMillis()));
            kernel.dispatch();
            return null;
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
            redrive.begin(max);
            kernel.dispatch();
            return redrive;
        });
    }

    @Override
    public Selection select(String queue, Filter filter) {
        requireAll(queue, filter);
        return selections.select(queue, filter);
    }

    @Override
    public void unselect(Selection selection) {
        requireAll(selection);
        selections.end(selection);
    }

    @Override
    public Completion<Branch> prepare(String id, UnitOfWork work) {
        requireAll(id);
        requireAll(work.deletes().toArray());
        room.check(work.sends().stream().map(UnitOfWork.Send::message).toList());
        return accepted(work.sends(), verdicts -> {
            kernel.checkOpen();
            PreparedBranch branch = kernel.branches().open(id);
            Sends sends = new Sends(kernel, branch);
            Deletes deletes = new Deletes(kernel, false);
            try {
                work.deletes().forEach(deletes::admitHeld);
                work.sends().forEach(send -> sends.admit(send.to(), send.message(), verdicts));
            } catch (RuntimeException e) {
                sends.refused();
                deletes.refused();
                kernel.branches().remove(branch);
                throw e;
            }
            return submit(new BranchOperations.Prepare(kernel, branch, sends, deletes));
        });
    }

    @Override
    public Completion<Branch> settle(String id, boolean commit) {
        requireAll(id);
        return locked(() -> submit(new BranchOperations.Settle(kernel, kernel.branches().undecided(id), commit, null)));
    }

    @Override
    public Completion<Branch> decide(String id, boolean commit) {
        requireAll(id);
        Branch.State decision = commit ? Branch.State.COMMITTED_BY_HAND : Branch.State.ROLLED_BACK_BY_HAND;
        return locked(() -> submit(new BranchOperations.Settle(kernel, kernel.branches().undecided(id), commit, decision)));
    }

    @Override
    public Completion<Branch> forget(String id) {
        requireAll(id);
        return locked(() -> {
            PreparedBranch branch = kernel.branches().get(id);
            if (branch.state() == Branch.State.PREPARED) {
                throw new EngineException.NoSuchBranch(id);
            }
            return submit(new BranchOperations.Forget(kernel, branch));
        });
    }

    @Override
    public boolean hasBranch(String id) {
        return locked(() -> {
            kernel.checkOpen();
            return kernel.branches().has(id);
        });
    }

    @Override
    public List<Branch> branches() {
        return locked(() -> {
            kernel.checkOpen();
            return kernel.branches().list();
        });
    }

    @Override
    public Completion<Void> checkHealth() {
        kernel.checkOpen();
        room.checkDisk(0);
        return locked(() -> {
            kernel.checkOpen();
            return submit(new HealthCheck(kernel));
        });
    }

    @Override
    public Owner openOwner(String description) {
        requireAll(description);
        return locked(() -> {
            kernel.checkOpen();
            SessionOwner owner = new SessionOwner(kernel, description);
            owner.open();
            return owner;
        });
    }

    @Override
    public Browser browse(String name) {
        requireAll(name);
        return locked(() -> new LocalBrowser(kernel, kernel.queue(name)));
    }

    /** Whether something unexpected has happened to it, so that it does nothing any more but close. */
    public boolean hasFailed() {
        return kernel.lock().failure() != null;
    }

    @Override
    public void close() {
        Closing.inOrder(kernel);
    }

    // --------------------------------------------------------------------------------------------- helpers

    private <T> T locked(Supplier<T> action) {
        return kernel.locked(action);
    }

    /** Has messages accepted, once all filters of subscriptions have been asked that it depends on. */
    private <T> T accepted(List<UnitOfWork.Send> sends, Function<Verdicts, T> accept) {
        Verdicts verdicts = new Verdicts(kernel, sends);
        T result = null;
        while (result == null) {
            verdicts.ask();
            result = locked(() -> verdicts.areComplete() ? accept.apply(verdicts) : null);
        }
        return result;
    }

    /** What is missing is refused before anything begins. */
    private static void requireAll(Object... arguments) {
        for (Object argument : arguments) {
            Objects.requireNonNull(argument);
        }
    }

    private <T> Operation<T> submit(Operation<T> operation) {
        kernel.commit().submit(operation);
        return operation;
    }

    private <T> Operation<T> begin(Work<T> work) {
        work.begin();
        kernel.dispatch();
        return work;
    }

    private static <A, B> List<Outcome<B>> each(List<A> elements, Function<A, B> action) {
        List<Outcome<B>> outcomes = new ArrayList<>(elements.size());
        for (A element : elements) {
            try {
                outcomes.add(new Outcome.Done<>(action.apply(element)));
            } catch (EngineException e) {
                outcomes.add(new Outcome.Refused<>(e));
            }
        }
        return outcomes;
    }

    private void forHeld(List<Receipt> receipts, Consumer<Lease> action) {
        locked(() -> {
            for (Receipt receipt : receipts) {
                Lease lease = kernel.receipts().held(receipt);
                if (lease != null) {
                    action.accept(lease);
                }
            }
            kernel.dispatch();
            return null;
        });
    }
}
