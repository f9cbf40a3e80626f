package org.leasemq.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.leasemq.access.Possessions.OwnQueue;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.NumberedCall;
import org.leasemq.engine.SubscriptionUse;
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

/**
 * An engine as one may use it who may not do everything. Whatever can be asked goes by a {@link Guard}: what can be asked newly does
 * not compile before it is said here what that needs. Safe for use by several threads.
 */
final class GuardedEngine extends GuardedMessages implements LeaseEngine {
    private final OwnBranches branches;

    GuardedEngine(LeaseEngine engine, Guard guard) {
        super(engine, guard);
        this.branches = new OwnBranches(guard);
    }

    // ----------------------------------------------------------------------------------------------- queues

    @Override
    public Completion<QueueInfo> createQueue(String name, QueueAttributes attributes) {
        guard.requireToCreate(name, attributes);
        return engine.createQueue(name, attributes);
    }

    @Override
    public Completion<Optional<QueueInfo>> findQueue(String name) {
        guard.requireToSee(Destination.queue(name));
        return engine.findQueue(name);
    }

    /** Those that there is a right to something with. */
    @Override
    public Completion<List<QueueInfo>> queues(String after, int max) {
        List<QueueInfo> seen = new ArrayList<>();
        int most = Math.min(max, QUEUES_AT_ONCE);
        String last = after;
        while (last != null && seen.size() < most) {
            List<QueueInfo> page = engine.queues(last, QUEUES_AT_ONCE).await();
            page.stream()
                    .filter(queue -> guard.maySee(queue.name()))
                    .limit(most - seen.size())
                    .forEach(seen::add);
            last = page.size() < QUEUES_AT_ONCE
                    ? null
                    : page.get(page.size() - 1).name();
        }
        return Completion.done(seen);
    }

    @Override
    public Completion<Boolean> hasSubscribers(String topic) {
        guard.requireToSee(Destination.topic(topic));
        return engine.hasSubscribers(topic);
    }

    /** Those that there is a right to something with. */
    @Override
    public Completion<Map<String, String>> setAside() {
        return engine.setAside()
                .map(all -> all.entrySet().stream()
                        .filter(queue -> guard.maySee(queue.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Completion<QueueInfo> setAttributes(QueueInfo found, QueueAttributes attributes) {
        guard.requireToManage(found);
        guard.requireFor(attributes);
        return engine.setAttributes(found, attributes);
    }

    @Override
    public Completion<QueueInfo> deleteQueue(String queue) {
        guard.requireOnQueue(Right.MANAGE, queue);
        guard.own.removeQueue(queue); // whether or not anybody wants to know the outcome
        return engine.deleteQueue(queue);
    }

    @Override
    public Completion<QueueInfo> deleteQueue(QueueInfo found) {
        guard.requireToManage(found);
        return engine.deleteQueue(found).map(deleted -> {
            guard.own.removeQueue(deleted.name());
            return deleted;
        });
    }

    @Override
    public Completion<Integer> purge(String queue) {
        guard.requireOnQueue(Right.MANAGE, queue);
        return engine.purge(queue);
    }

    @Override
    public Completion<MessageGroups> groups(String queue, String search, int max) {
        guard.requireOnQueue(Right.BROWSE, queue);
        return engine.groups(queue, search, max);
    }

    @Override
    public Completion<QueueStatistics> statistics(String queue) {
        guard.requireToSee(Destination.queue(queue));
        return engine.statistics(queue);
    }

    // --------------------------------------------------------------------------------------------- branches

    @Override
    public Completion<Branch> prepare(String branch, UnitOfWork work) {
        guard.requireFor(work);
        return engine.prepare(branches.own(branch), work).map(branches::plain);
    }

    @Override
    public Completion<Branch> settle(String branch, boolean commit) {
        return engine.settle(branches.find(engine, branch), commit).map(branches::plain);
    }

    @Override
    public Completion<Branch> decide(String branch, boolean commit) {
        return engine.decide(branches.find(engine, branch), commit).map(branches::plain);
    }

    @Override
    public Completion<Branch> forget(String branch) {
        return engine.forget(branches.find(engine, branch)).map(branches::plain);
    }

    @Override
    public Completion<Optional<Branch>> findBranch(String id) {
        return branches.findBranch(engine, id);
    }

    @Override
    public Completion<BranchWork> branchWork(String id, int max) {
        return engine.branchWork(branches.find(engine, id), max)
                .map(work -> new BranchWork(
                        branches.plain(work.branch()), work.sends(), work.receives(), work.shares(), work.messages()));
    }

    @Override
    public Completion<List<Branch>> branches() {
        return branches.branches(engine);
    }

    // ---------------------------------------------------------------------------------------------- clients

    @Override
    public Completion<List<KnownClient>> clients() {
        guard.requireOfEverything(Right.MANAGE, "look at who uses the engine");
        return engine.clients();
    }

    @Override
    public Completion<List<HeldLease>> leases(UUID client, int max) {
        guard.requireOfEverything(Right.MANAGE, "look at who uses the engine");
        return engine.leases(client, max);
    }

    @Override
    public Completion<Void> openClient(UUID client, String description) {
        guard.requireNotOpen(client);
        guard.own.addClient(client);
        return engine.openClient(client, description);
    }

    /** Those of others are passed over, as are those that have ended. */
    @Override
    public Completion<Void> closeClient(UUID client) {
        if (!guard.own.hasClient(client)) {
            return Completion.done(null);
        }
        guard.own.removeClient(client);
        return engine.closeClient(client);
    }

    @Override
    public Completion<Boolean> claimName(UUID client, String name) {
        guard.requireClient(client);
        return engine.claimName(client, name);
    }

    @Override
    public Completion<Void> freeName(UUID client, String name) {
        return guard.own.hasClient(client) ? engine.freeName(client, name) : Completion.done(null);
    }

    @Override
    public Completion<Void> openOwner(UUID client, UUID owner, String description) {
        guard.requireClient(client);
        return engine.openOwner(client, owner, description).map(done -> {
            guard.own.addPart(client, owner);
            return done;
        });
    }

    /** Those of others are passed over, as are those that have ended. */
    @Override
    public Completion<Void> closeOwner(UUID owner, List<Receipt> seen) {
        if (!guard.own.hasPart(owner)) {
            return Completion.done(null);
        }
        guard.own.removePart(owner);
        return engine.closeOwner(owner, seen);
    }

    @Override
    public Completion<QueueInfo> createTemporaryQueue(UUID client, String name, QueueAttributes attributes) {
        guard.requireClient(client);
        guard.requireToCreateTemporary(name, attributes);
        return engine.createTemporaryQueue(client, name, attributes).map(created -> {
            guard.own.addQueue(client, OwnQueue.of(created));
            return created;
        });
    }

    @Override
    public Completion<Long> useSubscription(UUID client, SubscriptionUse use) {
        guard.requireClient(client);
        return engine.useSubscription(client, guard.requireToUse(use)).map(lost -> {
            engine.findQueue(use.queue()).await().ifPresent(used -> guard.own.addQueue(client, OwnQueue.of(used)));
            return lost;
        });
    }

    /** Those of others are passed over, as are those that have ended. */
    @Override
    public Completion<Void> leaveSubscription(UUID client, String queue) {
        guard.requireClient(client);
        return guard.own.leaveQueue(client, queue) ? engine.leaveSubscription(client, queue) : Completion.done(null);
    }

    @Override
    public Completion<QueueInfo> deleteSubscription(List<String> queues) {
        guard.requireToDeleteSubscriptions(queues);
        return engine.deleteSubscription(queues);
    }

    @Override
    public LeaseEngine remembering(NumberedCall call) {
        guard.requireClient(call.client());
        return new GuardedEngine(engine.remembering(call), guard);
    }

    @Override
    public byte[] answer(UUID client, long number) {
        guard.requireClient(client);
        return engine.answer(client, number);
    }

    @Override
    public void know(UUID client, long below) {
        guard.requireClient(client);
        engine.know(client, below);
    }

    // ------------------------------------------------------------------------------------------- the engine

    @Override
    public Completion<Void> checkHealth() {
        return engine.checkHealth();
    }

    @Override
    public MemoryShare memory() {
        return engine.memory();
    }

    @Override
    public long footprint(Message message) {
        return engine.footprint(message);
    }

    @Override
    public void close() {
        engine.close();
    }
}
