package org.leasemq.engine;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.VisibilityChange;

/** Message groups: order, exclusion, tenants. */
interface GroupExercise extends EngineBench {

    @Test
    default void oneReceiveFillsFromOneGroupFirst() {
        sendToGroup(FIFO, "g", "g1");
        sendToGroup(FIFO, "h", "h1");
        sendToGroup(FIFO, "g", "g2");
        assertEquals(List.of("g1", "g2", "h1"), bodies(take(FIFO, 10)));
    }

    @Test
    default void aGroupIsLockedWhileOneOfItsMessagesIsInFlight() {
        sendToGroup(FIFO, "g", "g1", "g2");
        sendToGroup(FIFO, "h", "h1");
        Delivery first = takeOne(FIFO);
        assertEquals(List.of("h1"), bodies(take(FIFO, 10)));
        delete(FIFO, List.of(first));
        assertEquals(List.of("g2"), bodies(take(FIFO, 10)));
    }

    @Test
    default void onlyMessagesBeforeOneInFlightComeBack() {
        sendToGroup(FIFO, "g", "1", "2", "3");
        List<Delivery> all = take(FIFO, 3);
        engine().changeVisibility(FIFO, List.of(new VisibilityChange(all.get(0).receipt(), ZERO)))
                .await();
        engine().changeVisibility(FIFO, List.of(new VisibilityChange(all.get(2).receipt(), ZERO)))
                .await();
        assertEquals(List.of("1"), bodies(take(FIFO, 10)));
    }

    @Test
    default void aGroupIsUnlockedWhenTheTimeoutEnds() {
        sendToGroup(FIFO, "g", "1", "2");
        takeOne(FIFO);
        advance(ofSeconds(30));
        assertEquals(List.of("1", "2"), bodies(take(FIFO, 10)));
    }

    @Test
    default void aGroupStaysLockedOverACrashWhileItsLeaseLasts() {
        sendToGroup(FIFO, "g", "1", "2");
        takeOne(FIFO);
        crashAndRestart();
        assertEquals(List.of(), take(FIFO, 10));
        advance(ofSeconds(30));
        assertEquals(List.of("1", "2"), bodies(take(FIFO, 10)));
    }

    @Test
    default void anOwnerAloneGetsTheNextMessagesOfItsGroup() {
        sendToGroup(FIFO, "g", "1", "2", "3");
        Owner mine = Owners.open(engine(), "mine");
        Owner other = Owners.open(engine(), "other");
        assertEquals(List.of("1"), bodies(take(FIFO, 1, mine)));
        assertEquals(List.of(), take(FIFO, 1, other));
        assertEquals(List.of("2"), bodies(take(FIFO, 1, mine)));
        mine.close();
        assertEquals(List.of("1", "2", "3"), bodies(take(FIFO, 10, other)));
    }

    @Test
    default void aGroupSetForExclusionIsOrderedOnAStandardQueueToo() {
        sendToGroup(QUEUE, "g", "1", "2");
        sendAll(QUEUE, "free");
        Owner mine = Owners.open(engine(), "mine");
        Owner other = Owners.open(engine(), "other");
        assertEquals(List.of("1"), bodies(take(QUEUE, 1, mine)));
        assertEquals(List.of("free"), bodies(take(QUEUE, 10, other)));
        assertEquals(List.of("2"), bodies(take(QUEUE, 10, mine)));
    }

    @Test
    default void aTenantIsNotExclusiveOnAStandardQueue() {
        send(QUEUE, text("1").ofTenant("t"));
        send(QUEUE, text("2").ofTenant("t"));
        takeOne(QUEUE);
        assertEquals("2", body(takeOne(QUEUE)));
    }

    @Test
    default void aDelayedMessageDoesNotLockItsGroup() {
        send(FIFO, text("late").inGroup("g").delayedBy(ofSeconds(5)));
        sendToGroup(FIFO, "g", "now");
        assertEquals(List.of("now"), bodies(take(FIFO, 10)));
    }

    @Test
    default void aFifoQueueRefusesAMessageWithoutAGroup() {
        assertThrows(EngineException.InvalidMessage.class, () -> send(FIFO, text("a")));
    }

    @Test
    default void purgingUnlocksGroups() {
        sendToGroup(FIFO, "g", "1", "2");
        takeOne(FIFO);
        assertEquals(2, engine().purge(FIFO).await());
        sendToGroup(FIFO, "g", "3");
        assertEquals(List.of("3"), bodies(take(FIFO, 10)));
    }

    @Test
    default void aGroupWhoseMessageTimesOutGoesBehindTheOthers() {
        sendToGroup(FIFO, "g", "g1", "g2");
        sendToGroup(FIFO, "h", "h1");
        assertEquals("g1", body(takeOne(FIFO)));
        advance(ofSeconds(30));
        sendToGroup(FIFO, "i", "i1");
        assertEquals(List.of("h1", "g1", "g2", "i1"), drain(FIFO));
    }

    @Test
    default void aGroupWhoseMessageIsGivenUpGoesBehindTheOthers() {
        sendToGroup(FIFO, "g", "g1", "g2");
        sendToGroup(FIFO, "h", "h1");
        engine().changeVisibility(
                        FIFO, List.of(new VisibilityChange(takeOne(FIFO).receipt(), ZERO)))
                .await();
        assertEquals(List.of("h1", "g1", "g2"), drain(FIFO));
    }

    @Test
    default void aGroupWhoseMessageIsReleasedKeepsItsPlace() {
        sendToGroup(FIFO, "g", "g1", "g2");
        sendToGroup(FIFO, "h", "h1");
        engine().release(List.of(takeOne(FIFO).receipt())).await();
        try (Owner owner = Owners.open(engine(), "session")) {
            assertEquals("g1", body(take(FIFO, 1, owner).get(0)));
        }
        assertEquals(List.of("g1", "g2", "h1"), drain(FIFO));
    }

    @Test
    default void anOwnersGroupThatWentBehindComesAfterTheOthersForItToo() {
        sendToGroup(FIFO, "g", "g1", "g2");
        sendToGroup(FIFO, "h", "h1");
        takeOne(FIFO);
        advance(ofSeconds(30));
        Owner owner = Owners.open(engine(), "session");
        assertEquals(List.of("h1"), bodies(take(FIFO, 1, owner)));
        assertEquals(List.of("g1"), bodies(take(FIFO, 1, owner)));
        sendToGroup(FIFO, "h", "h2");
        assertEquals(List.of("g2"), bodies(take(FIFO, 1, owner)));
    }
}
