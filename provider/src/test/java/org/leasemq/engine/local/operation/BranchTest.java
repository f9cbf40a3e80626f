package org.leasemq.engine.local.operation;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;

/** Units of work in two phases. */
class BranchTest extends EngineFixture {
    private static final Target QUEUE = Target.queue("q");
    private static final Target FIFO = Target.queue("q.fifo");

    private Owner owner;

    @BeforeEach
    void createQueues() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        engine.createQueue("q.fifo", QueueAttributes.fifoQueue()).await();
        owner = Owners.open(engine, "test");
    }

    private List<Delivery> takeOwned(String queue, int max) {
        return engine.receive(ReceiveRequest.from(queue)
                        .upTo(max)
                        .waiting(ofSeconds(0))
                        .ownedBy(owner))
                .await();
    }

    private void prepare(String id, List<Delivery> deletes, UnitOfWork.Send... sends) {
        engine.prepare(
                        id,
                        new UnitOfWork(
                                List.of(sends),
                                deletes.stream().map(Delivery::receipt).toList()))
                .await();
    }

    private static UnitOfWork.Send sending(Target to, Message message) {
        return new UnitOfWork.Send(to, message);
    }

    private void commit(String id) {
        engine.settle(id, true).await();
    }

    private void rollBack(String id) {
        engine.settle(id, false).await();
    }

    @Test
    void nothingHappensBeforeTheDecisionAndEverythingAfterIt() {
        sendAll(QUEUE, "in");
        prepare("x", takeOwned("q", 1), sending(QUEUE, text("out")));
        owner.close();
        advance(ofHours(20));
        assertEquals(List.of(), drain("q"));
        commit("x");
        assertEquals(List.of("out"), drain("q"));
        assertEquals(List.of(), engine.branches().await());
        crashAndRestart();
        assertEquals(List.of(), drain("q"));
    }

    @Test
    void aBranchSurvivesACrashAndIsCommittedThen() {
        sendAll(QUEUE, "in");
        prepare(
                "x",
                takeOwned("q", 1),
                sending(QUEUE, text("out")),
                sending(FIFO, text("fifo").inGroup("g")));
        crashAndRestart();
        assertEquals(
                List.of("x"), engine.branches().await().stream().map(Branch::id).toList());
        assertEquals(List.of(), drain("q"));
        restart();
        commit("x");
        crashAndRestart();
        assertEquals(List.of("out"), drain("q"));
        assertEquals(List.of("fifo"), drain("q.fifo"));
        assertEquals(List.of(), engine.branches().await());
    }

    @Test
    void whatIsRolledBackIsThereAgainAtOnceAtItsOldPlace() {
        sendAll(QUEUE, "a", "b", "c");
        prepare("x", takeOwned("q", 2), sending(QUEUE, text("never")));
        crashAndRestart();
        rollBack("x");
        crashAndRestart();
        List<Delivery> all = take("q", 10);
        assertEquals(List.of("a", "b", "c"), bodies(all));
        assertEquals(List.of(2, 2, 1), all.stream().map(Delivery::receiveCount).toList());
    }

    @Test
    void aBranchHasOneName() {
        prepare("x", List.of(), sending(QUEUE, text("a")));
        assertThrows(EngineException.BranchExists.class, () -> prepare("x", List.of()));
        commit("x");
        assertThrows(EngineException.NoSuchBranch.class, () -> commit("x"));
        assertThrows(EngineException.NoSuchBranch.class, () -> rollBack("y"));
        prepare("x", List.of(), sending(QUEUE, text("b")));
        rollBack("x");
        assertEquals(List.of("a"), drain("q"));
        assertThrows(EngineException.InvalidAttribute.class, () -> prepare("a\nb", List.of()));
    }

    @Test
    void aBranchThatCannotBePreparedChangesNothing() {
        sendAll(QUEUE, "a");
        List<Delivery> taken = takeOwned("q", 1);
        assertThrows(
                EngineException.NoSuchQueue.class,
                () -> prepare("x", taken, sending(Target.queue("nowhere"), text("b"))));
        engine.release(List.of(taken.get(0).receipt())).await();
        assertThrows(EngineException.LeaseEnded.class, () -> prepare("x", taken, sending(QUEUE, text("b"))));
        assertEquals(List.of(), engine.branches().await());
        assertEquals(List.of("a"), drain("q"));
    }

    @Test
    void namesOfBranchesAndNumbersOfTheirQueuesAreUsedAgainWithoutMixingThemUp() {
        for (int i = 0; i < 20; i++) {
            prepare(
                    "x",
                    List.of(),
                    sending(QUEUE, text("out" + i)),
                    sending(FIFO, text("f" + i).inGroup("g")));
            engine.settle("x", i % 2 == 0).await();
        }
        prepare("x", List.of(), sending(QUEUE, text("last")));
        crashAndRestart();
        List<String> even = new ArrayList<>();
        List<String> fifo = new ArrayList<>();
        for (int i = 0; i < 20; i += 2) {
            even.add("out" + i);
            fifo.add("f" + i);
        }
        assertEquals(even, drain("q"));
        List<Delivery> first = take("q.fifo", 1);
        assertEquals(List.of("f0"), bodies(first));
        assertEquals(List.of(), take("q.fifo", 1)); // the group is known again
        delete("q.fifo", first);
        assertEquals(fifo.subList(1, fifo.size()), drain("q.fifo"));
        commit("x");
        assertEquals(List.of("last"), drain("q"));
    }

    @Test
    void aPreparedDeleteHoldsItsGroup() {
        send(FIFO, text("a").inGroup("g"));
        send(FIFO, text("b").inGroup("g"));
        prepare("x", takeOwned("q.fifo", 1));
        owner.close();
        crashAndRestart();
        assertEquals(List.of(), take("q.fifo", 10));
        rollBack("x");
        assertEquals(List.of("a", "b"), drain("q.fifo"));
    }

    @Test
    void duplicatesAreFoundWhenABranchIsCommitted() {
        prepare("x", List.of(), sending(FIFO, text("a").inGroup("g").withDeduplicationId("d")));
        send(FIFO, text("b").inGroup("g").withDeduplicationId("d"));
        commit("x");
        assertEquals(List.of("b"), drain("q.fifo"));
        prepare("y", List.of(), sending(FIFO, text("c").inGroup("g").withDeduplicationId("e")));
        commit("y");
        crashAndRestart();
        assertTrue(send(FIFO, text("d").inGroup("g").withDeduplicationId("e")).duplicate());
        assertEquals(List.of("c"), drain("q.fifo"));
    }

    @Test
    void queuesMayGoWhileABranchIsPrepared() {
        engine.createQueue("other", QueueAttributes.standardQueue()).await();
        sendAll(QUEUE, "in");
        prepare(
                "x",
                takeOwned("q", 1),
                sending(Target.queue("other"), text("lost")),
                sending(FIFO, text("f").inGroup("g")));
        engine.deleteQueue("other").await();
        engine.deleteQueue("q").await();
        crashAndRestart();
        commit("x");
        assertEquals(List.of("f"), drain("q.fifo"));
        crashAndRestart();
        assertEquals(List.of(), engine.branches().await());
    }

    @Test
    void purgingTakesWhatABranchWouldDelete() {
        sendAll(QUEUE, "in");
        prepare("x", takeOwned("q", 1), sending(QUEUE, text("out")));
        engine.purge("q").await();
        rollBack("x");
        assertEquals(List.of(), drain("q"));
    }

    @Test
    void topicsAreResolvedWhenABranchIsPrepared() {
        QueueAttributes news = QueueAttributes.standardQueue().withSubscriptions(List.of(Subscription.to("news")));
        engine.createQueue("one", news).await();
        engine.createQueue("two", news).await();
        engine.createQueue("short", news.withDurable(false)).await();
        prepare("x", List.of(), sending(Target.topic("news"), text("a")));
        crashAndRestart();
        commit("x");
        assertEquals(List.of("a"), drain("one"));
        crashAndRestart();
        assertEquals(List.of("a"), drain("two"));
    }

    @Test
    void messagesThatAreNotPersistentHavePartAsLongAsTheProcessLives() {
        prepare("x", List.of(), sending(QUEUE, text("a").persistent(false)), sending(QUEUE, text("b")));
        commit("x");
        assertEquals(List.of("a", "b"), drain("q"));
        prepare("y", List.of(), sending(QUEUE, text("c").persistent(false)), sending(QUEUE, text("d")));
        crashAndRestart();
        commit("y");
        assertEquals(List.of("d"), drain("q"));
    }

    @Test
    void delaysAndLivesRunFromTheSend() {
        prepare(
                "x",
                List.of(),
                sending(QUEUE, text("later").delayedBy(ofMinutes(10)).sentAt(clock.millis())),
                sending(QUEUE, text("dead").expiringAfter(ofMinutes(1)).sentAt(clock.millis())));
        advance(ofMinutes(5));
        commit("x");
        assertEquals(List.of(), drain("q"));
        crashAndRestart();
        assertEquals(List.of(), drain("q"));
        advance(ofMinutes(5));
        assertEquals(List.of("later"), drain("q"));
    }

    @Test
    void whatWasDecidedByHandIsRememberedUntilItIsForgotten() {
        sendAll(QUEUE, "in");
        prepare("x", takeOwned("q", 1), sending(QUEUE, text("out")));
        prepare("y", List.of(), sending(QUEUE, text("never")));
        engine.decide("x", true).await();
        engine.decide("y", false).await();
        crashAndRestart();
        assertEquals(
                List.of(Branch.State.COMMITTED_BY_HAND, Branch.State.ROLLED_BACK_BY_HAND),
                engine.branches().await().stream().map(Branch::state).toList());
        assertTrue(assertThrows(EngineException.BranchDecided.class, () -> rollBack("x"))
                .committed());
        assertEquals(List.of("out"), drain("q"));
        engine.forget("x").await();
        engine.forget("y").await();
        crashAndRestart();
        assertEquals(List.of(), engine.branches().await());
        assertThrows(EngineException.NoSuchBranch.class, () -> engine.forget("x"));
    }

    @Test
    void aRollbackCountsAsADelivery() {
        engine.createQueue("dead", QueueAttributes.standardQueue()).await();
        AttributeChange.apply(
                engine, "q", present -> QueueAttributes.standardQueue().withRedrive(new RedrivePolicy("dead", 1)));
        sendAll(QUEUE, "a");
        prepare("x", takeOwned("q", 1));
        rollBack("x");
        environment.settle();
        assertEquals(List.of("a"), drain("dead"));
    }

    @Test
    void aDecisionTheStoreRefusesCanBeTakenAgain() {
        if (kind != Kind.FAKE) {
            return;
        }
        sendAll(QUEUE, "in");
        List<Delivery> taken = takeOwned("q", 1);
        disk.refuseWrites(true);
        assertThrows(EngineException.StoreFailed.class, () -> prepare("x", taken, sending(QUEUE, text("out"))));
        disk.refuseWrites(false);
        prepare("x", taken, sending(QUEUE, text("out")));
        disk.refuseWrites(true);
        assertThrows(EngineException.StoreFailed.class, () -> commit("x"));
        disk.refuseWrites(false);
        commit("x");
        assertEquals(List.of("out"), drain("q"));
    }

    @Test
    void aBranchOfThousandsIsOneStep() {
        UnitOfWork.Send[] sends = new UnitOfWork.Send[5000];
        for (int i = 0; i < sends.length; i++) {
            sends[i] = sending(QUEUE, text("m" + i));
        }
        prepare("x", List.of(), sends);
        crashAndRestart();
        commit("x");
        assertEquals(5000, engine.statistics("q").await().available());
    }

    @Test
    void aBranchThatIsBeingDecidedIsBusy() {
        prepare("x", List.of(), sending(QUEUE, text("a")));
        var decision = engine.settle("x", true);
        assertThrows(EngineException.BranchBusy.class, () -> engine.settle("x", true));
        decision.await();
        assertEquals(List.of("a"), drain("q"));
    }
}
