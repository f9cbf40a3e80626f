package org.leasemq.engine;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.VisibilityChange;

/** Leases that belong to somebody. */
interface OwnerExercise extends EngineBench {

    @Test
    default void anOwnerKeepsItsLeasesWithoutRenewal() {
        sendAll(QUEUE, "a");
        Owner owner = Owners.open(engine(), "session");
        assertEquals(1, take(QUEUE, 1, owner).size());
        advance(Duration.ofDays(3));
        assertEquals(List.of(), take(QUEUE, 1));
        owner.close();
        assertEquals(List.of("a"), bodies(take(QUEUE, 1)));
    }

    @Test
    default void theLeasesOfAnOwnerEndWithTheProcessAndCountAsTried() {
        sendAll(QUEUE, "a");
        Owner owner = Owners.open(engine(), "session");
        assertEquals(1, take(QUEUE, 1, owner).get(0).receiveCount());
        crashAndRestart();
        assertEquals(2, takeOne(QUEUE).receiveCount());
    }

    @Test
    default void anOrderlyShutdownLeavesCountsExact() {
        sendAll(QUEUE, "a", "b", "c", "d");
        Owner owner = Owners.open(engine(), "session");
        for (int i = 0; i < 3; i++) {
            delete(QUEUE, take(QUEUE, 1, owner));
        }
        restart();
        assertEquals(1, takeOne(QUEUE).receiveCount());
    }

    @Test
    default void theLeaseOfAnOwnerMayHaveAnEnd() {
        sendAll(QUEUE, "a");
        Owner owner = Owners.open(engine(), "session");
        engine().receive(ReceiveRequest.from(QUEUE).waiting(ZERO).ownedBy(owner).visibleAfter(ofSeconds(5)))
                .await();
        advance(ofSeconds(5));
        assertEquals(List.of("a"), bodies(take(QUEUE, 1)));
        owner.close();
        assertEquals(1, engine().statistics(QUEUE).await().inFlight());
    }

    @Test
    default void aClosedOwnerReceivesNothing() {
        sendAll(QUEUE, "a");
        Owner owner = Owners.open(engine(), "session");
        owner.close();
        owner.close();
        assertEquals(List.of(), take(QUEUE, 1, owner));
    }

    @Test
    default void whatNobodyGotWhenItsOwnerClosesWasNeverReceived() {
        redrive(QUEUE, "dead", 1);
        sendAll(QUEUE, "seen", "unseen");
        Owner owner = Owners.open(engine(), "session");
        Receipt seen = take(QUEUE, 1, owner).get(0).receipt();
        take(QUEUE, 1, owner);
        owner.close(List.of(seen));
        settle();
        assertEquals(List.of("seen"), bodies(take("dead", 2)));
        Delivery again = takeOne(QUEUE);
        assertEquals("unseen", again.message().body().asText());
        assertEquals(1, again.receiveCount());
    }

    @Test
    default void whatIsBeingDeletedWhenItsOwnerClosesHasBeenSeen() {
        sendAll(QUEUE, "a");
        Owner owner = Owners.open(engine(), "session");
        Completion<List<Outcome<Receipt>>> deletion =
                engine().delete(QUEUE, List.of(take(QUEUE, 1, owner).get(0).receipt()));
        owner.close(List.of());
        deletion.await().forEach(Outcome::get);
        assertEquals(List.of(), take(QUEUE, 1));
    }

    @Test
    default void anOwnerGivesBackItsOwnLeasesOnlyAndNoneOnceItIsClosed() {
        sendAll(QUEUE, "a");
        Owner one = Owners.open(engine(), "one");
        Owner two = Owners.open(engine(), "two");
        Receipt receipt = take(QUEUE, 1, one).get(0).receipt();
        two.giveBack(List.of(receipt), ZERO);
        assertEquals(List.of(), take(QUEUE, 1, two));
        one.giveBack(List.of(receipt), ofSeconds(1));
        assertEquals(List.of(), take(QUEUE, 1, two));
        advance(ofSeconds(1));
        Receipt second = take(QUEUE, 1, two).get(0).receipt();
        assertEquals(receipt.receiveCount(), second.receiveCount());
        one.giveBack(List.of(receipt), ZERO);
        one.close();
        one.giveBack(List.of(receipt), ZERO);
        assertEquals(List.of(), take(QUEUE, 1));
    }

    @Test
    default void aReceiptNamesNoLaterLease() {
        for (String queue : List.of(QUEUE, FIFO)) {
            sendToGroup(queue, "g", "a");
            Owner one = Owners.open(engine(), "one");
            Owner two = Owners.open(engine(), "two");
            Receipt early = take(queue, 1, one).get(0).receipt();
            one.giveBack(List.of(early), ZERO);
            List<Delivery> again = take(queue, 1, two);
            Receipt late = again.get(0).receipt();
            assertEquals(early.receiveCount(), late.receiveCount());
            assertNotEquals(early, late);

            List<Receipt> old = List.of(early);
            assertThrows(
                    EngineException.LeaseEnded.class,
                    engine().delete(queue, old).await().get(0)::get);
            VisibilityChange longer = new VisibilityChange(early, ofSeconds(90));
            assertThrows(
                    EngineException.LeaseEnded.class,
                    engine().changeVisibility(queue, List.of(longer)).await().get(0)::get);
            UnitOfWork work = new UnitOfWork(List.of(), old);
            assertThrows(
                    EngineException.LeaseEnded.class,
                    () -> engine().commit(work).await());
            engine().release(old).await();
            engine().giveBack(null, old, ZERO).await();
            assertEquals(List.of(), take(queue, 1));
            delete(queue, again);
        }
    }
}
