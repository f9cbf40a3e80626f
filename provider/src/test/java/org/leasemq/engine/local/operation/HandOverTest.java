package org.leasemq.engine.local.operation;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.Owner;
import org.leasemq.engine.Owners;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Target;

/** Leases, counts and dead letters follow what somebody was really given, however short the lease and however slow the disk. */
class HandOverTest extends EngineFixture {
    private static final QueueAttributes STANDARD = QueueAttributes.standardQueue();
    private static final Target QUEUE = Target.queue("q");

    private List<Delivery> takeBriefly(String queue, int max) {
        return engine.receive(ReceiveRequest.from(queue).upTo(max).waiting(ZERO).visibleAfter(ZERO))
                .await();
    }

    private static List<Integer> counts(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::receiveCount).toList();
    }

    @Test
    void aLeaseOfNoDurationHandsTheMessageOverOnceAndMakesItVisibleAtOnce() {
        engine.createQueue("q", STANDARD).await();
        sendAll(QUEUE, "a");
        for (int count = 1; count <= 5; count++) {
            List<Delivery> taken = takeBriefly("q", 10);
            assertEquals(List.of("a"), bodies(taken));
            assertEquals(List.of(count), counts(taken));
            assertEquals(1, engine.statistics("q").await().available());
            assertEquals(0, engine.statistics("q").await().inFlight());
        }
        crashAndRestart();
        assertEquals(List.of(6), counts(take("q", 1)));
    }

    @Test
    void theQueuesOwnTimeoutMayBeZeroToo() {
        engine.createQueue("q", STANDARD.withVisibilityTimeout(ZERO)).await();
        Completion<List<Delivery>> waiting =
                engine.receive(ReceiveRequest.from("q").waiting(ofSeconds(20)));
        Completion<List<Delivery>> behind =
                engine.receive(ReceiveRequest.from("q").waiting(ofSeconds(20)));
        sendAll(QUEUE, "a");
        assertEquals(List.of(1), counts(waiting.await()));
        assertEquals(List.of(2), counts(behind.await()));
    }

    @Test
    void aMessageThatCannotBeStoredIsHandedOverInTheSameWay() {
        engine.createQueue("q", STANDARD).await();
        send(QUEUE, text("a").persistent(false));
        assertEquals(List.of(1), counts(takeBriefly("q", 10)));
        assertEquals(List.of(2), counts(takeBriefly("q", 10)));
    }

    @Test
    void aMessageIsDeadOnlyAfterAReceiveThatWouldBeOneTooMany() {
        engine.createQueue("dead", STANDARD).await();
        engine.createQueue("q", STANDARD.withRedrive(new RedrivePolicy("dead", 2)))
                .await();
        sendAll(QUEUE, "a");
        assertEquals(List.of(1), counts(takeBriefly("q", 1)));
        assertEquals(List.of(2), counts(takeBriefly("q", 1)));
        assertEquals(0, engine.statistics("dead").await().available());
        assertEquals(List.of(), takeBriefly("q", 1));
        environment.settle();
        assertEquals(List.of("a"), bodies(take("dead", 1)));
    }

    @Test
    void aReceiptOfALeaseOfNoDurationDeletes() {
        engine.createQueue("q", STANDARD).await();
        sendAll(QUEUE, "a");
        delete("q", takeBriefly("q", 1));
        assertEquals(List.of(), drain("q"));
    }

    @Test
    void aGroupIsHandedOverInOrderAndIsFreeAgain() {
        engine.createQueue("q.fifo", QueueAttributes.fifoQueue()).await();
        for (String body : List.of("a", "b", "c")) {
            send(Target.queue("q.fifo"), grouped(body));
        }
        assertEquals(List.of("a", "b", "c"), bodies(takeBriefly("q.fifo", 10)));
        assertEquals(List.of("a", "b", "c"), bodies(takeBriefly("q.fifo", 10)));
        assertEquals(List.of("a"), bodies(take("q.fifo", 1)));
        assertEquals(List.of(), takeBriefly("q.fifo", 10));
    }

    private static Message grouped(String body) {
        return text(body).inGroup("g").withDeduplicationId(body);
    }

    @Test
    void aLeaseWhoseDeliveryTakesLongToBeStoredRunsFromTheHandOver() {
        engine.createQueue("q", STANDARD).await();
        sendAll(QUEUE, "a");
        slowDown(ofSeconds(5));
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from("q").waiting(ZERO).visibleAfter(ofSeconds(1)));
        assertEquals(List.of(1), counts(receive.await()));
        slowDown(ZERO);
        advance(ofMillis(999));
        assertEquals(List.of(), take("q", 1));
        advance(ofMillis(1));
        assertEquals(List.of(2), counts(take("q", 1)));
    }

    @Test
    void aLeaseWhoseDeliveryTookLongToBeStoredLastsOverACrash() {
        engine.createQueue("q", STANDARD).await();
        sendAll(QUEUE, "a");
        slowDown(ofSeconds(50));
        assertEquals(1, take("q", 1).size()); // 30 seconds
        slowDown(ZERO);
        advance(ofSeconds(10));
        crashAndRestart();
        assertEquals(List.of(), take("q", 1));
        advance(ofSeconds(21));
        assertEquals(List.of(2), counts(take("q", 1)));
    }

    @Test
    void whatWasPurgedWhileItsDeliveryWasStoredIsNotHandedOver() {
        engine.createQueue("q", STANDARD).await();
        sendAll(QUEUE, "a");
        Completion<Integer> purge = engine.purge("q");
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from("q").waiting(ofSeconds(20)));
        assertEquals(1, purge.await());
        sendAll(QUEUE, "b");
        assertEquals(List.of("b"), bodies(receive.await()));
    }

    @Test
    void anOwnersLeaseMayEndByTimeToo() {
        engine.createQueue("q", STANDARD).await();
        sendAll(QUEUE, "a");
        Owner owner = Owners.open(engine, "test");
        ReceiveRequest request =
                ReceiveRequest.from("q").waiting(ZERO).ownedBy(owner).visibleAfter(ofSeconds(3));
        assertEquals(List.of(1), counts(engine.receive(request).await()));
        assertEquals(List.of(), take("q", 1));
        advance(ofSeconds(3));
        assertEquals(List.of(2), counts(engine.receive(request).await()));
        owner.close();
        assertEquals(List.of(3), counts(take("q", 1)));
    }

    @Test
    void manyWaitingReceivesGetAMessageOfNoDurationOneAfterTheOther() {
        engine.createQueue("q", STANDARD.withVisibilityTimeout(ZERO)).await();
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            engine.receive(ReceiveRequest.from("q").waiting(ofHours(1)))
                    .whenDone((deliveries, error) -> counts.addAll(counts(deliveries)));
        }
        sendAll(QUEUE, "a");
        environment.settle();
        assertEquals(50, counts.size());
        assertEquals(50, counts.stream().distinct().count());
        assertTrue(counts.contains(50));
    }

    @Test
    void aChangeToZeroHidesNothingAndKeepsTheReceiptForDeleting() {
        engine.createQueue("q", STANDARD).await();
        sendAll(QUEUE, "a");
        Receipt receipt = takeOne("q").receipt();
        assertFalse(changed(receipt, ZERO) instanceof Outcome.Refused);
        Delivery again = takeOne("q");
        assertEquals(2, again.receiveCount());
    }

    private Outcome<Receipt> changed(Receipt receipt, Duration visibility) {
        return engine.changeVisibility("q", List.of(new org.leasemq.engine.model.VisibilityChange(receipt, visibility)))
                .await()
                .get(0);
    }
}
