package org.leasemq.engine;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedriveAllowPolicy;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.VisibilityChange;

/** Messages that are delivered too often. */
interface DeadLetterExercise extends EngineBench {

    @Test
    default void aMessageMovesToTheDeadLetterQueueInsteadOfBeingDeliveredOnceTooOften() {
        redrive(QUEUE, "dead", 2);
        Sent sent = send(QUEUE, text("poison"));
        sendAll(QUEUE, "good");
        for (int count = 1; count <= 2; count++) {
            Delivery delivery = takeOne(QUEUE);
            assertEquals(count, delivery.receiveCount());
            engine().changeVisibility(QUEUE, List.of(new VisibilityChange(delivery.receipt(), ZERO)))
                    .await();
        }
        assertEquals("good", body(takeOne(QUEUE)));
        settle();
        Delivery dead = takeOne("dead");
        assertEquals(sent.id(), dead.message().id());
        assertEquals(sent.sentAt(), dead.message().sentAt());
        assertEquals(1, dead.receiveCount());
        assertEquals(QUEUE, dead.deadLetterSource());
        assertEquals(1, engine().statistics(QUEUE).await().deadLettered());
    }

    @Test
    default void aDeadLetterKeepsCountOfItsReceivesElsewhere() {
        redrive(QUEUE, "dead", 2);
        sendAll(QUEUE, "poison");
        for (int count = 1; count <= 2; count++) {
            Delivery delivery = takeOne(QUEUE);
            assertEquals(0, delivery.earlierReceives());
            engine().release(List.of(delivery.receipt())).await();
        }
        assertEquals(List.of(), take(QUEUE, 1));
        settle();
        Delivery dead = takeOne("dead");
        assertEquals(1, dead.receiveCount());
        assertEquals(2, dead.earlierReceives());
        crashAndRestart();
        try (Browser browser = Browser.of(engine(), "dead")) {
            assertEquals(2, browser.next(1).get(0).earlierReceives());
        }
        advance(ofSeconds(30));
        dead = takeOne("dead");
        assertEquals(2, dead.earlierReceives());
        engine().release(List.of(dead.receipt())).await();
        assertEquals(1, engine().redrive("dead", null, 10).await());
        assertEquals(0, takeOne(QUEUE).earlierReceives());
    }

    @Test
    default void anOwnersLastReleaseMovesTheMessageAtOnce() {
        redrive(QUEUE, "dead", 1);
        sendAll(QUEUE, "poison");
        Owner owner = Owners.open(engine(), "session");
        engine().release(List.of(take(QUEUE, 1, owner).get(0).receipt())).await();
        settle();
        assertEquals(List.of("poison"), bodies(take("dead", 1)));
    }

    @Test
    default void aDeadLetterIsThereExactlyOnceAfterACrash() {
        redrive(FIFO, "dead.fifo", 1);
        sendToGroup(FIFO, "g", "poison", "good");
        Owner owner = Owners.open(engine(), "session");
        take(FIFO, 1, owner);
        owner.close();
        settle();
        crashAndRestart();
        assertEquals(List.of("good"), drain(FIFO));
        assertEquals(List.of("poison"), drain("dead.fifo"));
    }

    @Test
    default void aMessageThatWasTriedByADeadProcessIsKnownToHaveBeen() {
        redrive(QUEUE, "dead", 2);
        sendAll(QUEUE, "killer");
        for (int i = 0; i < 2; i++) {
            assertEquals(1, take(QUEUE, 1, Owners.open(engine(), "session")).size());
            crashAndRestart();
        }
        assertEquals(List.of(), take(QUEUE, 1));
        settle();
        assertEquals(List.of("killer"), bodies(take("dead", 1)));
    }

    @Test
    default void whoeverGetsNothingFindsTheDeadLetter() {
        redrive(FIFO, "dead.fifo", 1);
        sendToGroup(FIFO, "g", "poison");
        takeOne(FIFO);
        advance(ofSeconds(30));
        assertEquals(List.of(), take(FIFO, 1));
        assertEquals(List.of("poison"), bodies(take("dead.fifo", 1)));
    }

    @Test
    default void theNextMessageOfAGroupFollowsADeadLetter() {
        redrive(FIFO, "dead.fifo", 1);
        sendToGroup(FIFO, "g", "poison", "good");
        takeOne(FIFO);
        advance(ofSeconds(30));
        assertEquals(List.of("good"), bodies(take(FIFO, 10)));
        settle();
        assertEquals(List.of("poison"), bodies(take("dead.fifo", 10)));
    }

    @Test
    default void aRedrivePolicyIsCheckedWhenItIsSet() {
        engine().createQueue(
                        "closed", QueueAttributes.standardQueue().withRedriveAllow(new RedriveAllowPolicy.DenyAll()))
                .await();
        for (String target : List.of("missing", "closed", FIFO, "y")) {
            QueueAttributes attributes = QueueAttributes.standardQueue().withRedrive(new RedrivePolicy(target, 3));
            EngineException.InvalidAttribute error = assertThrows(
                    EngineException.InvalidAttribute.class,
                    () -> engine().createQueue("x", attributes).await());
            assertTrue(error.getMessage().contains("x"), error.getMessage());
        }
    }

    @Test
    default void withoutItsDeadLetterQueueAMessageIsDeliveredOn() {
        redrive(QUEUE, "dead", 1);
        sendAll(QUEUE, "a");
        engine().deleteQueue("dead").await();
        for (int count = 1; count < 4; count++) {
            Delivery delivery = takeOne(QUEUE);
            assertEquals(count, delivery.receiveCount());
            engine().release(List.of(delivery.receipt())).await();
        }
    }

    @Test
    default void aQueueCanBeItsOwnDeadLetterQueue() {
        AttributeChange.apply(
                engine(),
                QUEUE,
                present -> engine().findQueue(QUEUE)
                        .await()
                        .orElseThrow()
                        .attributes()
                        .withRedrive(new RedrivePolicy(QUEUE, 1)));
        sendAll(QUEUE, "a", "b");
        assertEquals("a", body(takeOne(QUEUE)));
        advance(ofSeconds(30));
        assertEquals("b", body(takeOne(QUEUE)));
        settle();
        Delivery again = takeOne(QUEUE);
        assertEquals("a", body(again));
        assertEquals(1, again.receiveCount());
        assertEquals(1, again.earlierReceives());
        assertEquals(QUEUE, again.deadLetterSource());
        crashAndRestart();
        advance(ofSeconds(30));
        assertEquals(List.of(), take(QUEUE, 10));
        settle();
        assertEquals(2, drain(QUEUE).size());
    }

    @Test
    default void whatSomebodyMovesHasAnotherIdThere() {
        redrive(QUEUE, "dead", 2);
        Sent sent = send(QUEUE, text("a"));
        for (int i = 0; i < 2; i++) {
            takeOne(QUEUE);
            advance(ofSeconds(30));
        }
        assertEquals(List.of(), take(QUEUE, 1));
        settle();
        Delivery dead = takeOne("dead");
        assertEquals(sent.id(), dead.id());
        engine().release(List.of(dead.receipt())).await();
        assertEquals(1, engine().redrive("dead", null, 10).await());
        Delivery moved = takeOne(QUEUE);
        assertNotEquals(sent.id(), moved.id());
        assertEquals(sent.id(), moved.message().id());
        assertNull(moved.deadLetterSource());
        try (Browser browser = Browser.of(engine(), QUEUE)) {
            assertEquals(moved.id(), browser.next(1).get(0).id());
        }
        crashAndRestart();
        advance(ofSeconds(30));
        assertEquals(moved.id(), takeOne(QUEUE).id());
    }
}
