package org.leasemq.remote;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
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
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.memory.MemoryShare;

/**
 * The engine of a server elsewhere. What is asked while there is no connection waits for one. Errors are those of the engine there;
 * {@link org.leasemq.engine.model.EngineException.Unknown} where nobody could be asked again for as long as it was waited for. Safe
 * for use by several threads.
 */
public final class RemoteEngine extends RemoteMessages implements LeaseEngine {
    /** What objects and places in arrays take for a message that is kept, besides its bytes. */
    private static final int PER_MESSAGE = 600;

    private final MemoryShare memory;

    /**
     * @param session the conversation with the server; ends with the engine
     * @param random where ids come from: nobody else may guess them
     * @param memory counts what is kept in this process; ends with the engine
     * @param prefetch how many messages a receiver of one after the other is given at once at most; 1 for none in advance
     */
    public RemoteEngine(Session session, RandomGenerator random, MemoryShare memory, int prefetch) {
        super(session, random, memory, prefetch);
        this.memory = memory;
    }

    @Override
    public Completion<QueueInfo> createQueue(String name, QueueAttributes attributes) {
        return calls.ask(Verbs.CREATE_QUEUE, new Requests.CreateQueue(name, attributes), queues::told);
    }

    @Override
    public Completion<Optional<QueueInfo>> findQueue(String name) {
        return look(name);
    }

    @Override
    public Completion<List<QueueInfo>> queues(String after, int max) {
        return ask(Verbs.QUEUES, new Requests.ListQueues(after, max));
    }

    @Override
    public Completion<Boolean> hasSubscribers(String topic) {
        return ask(Verbs.HAS_SUBSCRIBERS, topic);
    }

    @Override
    public Completion<Map<String, String>> setAside() {
        return ask(Verbs.SET_ASIDE, null);
    }

    @Override
    public Completion<QueueInfo> setAttributes(QueueInfo found, QueueAttributes attributes) {
        return calls.ask(
                Verbs.SET_ATTRIBUTES,
                new Requests.SetAttributes(found, attributes),
                queues.changed(found.name()).and(changed -> belongings.attributes(found.name(), attributes)));
    }

    @Override
    public Completion<QueueInfo> deleteQueue(String queue) {
        belongings.noQueue(queue);
        changes(queue);
        return ask(Verbs.DELETE_QUEUE, queue);
    }

    @Override
    public Completion<QueueInfo> deleteQueue(QueueInfo found) {
        changes(found.name());
        return calls.ask(Verbs.DELETE_FOUND_QUEUE, found, deleted -> belongings.noQueue(found.name()));
    }

    private void changes(String queue) {
        queues.forget(queue);
        prefetches.recall(queue);
    }

    @Override
    public Completion<Integer> purge(String queue) {
        prefetches.recall(queue);
        return ask(Verbs.PURGE, queue);
    }

    @Override
    public Completion<MessageGroups> groups(String queue, String search, int max) {
        prefetches.recall(queue);
        return ask(Verbs.GROUPS, new Requests.Groups(queue, search, max));
    }

    @Override
    public Completion<QueueStatistics> statistics(String queue) {
        prefetches.recall(queue);
        return ask(Verbs.STATISTICS, queue);
    }

    @Override
    public Completion<Branch> prepare(String branch, UnitOfWork work) {
        Completion<Branch> prepared = ask(Verbs.PREPARE, new Requests.Prepare(branch, work));
        // what is prepared shows nothing of its queues: that is asked behind it, and nobody waits for the answer
        KnownQueues.leftTheirDelay(work).forEach(queue -> calls.begin(Verbs.FIND_QUEUE, queue, queues.found(queue)));
        calls.flush();
        return prepared;
    }

    @Override
    public Completion<Branch> settle(String branch, boolean commit) {
        return ask(Verbs.SETTLE, new Requests.Decide(branch, commit));
    }

    @Override
    public Completion<Branch> decide(String branch, boolean commit) {
        return ask(Verbs.DECIDE, new Requests.Decide(branch, commit));
    }

    @Override
    public Completion<Branch> forget(String branch) {
        return ask(Verbs.FORGET, branch);
    }

    @Override
    public Completion<Optional<Branch>> findBranch(String id) {
        return ask(Verbs.FIND_BRANCH, id);
    }

    @Override
    public Completion<BranchWork> branchWork(String id, int max) {
        return ask(Verbs.BRANCH_WORK, new Requests.OfBranch(id, max));
    }

    @Override
    public Completion<List<Branch>> branches() {
        return ask(Verbs.BRANCHES, null);
    }

    @Override
    public Completion<Void> checkHealth() {
        return ask(Verbs.CHECK_HEALTH, null);
    }

    @Override
    public Completion<List<KnownClient>> clients() {
        return ask(Verbs.CLIENTS, null);
    }

    @Override
    public Completion<List<HeldLease>> leases(UUID client, int max) {
        return ask(Verbs.LEASES, new Requests.Leases(client, max));
    }

    @Override
    public Completion<Void> openClient(UUID client, String description) {
        return calls.ask(
                Verbs.OPEN_CLIENT,
                new Requests.OpenClient(client, description),
                done -> belongings.client(client, description));
    }

    @Override
    public Completion<Void> closeClient(UUID client) {
        belongings.noClient(client);
        return ask(Verbs.CLOSE_CLIENT, client);
    }

    @Override
    public Completion<Boolean> claimName(UUID client, String name) {
        return calls.ask(Verbs.CLAIM_NAME, new Requests.OfClient(client, name), done -> {
            if (done) {
                belongings.name(client, name);
            }
        });
    }

    @Override
    public Completion<Void> freeName(UUID client, String name) {
        belongings.noName(client, name);
        return ask(Verbs.FREE_NAME, new Requests.OfClient(client, name));
    }

    @Override
    public Completion<Void> openOwner(UUID client, UUID owner, String description) {
        return calls.ask(
                Verbs.OPEN_OWNER,
                new Requests.OpenOwner(client, owner, description),
                done -> belongings.owner(client, owner, description));
    }

    @Override
    public Completion<Void> closeOwner(UUID owner, List<Receipt> seen) {
        belongings.noOwner(owner);
        prefetches.recall(owner);
        return ask(Verbs.CLOSE_OWNER, new Requests.CloseOwner(owner, seen));
    }

    @Override
    public Completion<QueueInfo> createTemporaryQueue(UUID client, String name, QueueAttributes attributes) {
        return calls.ask(
                Verbs.CREATE_TEMPORARY_QUEUE, new Requests.CreateTemporaryQueue(client, name, attributes), told -> {
                    belongings.temporaryQueue(client, name, attributes);
                    queues.told(told);
                });
    }

    @Override
    public Completion<Long> useSubscription(UUID client, SubscriptionUse use) {
        return calls.ask(
                Verbs.USE_SUBSCRIPTION, new Requests.UseSubscription(client, use), done -> belongings.use(client, use));
    }

    @Override
    public Completion<Void> leaveSubscription(UUID client, String queue) {
        Requests.OfClient use = new Requests.OfClient(client, queue);
        return calls.goOn(
                belongings.noUse(client, queue, () -> calls.begin(Verbs.LEAVE_SUBSCRIPTION, use, done -> {})));
    }

    @Override
    public Completion<QueueInfo> deleteSubscription(List<String> all) {
        all.forEach(this::changes);
        return ask(Verbs.DELETE_SUBSCRIPTION, all);
    }

    @Override
    public MemoryShare memory() {
        return memory;
    }

    @Override
    public long footprint(Message message) {
        return PER_MESSAGE + message.size();
    }

    /** Whether the server has been away for longer than it is waited for, so that nothing can be asked any more. */
    public boolean hasFailed() {
        return calls.isOver();
    }

    /** Ends the session with all that this process has at the server. */
    @Override
    public void close() {
        session.close();
        prefetches.forget();
        memory.close();
    }
}
