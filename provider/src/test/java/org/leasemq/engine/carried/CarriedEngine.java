package org.leasemq.engine.carried;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.model.Branch;
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
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.ToldDelivery;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.memory.MemoryShare;

/**
 * An engine of which every call and every answer is carried as bytes, over a {@link Network} that is slow, reorders what it may and
 * is cut again and again, to one in the same process.
 */
public final class CarriedEngine implements LeaseEngine {
    private final LeaseEngine engine;
    private final RandomGenerator random;
    private final Network network;
    /** Moves frames while somebody waits; null if a thread does so all the time. */
    private final Runnable drive;

    private final Map<Long, CarriedCall<?, ?>> pending = new TreeMap<>();
    private long lastNumber;

    private CarriedEngine(LeaseEngine engine, RandomGenerator random, Runnable drive) {
        this.engine = engine;
        this.random = random;
        this.network = new Network(random);
        this.drive = drive;
        network.connect(this::arrived, new EngineEnd(engine, network), this::resume);
    }

    /**
     * Without threads.
     *
     * @param settle has the engine do what it has to do by itself
     */
    public static CarriedEngine driven(LeaseEngine engine, RandomGenerator random, Runnable settle) {
        return new CarriedEngine(engine, random, settle);
    }

    /** With a thread that moves frames. */
    public static CarriedEngine threaded(LeaseEngine engine, RandomGenerator random) {
        CarriedEngine carried = new CarriedEngine(engine, random, null);
        Thread mover = new Thread(carried.network::run, "network");
        mover.setDaemon(true);
        mover.start();
        return carried;
    }

    /** How often the connection has been cut. */
    public int cuts() {
        return network.cuts();
    }

    /** Has everything arrive that is on its way. */
    public void settle() {
        network.settle();
        if (drive != null) {
            drive.run();
            network.settle();
        }
    }

    /** Moves frames for somebody who waits. False if a thread does that. */
    boolean drive() {
        if (drive == null) {
            return false;
        }
        settle();
        return true;
    }

    private <R, A> Completion<A> call(Verb<R, A> verb, R request) {
        CarriedCall<R, A> call;
        synchronized (pending) {
            call = new CarriedCall<>(this, ++lastNumber, verb, Frames.request(verb, request));
            pending.put(call.number(), call);
            network.call(frame(call));
        }
        return call;
    }

    private byte[] frame(CarriedCall<?, ?> call) {
        WireOut out = new WireOut();
        out.writeByte(EngineEnd.CALL);
        out.writeLong(call.number());
        out.writeLong(pending.keySet().iterator().next());
        byte[] request = call.request();
        for (byte part : request) {
            out.writeByte(part);
        }
        return out.toBytes();
    }

    void hint(int type, long number) {
        synchronized (pending) {
            if (pending.containsKey(number)) {
                WireOut out = new WireOut();
                out.writeByte(type);
                out.writeLong(number);
                network.call(out.toBytes());
            }
        }
    }

    /** What has no answer yet is asked again, in its order. */
    private void resume() {
        synchronized (pending) {
            pending.values().forEach(call -> {
                network.call(frame(call));
                call.hints().forEach(type -> hint(type, call.number()));
            });
        }
    }

    private void arrived(byte[] frame) {
        WireIn in = new WireIn(frame);
        CarriedCall<?, ?> call;
        synchronized (pending) {
            call = pending.remove(in.readLong());
        }
        if (call != null) {
            call.answered(in.readBytes());
        }
    }

    Message readBack(Receipt receipt) {
        return read(receipt).await();
    }

    @Override
    public Completion<QueueInfo> createQueue(String name, QueueAttributes attributes) {
        return call(Verbs.CREATE_QUEUE, new Requests.CreateQueue(name, attributes));
    }

    @Override
    public Completion<Optional<QueueInfo>> findQueue(String name) {
        return call(Verbs.FIND_QUEUE, name);
    }

    @Override
    public Completion<List<QueueInfo>> queues(String after, int max) {
        return call(Verbs.QUEUES, new Requests.ListQueues(after, max));
    }

    @Override
    public Completion<Boolean> hasSubscribers(String topic) {
        return call(Verbs.HAS_SUBSCRIBERS, topic);
    }

    @Override
    public Completion<Map<String, String>> setAside() {
        return call(Verbs.SET_ASIDE, null);
    }

    @Override
    public Completion<QueueInfo> setAttributes(QueueInfo found, QueueAttributes attributes) {
        return call(Verbs.SET_ATTRIBUTES, new Requests.SetAttributes(found, attributes));
    }

    @Override
    public Completion<QueueInfo> deleteQueue(String queue) {
        return call(Verbs.DELETE_QUEUE, queue);
    }

    @Override
    public Completion<QueueInfo> deleteQueue(QueueInfo found) {
        return call(Verbs.DELETE_FOUND_QUEUE, found);
    }

    @Override
    public Completion<Integer> purge(String queue) {
        return call(Verbs.PURGE, queue);
    }

    @Override
    public Completion<QueueStatistics> statistics(String queue) {
        return call(Verbs.STATISTICS, queue);
    }

    @Override
    public UUID newId() {
        synchronized (random) {
            return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
        }
    }

    @Override
    public Completion<Sent> announce(Target to, Message message) {
        return call(Verbs.ANNOUNCE, new Requests.Announce(to, message));
    }

    @Override
    public Completion<List<Outcome<Sent>>> send(Target to, List<Message> messages) {
        return call(Verbs.SEND, new Requests.Send(to, messages));
    }

    @Override
    public Completion<Void> select(UUID client, Selection selection) {
        return call(Verbs.SELECT, new Requests.Select(client, selection));
    }

    @Override
    public Completion<Void> unselect(UUID selection) {
        return call(Verbs.UNSELECT, selection);
    }

    @Override
    public Completion<List<Delivery>> receive(ReceiveRequest request) {
        return call(Verbs.RECEIVE, request);
    }

    @Override
    public Completion<List<Outcome<Receipt>>> delete(String queue, List<Receipt> receipts) {
        return call(Verbs.DELETE, new Requests.Delete(queue, receipts));
    }

    @Override
    public Completion<List<Outcome<Receipt>>> changeVisibility(String queue, List<VisibilityChange> changes) {
        return call(Verbs.CHANGE_VISIBILITY, new Requests.ChangeVisibility(queue, changes));
    }

    @Override
    public Completion<Void> release(List<Receipt> receipts) {
        return call(Verbs.RELEASE, receipts);
    }

    @Override
    public Completion<Void> giveBack(UUID owner, List<Receipt> receipts, Duration hidden) {
        return call(Verbs.GIVE_BACK, new Requests.GiveBack(owner, receipts, hidden));
    }

    @Override
    public Completion<List<Sent>> commit(UnitOfWork work) {
        return call(Verbs.COMMIT, work);
    }

    @Override
    public Completion<Integer> redrive(String queue, String destination, int max) {
        return call(Verbs.REDRIVE, new Requests.Redrive(queue, destination, max));
    }

    @Override
    public Completion<Message> read(Receipt receipt) {
        return call(Verbs.READ, receipt);
    }

    @Override
    public Completion<BrowsePage> browse(BrowseRequest request) {
        return call(Verbs.BROWSE, request);
    }

    @Override
    public Completion<Branch> prepare(String branch, UnitOfWork work) {
        return call(Verbs.PREPARE, new Requests.Prepare(branch, work));
    }

    @Override
    public Completion<Branch> settle(String branch, boolean commit) {
        return call(Verbs.SETTLE, new Requests.Decide(branch, commit));
    }

    @Override
    public Completion<Branch> decide(String branch, boolean commit) {
        return call(Verbs.DECIDE, new Requests.Decide(branch, commit));
    }

    @Override
    public Completion<Branch> forget(String branch) {
        return call(Verbs.FORGET, branch);
    }

    @Override
    public Completion<Optional<Branch>> findBranch(String id) {
        return call(Verbs.FIND_BRANCH, id);
    }

    @Override
    public Completion<List<Branch>> branches() {
        return call(Verbs.BRANCHES, null);
    }

    @Override
    public Completion<Void> checkHealth() {
        return call(Verbs.CHECK_HEALTH, null);
    }

    @Override
    public Completion<Void> openClient(UUID client, String description) {
        return call(Verbs.OPEN_CLIENT, new Requests.OpenClient(client, description));
    }

    @Override
    public Completion<Void> closeClient(UUID client) {
        return call(Verbs.CLOSE_CLIENT, client);
    }

    @Override
    public Completion<Boolean> admits(String user, String password) {
        return call(Verbs.ADMITS, new Requests.Admit(user, password));
    }

    @Override
    public Completion<Boolean> claimName(UUID client, String name) {
        return call(Verbs.CLAIM_NAME, new Requests.OfClient(client, name));
    }

    @Override
    public Completion<Void> freeName(UUID client, String name) {
        return call(Verbs.FREE_NAME, new Requests.OfClient(client, name));
    }

    @Override
    public Completion<Void> openOwner(UUID client, UUID owner, String description) {
        return call(Verbs.OPEN_OWNER, new Requests.OpenOwner(client, owner, description));
    }

    @Override
    public Completion<Void> closeOwner(UUID owner, List<Receipt> seen) {
        return call(Verbs.CLOSE_OWNER, new Requests.CloseOwner(owner, seen));
    }

    @Override
    public Completion<QueueInfo> createTemporaryQueue(UUID client, String name, QueueAttributes attributes) {
        return call(Verbs.CREATE_TEMPORARY_QUEUE, new Requests.CreateTemporaryQueue(client, name, attributes));
    }

    @Override
    public Completion<Long> useSubscription(UUID client, SubscriptionUse use) {
        return call(Verbs.USE_SUBSCRIPTION, new Requests.UseSubscription(client, use));
    }

    @Override
    public Completion<Void> leaveSubscription(UUID client, String queue) {
        return call(Verbs.LEAVE_SUBSCRIPTION, new Requests.OfClient(client, queue));
    }

    @Override
    public Completion<QueueInfo> deleteSubscription(List<String> queues) {
        return call(Verbs.DELETE_SUBSCRIPTION, queues);
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
        settle();
        engine.close();
        settle();
    }

    /** Deliveries read their messages back over the same network. */
    @SuppressWarnings("unchecked")
    <A> A own(A answer) {
        if (answer instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof ToldDelivery) {
            return (A) list.stream()
                    .map(delivery -> (Delivery) ((ToldDelivery) delivery).with(this::readBack))
                    .toList();
        }
        return answer;
    }
}
