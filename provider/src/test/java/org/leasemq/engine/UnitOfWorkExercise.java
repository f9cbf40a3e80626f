package org.leasemq.engine;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;

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
