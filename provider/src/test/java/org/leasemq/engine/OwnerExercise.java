package org.leasemq.engine;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leases that belong to somebody. */
interface OwnerExercise extends EngineBench {

    @Test
    default void anOwnerKeepsItsLeasesWithoutRenewal() {
        sendAll(QUEUE, "a");
        Owner owner = engine().openOwner("session");
        assertEquals(1, take(QUEUE, 1, owner).size());
        advance(Duration.ofDays(3));
        assertEquals(List.of(), take(QUEUE, 1));
        owner.close();
        assertEquals(List.of("a"), bodies(take(QUEUE, 1)));
    }

    @Test
    default void theLeasesOfAnOwnerEndWithTheProcessAndCountAsTried() {
        sendAll(QUEUE, "a");
        Owner owner = engine().openOwner("session");
        assertEquals(1, take(QUEUE, 1, owner).get(0).receiveCount());
        crashAndRestart();
        assertEquals(2, takeOne(QUEUE).receiveCount());
    }

    @Test
    default void anOrderlyShutdownLeavesCountsExact() {
        sendAll(QUEUE, "a", "b", "c", "d");
        Owner owner = engine().openOwner("session");
        for (int i = 0; i < 3; i++) {
            delete(QUEUE, take(QUEUE, 1, owner));
        }
        restart();
        assertEquals(1, takeOne(QUEUE).receiveCount());
    }

    @Test
    default void theLeaseOfAnOwnerMayHaveAnEnd() {
        sendAll(QUEUE, "a");
        Owner owner = engine().openOwner("session");
        engine().receive(ReceiveRequest.from(QUEUE).waiting(ZERO).ownedBy(owner).visibleAfter(ofSeconds(5)))
                .await();
        advance(ofSeconds(5));
        assertEquals(List.of("a"), bodies(take(QUEUE, 1)));
        owner.close();
        assertEquals(1, engine().statistics(QUEUE).inFlight());
    }

    @Test
    default void aClosedOwnerReceivesNothing() {
        sendAll(QUEUE, "a");
        Owner owner = engine().openOwner("session");
        owner.close();
        owner.close();
        assertEquals(List.of(), take(QUEUE, 1, owner));
    }
}
