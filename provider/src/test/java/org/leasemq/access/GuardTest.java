package org.leasemq.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.engine.model.seen.ByHand;

/** What users may do with an engine, and with what is another's. */
class GuardTest extends GuardFixture {
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
        assertEquals("1:aa:bb", bob.branchWork("1:aa:bb", 10).await().branch().id());
        bob.settle("1:aa:bb", false).await();
        assertThrows(
                EngineException.NoSuchBranch.class,
                () -> bob.branchWork("1:aa:bb", 10).await());
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
}
