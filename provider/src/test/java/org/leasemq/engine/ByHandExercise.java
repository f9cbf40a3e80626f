package org.leasemq.engine;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.engine.model.seen.ByHand.Action;
import org.leasemq.engine.model.seen.HandOutcome;
import org.leasemq.engine.model.seen.HandOutcome.Result;
import org.leasemq.engine.model.seen.HeldLease;
import org.leasemq.engine.model.seen.MessageGroup;
import org.leasemq.engine.model.seen.MessageGroups;

/** What people see of messages, groups and leases, and do with them by hand. */
interface ByHandExercise extends EngineBench {
    private List<BrowseItem> look(String queue, long skip, BrowseItem.State state, String group) {
        return engine().browse(new BrowseRequest(queue, null, -1, skip, 100, state, group))
                .await()
                .items();
    }

    private static List<String> texts(List<BrowseItem> items) {
        return items.stream().map(item -> item.message().body().asText()).toList();
    }

    /** Those with these bodies. */
    private int byHand(String queue, Action action, String to, boolean held, String... bodies) {
        List<String> wanted = Arrays.asList(bodies);
        int number = engine().findQueue(queue).await().map(QueueInfo::number).orElse(0);
        List<Receipt> seen = look(queue, 0, null, null).stream()
                .filter(item -> wanted.contains(item.message().body().asText()))
                .map(item -> new Receipt(number, item.sequenceNumber(), item.receiveCount(), 0))
                .toList();
        return done(new ByHand(queue, seen, action, to, held));
    }

    private int done(ByHand asked) {
        return (int) engine().byHand(asked).await().stream()
                .filter(HandOutcome::done)
                .count();
    }

    @Test
    default void messagesAreDeletedByHandWhateverStateTheyAreIn() {
        sendAll(QUEUE, "held", "fresh", "other");
        send(QUEUE, text("late").delayedBy(ofSeconds(60)));
        Delivery held = takeOne(QUEUE);
        assertEquals(2, byHand(QUEUE, Action.DELETE, null, false, "held", "fresh", "late"));
        assertEquals(List.of("held", "other"), texts(look(QUEUE, 0, null, null)));
        assertEquals(1, byHand(QUEUE, Action.DELETE, null, true, "held"));
        delete(QUEUE, List.of(held));
        crashAndRestart();
        advance(ofSeconds(60));
        assertEquals(List.of("other"), drain(QUEUE));
        assertEquals(0, done(new ByHand(QUEUE, List.of(held.receipt()), Action.DELETE, null, true)));
    }

    @Test
    default void whatWasDeliveredSinceItWasSeenIsNotTouchedByHand() {
        sendAll(QUEUE, "a");
        Receipt first = takeOne(QUEUE).receipt();
        advance(ofSeconds(30));
        Receipt second = takeOne(QUEUE).receipt();
        for (Receipt seen : List.of(first, new Receipt(second.queue() + 1, second.sequenceNumber(), 2, 0))) {
            for (Action action : Action.values()) {
                assertEquals(0, done(new ByHand(QUEUE, List.of(seen), action, FIFO, true)));
            }
        }
        assertEquals(
                List.of(Result.DONE, Result.DONE),
                engine().byHand(new ByHand(QUEUE, List.of(second, second), Action.DELETE, null, true)).await().stream()
                        .map(HandOutcome::result)
                        .toList());
    }

    @Test
    default void oneBehindABlockedOneOfItsGroupIsDeletedOrMovedByHand() {
        engine().createQueue("other.fifo", QueueAttributes.fifoQueue()).await();
        sendToGroup(FIFO, "g", "1", "2", "3", "4");
        Delivery first = takeOne(FIFO);
        assertEquals(1, byHand(FIFO, Action.DELETE, null, true, "2"));
        assertEquals(1, byHand(FIFO, Action.MOVE, "other.fifo", true, "1", "3"));
        delete(FIFO, List.of(first));
        crashAndRestart();
        assertEquals(List.of("4"), drain(FIFO));
        assertEquals(List.of("3"), drain("other.fifo"));
    }

    @Test
    default void delayedOnesAreMovedOrReleasedByHand() {
        engine().createQueue("other", QueueAttributes.standardQueue()).await();
        send(QUEUE, text("a").delayedBy(ofSeconds(60)));
        send(QUEUE, text("b").delayedBy(ofSeconds(60)));
        assertEquals(List.of(), take(QUEUE, 10));
        assertEquals(1, byHand(QUEUE, Action.RELEASE, null, false, "a"));
        assertEquals(List.of("a"), drain(QUEUE));
        assertEquals(1, byHand(QUEUE, Action.MOVE, "other", false, "b"));
        crashAndRestart();
        assertEquals(List.of("b"), drain("other"));
    }

    @Test
    default void leasesAreReleasedByHandAndOnlyWhereThatIsWanted() {
        sendAll(QUEUE, "a");
        Delivery held = takeOne(QUEUE);
        assertEquals(0, byHand(QUEUE, Action.RELEASE, null, false, "a"));
        assertEquals(1, byHand(QUEUE, Action.RELEASE, null, true, "a"));
        assertEquals(0, byHand(QUEUE, Action.RELEASE, null, true, "a"));
        Delivery again = takeOne(QUEUE);
        assertEquals(held.id(), again.id());
        assertEquals(2, again.receiveCount());
    }

    @Test
    default void ofEachPickedByHandItIsToldWhatBecameOfIt() {
        engine().createQueue("dead", QueueAttributes.standardQueue()).await();
        engine().createQueue("gone", QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1)))
                .await();
        engine().createQueue("source", QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1)))
                .await();
        for (String queue : List.of("gone", "source")) {
            sendAll(queue, "of " + queue);
            takeOne(queue);
            advance(ofSeconds(30));
            assertEquals(List.of(), take(queue, 1));
        }
        sendAll("dead", "sent here", "held");
        List<BrowseItem> seen = look("dead", 0, null, null);
        engine().deleteQueue("gone").await();
        Owner owner = Owners.open(engine(), "worker");
        List<Receipt> picked = seen.stream()
                .map(item -> new Receipt(
                        engine().findQueue("dead").await().orElseThrow().number(),
                        item.sequenceNumber(),
                        item.receiveCount(),
                        0))
                .toList();
        take("dead", 1, owner);
        List<HandOutcome> outcomes = engine().byHand(new ByHand("dead", picked, Action.MOVE, null, false))
                .await();
        assertEquals(
                List.of(Result.RECEIVED_SINCE, Result.DONE, Result.NOT_MOVED, Result.NOT_MOVED),
                outcomes.stream().map(HandOutcome::result).toList());
        assertEquals("worker", outcomes.get(0).detail());
        assertTrue(outcomes.get(2).words("x").contains("did not come from another queue"), outcomes::toString);
        assertEquals(List.of("of source"), drain("source"));
        Receipt held = new Receipt(picked.get(0).queue(), picked.get(0).sequenceNumber(), 1, 0);
        assertEquals(
                List.of(Result.IN_FLIGHT, Result.GONE, Result.AVAILABLE),
                engine()
                        .byHand(new ByHand(
                                "dead", List.of(held, picked.get(1), picked.get(2)), Action.RELEASE, null, false))
                        .await()
                        .stream()
                        .map(HandOutcome::result)
                        .toList());
        engine().release(List.of(held)).await();
        EngineException.NoSuchQueue none = assertThrows(
                EngineException.NoSuchQueue.class,
                () -> engine().redrive("dead", null, 1).await());
        assertTrue(
                none.getMessage()
                        .contains("Message " + picked.get(0).sequenceNumber() + " in queue 'dead' came from a"),
                none::getMessage);
    }

    @Test
    default void whereMessagesCannotBeMovedToByHandIsRefused() {
        sendAll(QUEUE, "a");
        assertThrows(EngineException.NoSuchQueue.class, () -> byHand(QUEUE, Action.MOVE, "none", false, "a"));
        assertThrows(EngineException.NoSuchQueue.class, () -> byHand("none", Action.DELETE, null, false, "a"));
        assertThrows(EngineException.InvalidAttribute.class, () -> byHand(QUEUE, Action.MOVE, FIFO, false, "a"));
        assertThrows(EngineException.InvalidMessage.class, () -> byHand(QUEUE, Action.MOVE, null, false, "a"));
        assertEquals(List.of("a"), drain(QUEUE));
    }

    @Test
    default void aPageHasOnlyWhatIsAskedForAndGoesOnBehindIt() {
        for (int i = 0; i < 30; i++) {
            send(QUEUE, text("" + i).ofTenant(i % 3 == 0 ? "three" : "else"));
        }
        assertEquals(List.of("18", "21", "24", "27"), texts(look(QUEUE, 6, null, "three")));
        assertEquals(List.of(), look(QUEUE, 10, null, "three"));
        assertEquals(List.of(), look(QUEUE, 0, null, "none"));
        take(QUEUE, 2);
        assertEquals(List.of("0", "1"), texts(look(QUEUE, 0, BrowseItem.State.IN_FLIGHT, null)));
        assertEquals(List.of("0"), texts(look(QUEUE, 0, BrowseItem.State.IN_FLIGHT, "three")));
        BrowsePage page = engine().browse(new BrowseRequest(QUEUE, null, -1, 1, 2, null, "three"))
                .await();
        assertEquals(List.of("3", "6"), texts(page.items()));
        page = engine().browse(new BrowseRequest(QUEUE, page.next(), page.upTo(), 1, 2, null, "three"))
                .await();
        assertEquals(List.of("12", "15"), texts(page.items()));
        BrowsePage skipped =
                engine().browse(new BrowseRequest(QUEUE, null, -1, 5, 0)).await();
        assertEquals(
                List.of("5"),
                texts(engine().browse(new BrowseRequest(QUEUE, skipped.next(), skipped.upTo(), 0, 1))
                        .await()
                        .items()));
    }

    @Test
    default void groupsAreToldWithWhatHoldsThemTheBlockedFirst() {
        sendToGroup(FIFO, "free", "1", "2", "3");
        sendToGroup(FIFO, "held", "1", "2");
        sendToGroup(FIFO, "last", "1");
        Owner mine = Owners.open(engine(), "mine");
        List<Delivery> all = take(FIFO, 10, mine);
        List<Delivery> others = all.stream()
                .filter(one -> !one.message().groupId().equals("held"))
                .toList();
        Delivery second = all.stream()
                .filter(one -> one.message().groupId().equals("held"))
                .skip(1)
                .findFirst()
                .orElseThrow();
        engine().release(others.stream().map(Delivery::receipt).toList()).await();
        engine().release(List.of(second.receipt())).await();
        MessageGroups told = engine().groups(FIFO, "", 10).await();
        assertEquals(3, told.all());
        assertEquals(1, told.blocked());
        assertEquals(
                List.of("held", "free", "last"),
                told.groups().stream().map(MessageGroup::id).toList());
        MessageGroup held = told.groups().get(0);
        assertEquals("mine", held.holder());
        assertEquals(2, held.messages());
        assertEquals(1, held.inFlight());
        assertEquals(1, held.receiveCount());
        assertEquals(
                all.stream()
                        .filter(one -> one.message().groupId().equals("held"))
                        .findFirst()
                        .orElseThrow()
                        .receipt()
                        .sequenceNumber(),
                held.heldBy());
        assertEquals(
                List.of("free"),
                engine().groups(FIFO, "", 2).await().groups().stream()
                        .map(MessageGroup::id)
                        .skip(1)
                        .toList());
        assertEquals(2, engine().groups(FIFO, "", 2).await().groups().size());
        assertEquals(1, engine().groups(FIFO, "las", 10).await().all());
        assertEquals(List.of(), engine().groups(QUEUE, "", 10).await().groups());
        assertThrows(
                EngineException.NoSuchQueue.class,
                () -> engine().groups("none", "", 10).await());
    }

    @Test
    default void aGroupIsBlockedUntilALeaseThatEndsByTimeDoes() {
        sendToGroup(FIFO, "g", "1", "2");
        sendToGroup(QUEUE, "g", "1");
        send(QUEUE, text("m").ofTenant("tenant"));
        Delivery first = takeOne(FIFO);
        MessageGroup group = engine().groups(FIFO, "", 10).await().groups().get(0);
        assertEquals(first.receipt().sequenceNumber(), group.heldBy());
        assertEquals(first.firstReceivedAt(), group.since());
        assertEquals(first.firstReceivedAt() + 30_000, group.until());
        assertEquals(2, engine().groups(QUEUE, "", 10).await().all());
        assertEquals(0, engine().groups(QUEUE, "", 10).await().blocked());
        advance(ofSeconds(30));
        assertEquals(0, engine().groups(FIFO, "", 10).await().blocked());
    }

    @Test
    default void leasesOfAClientAreToldOneByOne() {
        UUID id = UUID.randomUUID();
        UUID owner = UUID.randomUUID();
        assertEquals(List.of(), engine().leases(id, 10).await());
        engine().openClient(id, "program").await();
        engine().openOwner(id, owner, "session").await();
        sendAll(QUEUE, "a", "b");
        Delivery first = engine().receive(new ReceiveRequest(QUEUE, 1, ZERO, owner, null, null, Long.MAX_VALUE))
                .await()
                .get(0);
        advance(ofSeconds(5));
        engine().receive(new ReceiveRequest(QUEUE, 1, ZERO, owner, ofSeconds(30), null, Long.MAX_VALUE))
                .await()
                .forEach(one -> assertEquals("b", body(one)));
        List<HeldLease> leases = engine().leases(id, 10).await();
        assertEquals(2, leases.size());
        assertEquals(
                new HeldLease("session", QUEUE, first.receipt().sequenceNumber(), 1, first.firstReceivedAt(), 0, null),
                leases.get(0));
        assertEquals(leases.get(0).since() + 5000, leases.get(1).since());
        assertEquals(leases.get(1).since() + 30_000, leases.get(1).until());
        assertEquals(1, engine().leases(id, 1).await().size());
        engine().delete(QUEUE, List.of(first.receipt())).await().forEach(Outcome::get);
        assertEquals(1, engine().leases(id, 10).await().size());
        engine().closeClient(id).await();
        assertEquals(List.of(), engine().leases(id, 10).await());
    }
}
