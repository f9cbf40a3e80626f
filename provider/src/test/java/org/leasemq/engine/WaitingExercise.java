package org.leasemq.engine;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Receives that wait for messages. */
interface WaitingExercise extends EngineBench {

    @Test
    default void aWaitingReceiveGetsTheNextMessage() {
        Completion<List<Delivery>> receive =
                engine().receive(ReceiveRequest.from(QUEUE).waiting(ofSeconds(20)));
        List<String> got = new ArrayList<>();
        receive.whenDone((deliveries, error) -> got.addAll(bodies(deliveries)));
        sendAll(QUEUE, "a");
        settle();
        assertEquals(List.of("a"), got);
    }

    @Test
    default void aWaitEndsWithoutMessages() {
        Completion<List<Delivery>> receive =
                engine().receive(ReceiveRequest.from(QUEUE).waiting(ofSeconds(20)));
        advance(ofMillis(19_999));
        assertFalse(receive.isDone());
        advance(ofMillis(1));
        assertEquals(List.of(), receive.await());
    }

    @Test
    default void aCancelledReceiveEndsWithoutMessages() {
        Completion<List<Delivery>> receive =
                engine().receive(ReceiveRequest.from(QUEUE).waiting(ReceiveRequest.FOREVER));
        receive.cancel();
        assertEquals(List.of(), receive.await());
        sendAll(QUEUE, "a");
        assertEquals(List.of("a"), bodies(take(QUEUE, 1)));
    }

    @Test
    default void closingTheOwnerEndsItsWaitingReceives() {
        Owner owner = Owners.open(engine(), "session");
        Completion<List<Delivery>> receive = engine().receive(ReceiveRequest.from(QUEUE)
                .waiting(ReceiveRequest.FOREVER)
                .ownedBy(owner));
        owner.close();
        assertEquals(List.of(), receive.await());
    }

    @Test
    default void waitingReceivesAreServedInTheirOrder() {
        List<String> got = new ArrayList<>();
        for (String who : List.of("first", "second")) {
            engine().receive(ReceiveRequest.from(QUEUE).waiting(ofSeconds(20)))
                    .whenDone((deliveries, error) -> got.add(who + " " + bodies(deliveries)));
        }
        sendAll(QUEUE, "a", "b");
        settle();
        assertEquals(List.of("first [a]", "second [b]"), got);
    }
}
