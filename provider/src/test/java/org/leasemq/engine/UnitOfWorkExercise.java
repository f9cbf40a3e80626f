package org.leasemq.engine;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.seen.BranchMessage;
import org.leasemq.engine.model.seen.BranchShare;
import org.leasemq.engine.model.seen.BranchWork;

/** Sends and deletes that happen together, and what does not survive. */
interface UnitOfWorkExercise extends EngineBench {

    @Test
    default void aUnitOfWorkHappensAsAWhole() {
        sendAll(QUEUE, "in");
        Owner owner = Owners.open(engine(), "session");
        Receipt receipt = take(QUEUE, 1, owner).get(0).receipt();
        engine().commit(new UnitOfWork(
                        List.of(new UnitOfWork.Send(
                                Target.queue(FIFO), text("out").inGroup("g"))),
                        List.of(receipt)))
                .await();
        crashAndRestart();
        assertEquals(List.of(), drain(QUEUE));
        assertEquals(List.of("out"), drain(FIFO));
    }

    @Test
    default void aUnitOfWorkThatCannotHappenLeavesEverythingAsItWas() {
        sendAll(QUEUE, "in");
        Owner owner = Owners.open(engine(), "session");
        Receipt receipt = take(QUEUE, 1, owner).get(0).receipt();
        UnitOfWork impossible = new UnitOfWork(
                List.of(
                        new UnitOfWork.Send(Target.queue(QUEUE), text("out")),
                        new UnitOfWork.Send(Target.queue("nowhere"), text("lost"))),
                List.of(receipt));
        assertThrows(
                EngineException.NoSuchQueue.class,
                () -> engine().commit(impossible).await());
        assertEquals(1, engine().statistics(QUEUE).await().inFlight());
        assertEquals(List.of(), take(QUEUE, 1));
        engine().release(List.of(receipt)).await();
        assertEquals(List.of("in"), drain(QUEUE));
    }

    @Test
    default void whoeverDecidesABranchSeesWhatItSendsAndWhatItHasReceived() {
        sendAll(QUEUE, "one", "two");
        Owner owner = Owners.open(engine(), "session");
        List<Receipt> receipts =
                take(QUEUE, 2, owner).stream().map(Delivery::receipt).toList();
        engine().createQueue("gone", QueueAttributes.standardQueue()).await();
        UnitOfWork work = new UnitOfWork(
                List.of(
                        new UnitOfWork.Send(Target.queue(FIFO), text("out").inGroup("g")),
                        new UnitOfWork.Send(Target.queue("gone"), text("lost")),
                        new UnitOfWork.Send(Target.queue(QUEUE), text("again"))),
                receipts);
        Branch branch = engine().prepare("tx", work).await();
        engine().deleteQueue("gone").await();
        crashAndRestart();
        BranchWork seen = engine().branchWork("tx", 10).await();
        assertEquals(branch, seen.branch());
        assertEquals(3, seen.sends());
        assertEquals(2, seen.receives());
        assertEquals(
                List.of(new BranchShare(QUEUE, 1, 2), new BranchShare("", 1, 0), new BranchShare(FIFO, 1, 0)),
                seen.shares());
        assertEquals(
                receipts.stream()
                        .map(receipt -> new BranchMessage(QUEUE, false, receipt.sequenceNumber()))
                        .toList(),
                seen.messages().subList(0, 2));
        assertEquals(
                List.of(FIFO, "", QUEUE),
                seen.messages().subList(2, 5).stream().map(BranchMessage::queue).toList());
        assertEquals(
                seen.messages().subList(0, 1),
                engine().branchWork("tx", 1).await().messages());
        engine().decide("tx", true).await();
        BranchWork decided = engine().branchWork("tx", 10).await();
        assertEquals(Branch.State.COMMITTED_BY_HAND, decided.branch().state());
        assertEquals(0, decided.sends() + decided.receives());
        assertThrows(
                EngineException.NoSuchBranch.class,
                () -> engine().branchWork("none", 10).await());
    }

    /** It is counted as in flight, and comes back by a roll back: who looks for it finds it, and who has it. */
    @Test
    default void whatAPreparedBranchHasReceivedIsSeenInFlight() {
        sendAll(QUEUE, "one", "two", "three");
        Owner owner = Owners.open(engine(), "session");
        List<Receipt> receipts =
                take(QUEUE, 2, owner).stream().map(Delivery::receipt).toList();
        engine().prepare("tx", new UnitOfWork(List.of(), receipts)).await();
        crashAndRestart();
        assertEquals(List.of("one", "two"), seen(BrowseItem.State.IN_FLIGHT));
        assertEquals(List.of("three"), seen(BrowseItem.State.AVAILABLE));
        String holder = engine().browse(new BrowseRequest(QUEUE, null, -1, 0, 1))
                .await()
                .items()
                .get(0)
                .holder();
        assertTrue(holder.startsWith("transaction branch tx"), holder);
        engine().purge(QUEUE).await();
        assertEquals(List.of(), seen(null));
        assertEquals(0, engine().branchWork("tx", 10).await().receives());
    }

    private List<String> seen(BrowseItem.State state) {
        return engine().browse(new BrowseRequest(QUEUE, null, -1, 0, 10, state, null)).await().items().stream()
                .map(item -> item.message().body().asText())
                .toList();
    }

    @Test
    default void aUnitOfWorkNeedsItsLeases() {
        sendAll(QUEUE, "in");
        Delivery delivery = takeOne(QUEUE);
        advance(ofSeconds(30));
        assertThrows(
                EngineException.LeaseEnded.class,
                () -> engine().commit(new UnitOfWork(List.of(), List.of(delivery.receipt())))
                        .await());
    }

    @Test
    default void aNonPersistentMessageIsDeliveredButDoesNotSurvive() {
        send(QUEUE, text("a").persistent(false));
        send(QUEUE, text("b").persistent(false));
        delete(QUEUE, take(QUEUE, 1));
        restart();
        assertEquals(List.of(), drain(QUEUE));
    }
}
