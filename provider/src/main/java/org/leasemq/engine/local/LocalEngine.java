package org.leasemq.engine.local;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.LeaseHolders;
import org.leasemq.engine.NumberedCall;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.local.commit.GroupCommit;
import org.leasemq.engine.local.commit.RememberedCall;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.operation.EngineDepartures;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.Selections;
import org.leasemq.engine.local.recovery.HealthCheck;
import org.leasemq.engine.local.recovery.Housekeeping;
import org.leasemq.engine.local.recovery.Presence;
import org.leasemq.engine.local.recovery.Recovery;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.Environment;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.seen.BranchWork;
import org.leasemq.engine.model.seen.HeldLease;
import org.leasemq.engine.model.seen.KnownClient;
import org.leasemq.engine.model.seen.MessageGroups;
import org.leasemq.memory.MemoryShare;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;

/**
 * The engine that runs in this process: order, leases and counts in memory, everything durable in a {@link Store}.
 *
 * <p>Each call takes its place under one lock, within microseconds; {@link GroupCommit} then makes it durable together with
 * what others asked for, and its effects appear in the order of the calls.
 */
public final class LocalEngine extends LocalMessages implements LeaseEngine, LeaseHolders {
    private final LocalQueues queues;
    private final LocalBranches branches;
    private final LocalClients clients;

    private LocalEngine(Kernel kernel, Selections selections) {
        super(kernel, new Clients(kernel, selections), selections);
        UsedSubscriptions subscriptions = new UsedSubscriptions(kernel, known);
        this.queues = new LocalQueues(kernel);
        this.branches = new LocalBranches(kernel, room);
        this.clients = new LocalClients(kernel, known, subscriptions);
    }

    /** The same engine, for one call. */
    private LocalEngine(LocalEngine engine, RememberedCall call) {
        super(engine, call);
        this.queues = new LocalQueues(engine.queues, call);
        this.branches = new LocalBranches(engine.branches, call);
        this.clients = new LocalClients(engine.clients, call);
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
            Presence.begin(kernel);
        } catch (RuntimeException | Error e) {
            kernel.life().close();
            kernel.memory().close();
            Closing.afterFailure(store, environment, e);
            throw e;
        } finally {
            kernel.lock().exit();
        }
        return new LocalEngine(kernel, new Selections(kernel));
    }

    /** Has something done, without any lock, when the engine fails; at once if it has. */
    public void whenFailed(Runnable action) {
        kernel.lock().run(() -> {
            if (hasFailed()) {
                kernel.lock().later(action);
            } else {
                kernel.lock().onFailure(failure -> kernel.lock().later(action));
            }
        });
    }

    @Override
    public Completion<QueueInfo> createQueue(String name, QueueAttributes attributes) {
        return queues.createQueue(name, attributes);
    }

    @Override
    public Completion<Optional<QueueInfo>> findQueue(String name) {
        return queues.findQueue(name);
    }

    @Override
    public Completion<List<QueueInfo>> queues(String after, int max) {
        return queues.queues(after, max);
    }

    @Override
    public Completion<Boolean> hasSubscribers(String topic) {
        return queues.hasSubscribers(topic);
    }

    @Override
    public Completion<Map<String, String>> setAside() {
        return queues.setAside();
    }

    @Override
    public Completion<QueueInfo> setAttributes(QueueInfo found, QueueAttributes attributes) {
        return queues.setAttributes(found, attributes);
    }

    @Override
    public Completion<QueueInfo> deleteQueue(String name) {
        return queues.deleteQueue(name);
    }

    @Override
    public Completion<QueueInfo> deleteQueue(QueueInfo found) {
        return queues.deleteQueue(found);
    }

    @Override
    public Completion<Integer> purge(String name) {
        return queues.purge(name);
    }

    @Override
    public Completion<QueueStatistics> statistics(String name) {
        return queues.statistics(name);
    }

    @Override
    public Completion<Branch> prepare(String id, UnitOfWork work) {
        return branches.prepare(id, work);
    }

    @Override
    public Completion<Branch> settle(String id, boolean commit) {
        return branches.settle(id, commit);
    }

    @Override
    public Completion<MessageGroups> groups(String queue, String search, int max) {
        return queues.groups(queue, search, max);
    }

    @Override
    public Completion<Branch> decide(String id, boolean commit) {
        return branches.decide(id, commit);
    }

    @Override
    public Completion<Branch> forget(String id) {
        return branches.forget(id);
    }

    @Override
    public Completion<Optional<Branch>> findBranch(String id) {
        return branches.findBranch(id);
    }

    @Override
    public Completion<BranchWork> branchWork(String id, int max) {
        return branches.branchWork(id, max);
    }

    @Override
    public Completion<List<Branch>> branches() {
        return branches.branches();
    }

    @Override
    public Completion<List<KnownClient>> clients() {
        return clients.clients();
    }

    @Override
    public Completion<List<HeldLease>> leases(UUID client, int max) {
        return clients.leases(client, max);
    }

    @Override
    public Completion<Void> openClient(UUID client, String description) {
        return clients.openClient(client, description);
    }

    @Override
    public Completion<Void> closeClient(UUID client) {
        return clients.closeClient(client);
    }

    @Override
    public Completion<Boolean> claimName(UUID client, String name) {
        return clients.claimName(client, name);
    }

    @Override
    public Completion<Void> freeName(UUID client, String name) {
        return clients.freeName(client, name);
    }

    @Override
    public Completion<Void> openOwner(UUID client, UUID owner, String description) {
        return clients.openOwner(client, owner, description);
    }

    @Override
    public Completion<Void> closeOwner(UUID owner, List<Receipt> seen) {
        return clients.closeOwner(owner, seen);
    }

    @Override
    public Completion<QueueInfo> createTemporaryQueue(UUID client, String name, QueueAttributes attributes) {
        return clients.createTemporaryQueue(client, name, attributes);
    }

    @Override
    public Completion<Long> useSubscription(UUID client, SubscriptionUse use) {
        return clients.useSubscription(client, use);
    }

    @Override
    public Completion<Void> leaveSubscription(UUID client, String queue) {
        return clients.leaveSubscription(client, queue);
    }

    @Override
    public Completion<QueueInfo> deleteSubscription(List<String> queues) {
        return clients.deleteSubscription(queues);
    }

    @Override
    public LeaseEngine remembering(NumberedCall call) {
        return kernel.locked(() -> {
            known.get(call.client());
            return new LocalEngine(this, kernel.answers().begin(call));
        });
    }

    @Override
    public byte[] answer(UUID client, long number) {
        return kernel.locked(() -> kernel.answers().answer(client, number));
    }

    @Override
    public void know(UUID client, long below) {
        kernel.lock().run(() -> kernel.answers().know(client, below));
    }

    @Override
    public boolean isOpen(UUID client) {
        return kernel.locked(() -> known.isOpen(client));
    }

    @Override
    public List<Holder> holders(Collection<Receipt> receipts) {
        return kernel.locked(() -> receipts.stream().map(known::holder).toList());
    }

    @Override
    public Completion<Void> checkHealth() {
        kernel.checkOpen();
        room.checkDisk(0);
        return kernel.locked(() -> {
            kernel.checkOpen();
            HealthCheck check = new HealthCheck(kernel);
            kernel.commit().submit(check);
            return check;
        });
    }

    @Override
    public MemoryShare memory() {
        return kernel.memory().share();
    }

    @Override
    public long footprint(Message message) {
        return Footprint.of(message) + Footprint.mostOf(message);
    }

    /**
     * Has somebody told when a queue has come or gone, who then looks what there is.
     *
     * @param watcher gets its name; must not wait
     */
    public void watchQueues(Consumer<String> watcher) {
        kernel.lock().run(() -> kernel.queues().watch(watcher));
    }

    /** Whether something unexpected has happened to it, so that it does nothing any more but close. */
    public boolean hasFailed() {
        return kernel.lock().failure() != null;
    }

    @Override
    public void close() {
        Closing.inOrder(kernel, known);
    }
}
