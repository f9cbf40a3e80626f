package org.leasemq.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.AccessDenied;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.ByHand;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** What users may do with an engine, and with what is another's. */
class GuardTest {
    private static final QueueAttributes STANDARD = QueueAttributes.standardQueue();

    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private ManualEnvironment environment;
    private LocalEngine engine;

    /** One who uses the engine as a process does. */
    private final class User {
        private final LeaseEngine engine;
        private final UUID client = UUID.randomUUID();
        private final UUID owner = UUID.randomUUID();

        User(LeaseEngine engine) {
            this.engine = engine;
            engine.openClient(client, "a test").await();
            engine.openOwner(client, owner, "a test").await();
        }

        List<Delivery> receive(String queue) {
            return engine.receive(new ReceiveRequest(queue, 1, Duration.ZERO, owner, null, null, Long.MAX_VALUE))
                    .await();
        }

        Receipt lease(String queue) {
            return receive(queue).get(0).receipt();
        }

        long use(String topic, String queue, boolean shared) {
            Completion<Long> used = engine.useSubscription(client, subscription(topic, queue, shared));
            environment.settle();
            return used.await();
        }
    }

    private static SubscriptionUse subscription(String topic, String queue, boolean shared) {
        QueueAttributes attributes = STANDARD.withSubscriptions(List.of(Subscription.to(topic)));
        return new SubscriptionUse(queue, attributes, shared, true, List.of());
    }

    @BeforeEach
    void open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        engine = LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /** @param rights such as {@code send queue:orders} */
    private LeaseEngine guarded(String user, String... rights) {
        Map<Right, List<NamePattern>> patterns = new LinkedHashMap<>();
        for (String right : rights) {
            String[] words = right.split(" ", -1);
            List<NamePattern> names =
                    Arrays.stream(words).skip(1).map(NamePattern::parse).toList();
            patterns.put(Right.valueOf(words[0].toUpperCase(Locale.ROOT)), names);
        }
        Rights all = new Rights(List.of(new Role("role", Set.of("*"), patterns)), user);
        return new GuardedEngine(engine, new Guard(all, user, engine, engine));
    }

    private User user(String name, String... rights) {
        return new User(guarded(name, rights));
    }

    private static void denied(Executable... calls) {
        for (Executable call : calls) {
            assertThrows(AccessDenied.class, call);
        }
    }

    private void queues(String... names) {
        Stream.of(names).forEach(name -> engine.createQueue(name, STANDARD).await());
    }

    private static Message text(String body) {
        return Message.of(Body.text(body));
    }

    private static void send(LeaseEngine engine, Target to, String body) {
        engine.send(to, List.of(text(body))).await().forEach(outcome -> outcome.get());
    }

    // ---------------------------------------------------------------------------------------------- by roles

    @Test
    void whoMaySendMaySendAndNothingElse() {
        queues("orders", "other");
        LeaseEngine sender = guarded("alice", "send queue:orders topic:news");
        Target orders = Target.queue("orders");
        send(sender, orders, "m");
        send(sender, Target.topic("news"), "m");
        sender.announce(orders, text("m")).await();
        sender.commit(new UnitOfWork(List.of(new UnitOfWork.Send(orders, text("m"))), List.of()))
                .await();
        assertTrue(sender.findQueue("orders").await().isPresent());
        assertEquals(2, sender.statistics("orders").await().available());
        assertFalse(sender.hasSubscribers("news").await());
        QueueInfo found = engine.findQueue("orders").await().orElseThrow();
        UnitOfWork elsewhere = new UnitOfWork(
                List.of(new UnitOfWork.Send(orders, text("m")), new UnitOfWork.Send(Target.queue("other"), text("m"))),
                List.of());
        denied(
                () -> sender.send(Target.queue("other"), List.of(text("m"))),
                () -> sender.send(Target.topic("orders"), List.of(text("m"))),
                () -> sender.send(Target.queue("missing"), List.of(text("m"))),
                () -> sender.announce(Target.queue("other"), text("m")),
                () -> sender.commit(elsewhere),
                () -> sender.prepare("b", elsewhere),
                () -> sender.browse(new BrowseRequest("orders", null, -1, 0, 10)),
                () -> sender.groups("orders", "", 10),
                () -> sender.byHand(new ByHand("orders", List.of(), ByHand.Action.DELETE, null, false)),
                () -> sender.leases(UUID.randomUUID(), 10),
                () -> sender.createQueue("new", STANDARD),
                () -> sender.setAttributes(found, STANDARD),
                () -> sender.deleteQueue("orders"),
                () -> sender.deleteQueue(found),
                () -> sender.purge("orders"),
                () -> sender.redrive("orders", null, 1),
                () -> sender.findQueue("other"),
                () -> sender.statistics("other"),
                () -> sender.hasSubscribers("others"));
        User receiver = new User(sender);
        denied(
                () -> receiver.receive("orders"),
                () -> receiver.use("news", "durable:app:news", false),
                () -> sender.delete("orders", List.of(new Receipt(1, 1, 1, 0))));
        assertEquals(2, engine.statistics("orders").await().available());
        assertEquals(0, engine.statistics("other").await().available());
    }

    @Test
    void byHandOneTakesFromOthersOnlyWithARightToEverythingAndMovesWhereOneMaySend() {
        List<Receipt> first = List.of(new Receipt(1, 1, 1, 0));
        engine.createQueue("orders", STANDARD).await();
        engine.createQueue("other", STANDARD).await();
        LeaseEngine receiver = user("anna", "receive queue:orders", "send queue:other").engine;
        receiver.byHand(new ByHand("orders", first, ByHand.Action.RELEASE, null, false))
                .await();
        receiver.byHand(new ByHand("orders", first, ByHand.Action.MOVE, "other", false))
                .await();
        denied(
                () -> receiver.byHand(new ByHand("orders", first, ByHand.Action.RELEASE, null, true)),
                () -> receiver.byHand(new ByHand("orders", first, ByHand.Action.DELETE, null, true)),
                () -> receiver.byHand(new ByHand("orders", first, ByHand.Action.MOVE, "orders", false)),
                () -> receiver.byHand(new ByHand("orders", first, ByHand.Action.MOVE, null, false)),
                () -> receiver.byHand(new ByHand("other", first, ByHand.Action.DELETE, null, false)));
        LeaseEngine all = user("olga", "receive *").engine;
        all.byHand(new ByHand("orders", first, ByHand.Action.RELEASE, null, true))
                .await();
    }

    @Test
    void whoMayReceiveTakesAndDeletes() {
        queues("orders");
        send(engine, Target.queue("orders"), "m");
        User receiver = user("alice", "receive queue:orders");
        Delivery delivery = receiver.receive("orders").get(0);
        assertEquals(
                "m", receiver.engine.read(delivery.receipt()).await().body().asText());
        receiver.engine.delete("orders", List.of(delivery.receipt())).await().forEach(outcome -> outcome.get());
        assertEquals(0, engine.statistics("orders").await().inFlight());
        denied(
                () -> receiver.engine.receive(ReceiveRequest.from("orders")),
                () -> receiver.engine.send(Target.queue("orders"), List.of(text("m"))));
    }

    @Test
    void queuesAreListedAsFarAsThereIsARight() {
        for (int i = 0; i < 600; i++) {
            queues("q" + (1000 + i));
        }
        queues("zeta", "zulu");
        LeaseEngine some = guarded("alice", "browse queue:z* queue:q1599");
        assertEquals(
                List.of("q1599", "zeta", "zulu"),
                some.queues().stream().map(QueueInfo::name).toList());
        assertEquals(
                List.of("q1599", "zeta"),
                some.queues("", 2).await().stream().map(QueueInfo::name).toList());
        assertEquals(Map.of(), some.setAside().await());
    }

    @Test
    void whoMayCreateMakesNothingOfWhatHeMayNot() {
        LeaseEngine creator = guarded("alice", "create queue:orders*", "send queue:dead", "receive topic:news");
        queues("dead", "other");
        creator.createQueue("orders-dlq", STANDARD).await();
        creator.createQueue("orders", STANDARD.withRedrive(new RedrivePolicy("orders-dlq", 3)))
                .await();
        creator.createQueue("orders2", STANDARD.withRedrive(new RedrivePolicy("dead", 3)))
                .await();
        creator.createQueue("orders3", STANDARD.withSubscriptions(List.of(Subscription.to("news"))))
                .await();
        denied(
                () -> creator.createQueue("orders4", STANDARD.withRedrive(new RedrivePolicy("other", 3))),
                () -> creator.createQueue("orders5", STANDARD.withSubscriptions(List.of(Subscription.to("secret")))),
                () -> creator.createQueue("temporary:x", STANDARD),
                () -> creator.createQueue("durable:x:y", STANDARD),
                () -> creator.deleteQueue("orders2"));
    }

    @Test
    void whoMayManageIsToldBySequelsOfNumbersNothingOfOthers() {
        queues("orders", "other");
        LeaseEngine manager = guarded("alice", "manage queue:orders");
        QueueInfo orders = engine.findQueue("orders").await().orElseThrow();
        QueueInfo other = engine.findQueue("other").await().orElseThrow();
        QueueInfo disguised = new QueueInfo(
                "orders", other.number(), other.createdAt(), other.modifiedAt(), other.version(), STANDARD);
        assertThrows(EngineException.NoSuchQueue.class, () -> manager.setAttributes(disguised, STANDARD));
        assertThrows(EngineException.NoSuchQueue.class, () -> manager.deleteQueue(disguised));
        manager.setAttributes(orders, STANDARD.withDelay(Duration.ofSeconds(1))).await();
        manager.purge("orders").await();
        denied(() -> manager.redrive("orders", "other", 1), () -> manager.redrive("orders", null, 1), manager::clients);
        manager.deleteQueue("orders").await();
        assertTrue(engine.findQueue("other").await().isPresent());
    }

    // ------------------------------------------------------------------------------------------ of others

    @Test
    void idsOfOthersAreOfNoUse() {
        queues("orders");
        send(engine, Target.queue("orders"), "m");
        User alice = user("alice", "receive queue:orders");
        User bob = user("bob", "receive queue:orders");
        Receipt lease = alice.lease("orders");
        denied(() -> bob.engine.openClient(alice.client, "bob"));
        assertThrows(EngineException.Closed.class, () -> bob.engine.openOwner(alice.client, UUID.randomUUID(), "bob"));
        assertThrows(
                EngineException.Closed.class,
                () -> bob.engine.openOwner(bob.client, alice.owner, "bob").await());
        assertThrows(EngineException.Closed.class, () -> bob.engine.claimName(alice.client, "bob"));
        assertThrows(
                EngineException.Closed.class,
                () -> bob.engine.createTemporaryQueue(alice.client, "temporary:x", STANDARD));
        assertThrows(EngineException.Closed.class, () -> bob.engine.leaveSubscription(alice.client, "durable:a:b"));
        bob.engine.closeClient(alice.client).await();
        bob.engine.closeOwner(alice.owner, null).await();
        bob.engine.freeName(alice.client, "a name").await();
        ReceiveRequest foreign =
                new ReceiveRequest("orders", 1, Duration.ZERO, alice.owner, null, null, Long.MAX_VALUE);
        assertEquals(List.of(), bob.engine.receive(foreign).await());
        assertEquals(1, engine.statistics("orders").await().inFlight());
        alice.engine.delete("orders", List.of(lease)).await().forEach(outcome -> outcome.get());
    }

    @Test
    void receiptsOfOthersAreOfNoUse() {
        queues("orders");
        send(engine, Target.queue("orders"), "m");
        User alice = user("alice", "receive queue:orders");
        User bob = user("bob", "receive queue:orders");
        Receipt lease = alice.lease("orders");
        Receipt guessed = new Receipt(lease.queue(), lease.sequenceNumber(), lease.receiveCount(), 0);
        for (Receipt receipt : List.of(lease, guessed)) {
            UnitOfWork work = new UnitOfWork(List.of(), List.of(receipt));
            denied(
                    () -> bob.engine.delete("orders", List.of(receipt)),
                    () -> bob.engine.changeVisibility("orders", List.of(new VisibilityChange(receipt, Duration.ZERO))),
                    () -> bob.engine.release(List.of(receipt)),
                    () -> bob.engine.giveBack(null, List.of(receipt), Duration.ZERO),
                    () -> bob.engine.commit(work),
                    () -> bob.engine.prepare("b", work));
            assertThrows(EngineException.LeaseEnded.class, () -> bob.engine.read(receipt));
            bob.engine.giveBack(bob.owner, List.of(receipt), Duration.ZERO).await();
            bob.engine.giveBack(alice.owner, List.of(receipt), Duration.ZERO).await();
        }
        assertEquals(1, engine.statistics("orders").await().inFlight());
        alice.engine.commit(new UnitOfWork(List.of(), List.of(lease))).await();
        assertEquals(0, engine.statistics("orders").await().inFlight());
    }

    @Test
    void whatSomebodyElseHasReceivedSinceIsNotDeletedByAnOldReceipt() {
        queues("orders");
        send(engine, Target.queue("orders"), "m");
        User alice = user("alice", "receive queue:orders");
        Receipt old = alice.lease("orders");
        alice.engine.release(List.of(old)).await();
        engine.receive(ReceiveRequest.from("orders")).await(); // over HTTP, say
        denied(() -> alice.engine.delete("orders", List.of(old)));
        assertEquals(1, engine.statistics("orders").await().inFlight());
    }

    @Test
    void selectionsOfOthersAreOfNoUse() {
        queues("orders");
        User alice = user("alice", "receive queue:orders");
        User bob = user("bob", "receive queue:orders");
        Selection selection = new Selection(UUID.randomUUID(), "orders", new Filter("none", "x"));
        ReceiveRequest foreign =
                new ReceiveRequest("orders", 1, Duration.ZERO, bob.owner, null, selection, Long.MAX_VALUE);
        assertThrows(EngineException.Closed.class, () -> bob.engine.receive(foreign));
        assertThrows(EngineException.Closed.class, () -> bob.engine.select(alice.client, selection));
        bob.engine.unselect(selection.id()).await();
    }

    @Test
    void temporaryDestinationsBelongToWhomMadeThemAndGetAnswersFromEverybody() {
        User alice = user("alice", "send queue:orders");
        User bob = user("bob", "send queue:other");
        alice.engine.createTemporaryQueue(alice.client, "temporary:1", STANDARD).await();
        send(bob.engine, Target.queue("temporary:1"), "answer");
        assertTrue(bob.engine.findQueue("temporary:1").await().isPresent());
        denied(
                () -> bob.receive("temporary:1"),
                () -> bob.engine.deleteQueue("temporary:1"),
                () -> bob.engine.purge("temporary:1"),
                () -> bob.engine.browse(new BrowseRequest("temporary:1", null, -1, 0, 10)),
                () -> bob.engine.createTemporaryQueue(bob.client, "temporary:1", STANDARD),
                () -> bob.engine.createTemporaryQueue(bob.client, "orders", STANDARD),
                () -> bob.engine.createTemporaryQueue(
                        bob.client, "consumer:1", STANDARD.withSubscriptions(List.of(Subscription.to("news")))));
        assertEquals(
                "answer", alice.receive("temporary:1").get(0).message().body().asText());
        alice.engine.deleteQueue("temporary:1").await();
    }

    @Test
    void consumersOfTopicsReceiveFromTheirOwnQueuesOnly() {
        User alice = user("alice", "receive topic:news");
        User bob = user("bob", "receive topic:news queue:*");
        QueueAttributes attributes = STANDARD.withSubscriptions(List.of(Subscription.to("news")));
        alice.engine
                .createTemporaryQueue(alice.client, "consumer:1", attributes)
                .await();
        send(engine, Target.topic("news"), "m");
        denied(() -> bob.receive("consumer:1"));
        assertEquals("m", alice.receive("consumer:1").get(0).message().body().asText());
    }

    @Test
    void aDurableSubscriptionIsThatOfWhoMadeIt() {
        String queue = "durable:app:news";
        User alice = user("alice", "receive topic:news", "create topic:news");
        User bob = user("bob", "receive topic:news queue:*", "create topic:news", "browse queue:*");
        User guest = user("guest", "receive topic:news");
        denied(() -> guest.use("news", queue, false), () -> alice.use("secret", "durable:app:secret", false));
        alice.use("news", queue, false);
        send(engine, Target.topic("news"), "m");
        denied(
                () -> bob.receive(queue),
                () -> bob.engine.browse(new BrowseRequest(queue, null, -1, 0, 10)),
                () -> bob.engine.findQueue(queue));
        alice.engine.leaveSubscription(alice.client, queue).await();
        denied(
                () -> alice.receive(queue),
                () -> bob.use("news", queue, false),
                () -> bob.engine.deleteSubscription(List.of(queue)));
        alice.use("news", queue, false);
        assertEquals(1, alice.receive(queue).size());
        alice.engine.closeClient(alice.client).await();
        User again = user("alice", "receive topic:news", "create topic:news");
        Completion<QueueInfo> deleted = again.engine.deleteSubscription(List.of(queue));
        environment.settle();
        deleted.await();
        assertTrue(engine.findQueue(queue).await().isEmpty());
    }

    @Test
    void aSharedSubscriptionIsThatOfAllWhoMayReceiveFromItsTopic() {
        String queue = "shared-durable:app:news";
        User alice = user("alice", "receive topic:news", "create topic:news");
        User bob = user("bob", "receive topic:news");
        User guest = user("guest", "receive topic:other", "create topic:other");
        alice.use("news", queue, true);
        bob.use("news", queue, true);
        send(engine, Target.topic("news"), "m");
        assertEquals(1, bob.receive(queue).size());
        denied(() -> guest.use("other", queue, true), () -> guest.use("news", queue, true));
    }

    // -------------------------------------------------------------------------------------------- branches

    private static List<String> ids(LeaseEngine engine) {
        return engine.branches().await().stream().map(Branch::id).toList();
    }

    @Test
    void branchesAreThoseOfTheirUserOverRestartsToo() {
        queues("orders");
        UnitOfWork work = new UnitOfWork(List.of(new UnitOfWork.Send(Target.queue("orders"), text("m"))), List.of());
        LeaseEngine alice = guarded("alice", "send queue:orders");
        LeaseEngine bob = guarded("bob", "send queue:orders");
        assertEquals("1:aa:bb", alice.prepare("1:aa:bb", work).await().id());
        bob.prepare("1:aa:bb", work).await();
        assertEquals(List.of("1:aa:bb"), ids(alice));
        assertThrows(EngineException.InvalidMessage.class, () -> bob.settle("1:aa:bb of alice", true));
        bob.settle("1:aa:bb", false).await();
        assertEquals(List.of(), ids(bob));
        assertThrows(EngineException.NoSuchBranch.class, () -> bob.settle("1:aa:bb", false));
        assertTrue(bob.findBranch("1:aa:bb").await().isEmpty());
        engine.close();
        open();
        LeaseEngine again = guarded("alice", "send queue:orders");
        assertEquals(List.of("1:aa:bb"), ids(again));
        assertTrue(again.findBranch("1:aa:bb").await().isPresent());
        assertEquals("1:aa:bb", again.settle("1:aa:bb", true).await().id());
        assertEquals(1, engine.statistics("orders").await().available());
    }

    @Test
    void whoManagesEverythingDecidesTheBranchesOfOthers() {
        queues("orders");
        UnitOfWork work = new UnitOfWork(List.of(new UnitOfWork.Send(Target.queue("orders"), text("m"))), List.of());
        guarded("alice", "send queue:orders").prepare("1:aa:bb", work).await();
        LeaseEngine manager = guarded("operator", "manage *");
        assertEquals(List.of("1:aa:bb"), ids(manager));
        assertEquals(
                Branch.State.COMMITTED_BY_HAND,
                manager.decide("1:aa:bb", true).await().state());
        manager.forget("1:aa:bb").await();
        assertEquals(List.of(), ids(manager));
        assertEquals(List.of(), ids(guarded("other", "manage queue:*")));
    }

    @Test
    void nobodyEndsAnothersUseOfASubscription() {
        User ann = new User(guarded("ann", "receive topic:news", "create queue:*"));
        User bob = new User(guarded("bob"));
        QueueAttributes attributes = STANDARD.withDurable(false).withSubscriptions(List.of(Subscription.to("news")));
        Completion<Long> used = ann.engine.useSubscription(
                ann.client, new SubscriptionUse("shared:s", attributes, true, false, List.of()));
        environment.settle();
        used.await();
        bob.engine.leaveSubscription(bob.client, "shared:s").await();
        environment.settle();
        assertTrue(engine.findQueue("shared:s").await().isPresent());
    }

    /** What is shared is for all who may receive, to receive from. */
    @Test
    void whoOnlyReceivesFromWhatIsSharedDoesNotManageIt() {
        User alice = user("alice", "receive topic:news", "create topic:news");
        User bob = user("bob", "receive topic:news");
        alice.use("news", "shared-durable:s", true);
        bob.use("news", "shared-durable:s", true);
        QueueInfo found = engine.findQueue("shared-durable:s").await().orElseThrow();
        denied(
                () -> bob.engine.purge(found.name()),
                () -> bob.engine.deleteQueue(found.name()),
                () -> bob.engine.deleteQueue(found),
                () -> bob.engine.setAttributes(found, STANDARD));
        assertEquals(0, alice.engine.purge(found.name()).await());
    }

    @Test
    void whatHasTheNameOfWhatWasHisIsNotHis() {
        User alice = user("alice", "receive topic:secret", "create topic:secret");
        User bob = user("bob", "receive topic:news", "create topic:news");
        bob.use("news", "shared-durable:s", true);
        engine.deleteQueue("shared-durable:s").await();
        alice.use("secret", "shared-durable:s", true);
        send(engine, Target.topic("secret"), "m");
        denied(() -> bob.receive("shared-durable:s"), () -> bob.use("secret", "shared-durable:s", true));
        assertEquals(1, alice.receive("shared-durable:s").size());
    }
}
