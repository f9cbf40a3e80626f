package org.leasemq.remote;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.MessagePort;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.engine.model.seen.HandOutcome;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.ToldDelivery;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.memory.MemoryShare;

/** What is asked about messages and their leases, which are known before as far as they have been given in advance. */
abstract class RemoteMessages implements MessagePort {
    final Session session;
    final Calls calls;
    final Belongings belongings;
    final KnownQueues queues = new KnownQueues();
    final Prefetches prefetches;
    final ServersClock clock;
    private final RandomGenerator random;
    private final Announcements announcements;

    RemoteMessages(Session session, RandomGenerator random, MemoryShare memory, int prefetch) {
        this.session = session;
        this.calls = session.calls();
        this.belongings = session.belongings();
        this.random = random;
        this.clock = session.serversClock();
        this.announcements = new Announcements(this, queues, clock);
        this.prefetches = new Prefetches(this, calls.waiting(), clock.own(), memory, prefetch);
        session.has(this::lost, prefetches::recallUnused);
    }

    /** The server has lost what there was. */
    private void lost() {
        prefetches.forget();
        queues.forgetAll();
    }

    final <R, A> Completion<A> ask(Verb<R, A> verb, R request) {
        return calls.ask(verb, request, answer -> {});
    }

    final Completion<Optional<QueueInfo>> look(String name) {
        return calls.ask(Verbs.FIND_QUEUE, name, queues.found(name));
    }

    @Override
    public final UUID newId() {
        long high;
        long low;
        synchronized (random) {
            high = random.nextLong();
            low = random.nextLong();
        }
        return new UUID(high & ~0xF000L | 0x4000L, low >>> 2 | 0x8000_0000_0000_0000L);
    }

    @Override
    public final Completion<Sent> announce(Target to, Message message) {
        return announcements.of(to, message);
    }

    @Override
    public final Completion<List<Outcome<Sent>>> send(Target to, List<Message> messages) {
        return calls.ask(Verbs.SEND, new Requests.Send(to, messages), queues.sent(to, messages));
    }

    @Override
    public final Completion<Void> select(UUID client, Selection selection) {
        return calls.ask(
                Verbs.SELECT, new Requests.Select(client, selection), done -> belongings.selection(client, selection));
    }

    @Override
    public final Completion<Void> unselect(UUID selection) {
        belongings.noSelection(selection);
        prefetches.recallSelected(selection);
        return ask(Verbs.UNSELECT, selection);
    }

    @Override
    public final Completion<List<Delivery>> receive(ReceiveRequest request) {
        return prefetches.receive(request);
    }

    /** As {@link #receive}, at the server. To be followed by {@link #flush}. */
    RemoteCall<ReceiveRequest, List<Delivery>> beginToReceive(ReceiveRequest request) {
        return calls.begin(Verbs.RECEIVE, request, answer -> {});
    }

    /** Deliveries as the server tells them, which are read back from it where they have to be. */
    List<Delivery> readable(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> (Delivery)
                        ((ToldDelivery) delivery).with(receipt -> read(receipt).await()))
                .toList();
    }

    /** Has what was begun written. */
    void flush() {
        calls.flush();
    }

    /** Whether its time is over. */
    boolean isExpired(Delivery delivery) {
        long end = delivery.hasContent() ? delivery.message().expiresAt() : 0; // else who reads it finds out
        return end != 0 && end <= clock.millis();
    }

    @Override
    public final void recall(UUID owner) {
        prefetches.recall(owner);
    }

    @Override
    public final Completion<List<Outcome<Receipt>>> delete(String queue, List<Receipt> receipts) {
        return ask(Verbs.DELETE, new Requests.Delete(queue, receipts));
    }

    @Override
    public final Completion<List<Outcome<Receipt>>> changeVisibility(String queue, List<VisibilityChange> changes) {
        prefetches.recall(changes.stream().map(VisibilityChange::receipt).toList());
        return ask(Verbs.CHANGE_VISIBILITY, new Requests.ChangeVisibility(queue, changes));
    }

    @Override
    public final Completion<Void> release(List<Receipt> receipts) {
        prefetches.recall(receipts);
        return ask(Verbs.RELEASE, receipts);
    }

    @Override
    public final Completion<Void> giveBack(UUID owner, List<Receipt> receipts, Duration hidden) {
        prefetches.recall(receipts);
        return ask(Verbs.GIVE_BACK, new Requests.GiveBack(owner, receipts, hidden));
    }

    /** Gives back at once what nobody has seen, at the server. To be followed by {@link #flush}. */
    void beginToGiveBack(UUID owner, List<Receipt> receipts) {
        calls.begin(Verbs.GIVE_BACK, new Requests.GiveBack(owner, receipts, Duration.ZERO), answer -> {});
    }

    @Override
    public final Completion<List<Sent>> commit(UnitOfWork work) {
        return calls.ask(Verbs.COMMIT, work, queues.sent(work));
    }

    @Override
    public final Completion<Integer> redrive(String queue, String destination, int max) {
        prefetches.recall(queue);
        return ask(Verbs.REDRIVE, new Requests.Redrive(queue, destination, max));
    }

    @Override
    public final Completion<List<HandOutcome>> byHand(ByHand asked) {
        prefetches.recall(asked.queue());
        return ask(Verbs.BY_HAND, asked);
    }

    @Override
    public final Completion<Message> read(Receipt receipt) {
        return ask(Verbs.READ, receipt);
    }

    @Override
    public final Completion<BrowsePage> browse(BrowseRequest request) {
        prefetches.recall(request.queue());
        return ask(Verbs.BROWSE, request);
    }
}
