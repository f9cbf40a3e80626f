package org.leasemq.engine;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.VisibilityChange;

/** What a lease is worth, when it ends, and what can be done with a receipt. */
interface LeaseExercise extends EngineBench {

    @Test
    default void aLeasedMessageIsInvisibleUntilItsTimeoutEnds() {
        sendAll(QUEUE, "a");
        assertEquals(1, takeOne(QUEUE).receiveCount());
        advance(ofMillis(29_999));
        assertEquals(List.of(), take(QUEUE, 1));
        advance(ofMillis(1));
        assertEquals(2, takeOne(QUEUE).receiveCount());
    }

    @Test
    default void aLeaseThatEndsByTimeSurvivesACrash() {
        sendAll(QUEUE, "a");
        Delivery delivery = takeOne(QUEUE);
        crashAndRestart();
        assertEquals(List.of(), take(QUEUE, 1));
        delete(QUEUE, List.of(delivery));
        advance(ofMinutes(1));
        assertEquals(List.of(), take(QUEUE, 1));
    }

    @Test
    default void aReleasedMessageIsBackAtItsOldPlaceAtOnce() {
        sendAll(QUEUE, "a", "b", "c");
        List<Delivery> two = take(QUEUE, 2);
        engine().release(List.of(two.get(1).receipt())).await();
        engine().release(List.of(two.get(0).receipt())).await();
        List<Delivery> again = take(QUEUE, 3);
        assertEquals(List.of("a", "b", "c"), bodies(again));
        assertEquals(
                List.of(2, 2, 1), again.stream().map(Delivery::receiveCount).toList());
    }

    @Test
    default void aMessageGivenBackWasNeverReceived() {
        sendAll(QUEUE, "a");
        engine().giveBack(null, List.of(takeOne(QUEUE).receipt()), ZERO).await();
        assertEquals(1, takeOne(QUEUE).receiveCount());
    }

    /** As a client may ask that had no answer. */
    @Test
    default void whatIsGivenBackTwiceIsGivenBackOnce() {
        sendAll(QUEUE, "a");
        Receipt receipt = takeOne(QUEUE).receipt();
        engine().giveBack(null, List.of(receipt), ZERO).await();
        engine().release(List.of(takeOne(QUEUE).receipt())).await();
        engine().giveBack(null, List.of(receipt), ZERO).await();
        assertEquals(2, takeOne(QUEUE).receiveCount());
    }

    @Test
    default void aMessageGivenBackForAWhileWasNeverReceivedAndComesAfterwards() {
        sendAll(QUEUE, "a", "b");
        engine().giveBack(null, List.of(takeOne(QUEUE).receipt()), ofSeconds(1)).await();
        assertEquals(List.of("b"), bodies(take(QUEUE, 2)));
        advance(ofMillis(999));
        assertEquals(List.of(), take(QUEUE, 1));
        advance(ofMillis(1));
        assertEquals(1, takeOne(QUEUE).receiveCount());
    }

    @Test
    default void whatAnOwnerGivesBackForAWhileHoldsItsGroupAgainstTheOwnerToo() {
        sendToGroup(FIFO, "g", "1", "2");
        Owner owner = Owners.open(engine(), "session");
        Receipt receipt = take(FIFO, 1, owner).get(0).receipt();
        engine().giveBack(null, List.of(receipt), ofSeconds(1)).await();
        assertEquals(List.of(), take(FIFO, 1, owner));
        advance(ofSeconds(1));
        Delivery again = take(FIFO, 1, owner).get(0);
        assertEquals(List.of("1"), bodies(List.of(again)));
        assertEquals(1, again.receiveCount());
    }

    @Test
    default void whoChangesALeaseThatWasGivenBackForAWhileHasReceivedTheMessage() {
        sendAll(QUEUE, "a");
        Receipt receipt = takeOne(QUEUE).receipt();
        engine().giveBack(null, List.of(receipt), ofSeconds(1)).await();
        engine().changeVisibility(QUEUE, List.of(new VisibilityChange(receipt, ofSeconds(3))))
                .await();
        advance(ofSeconds(2));
        assertEquals(List.of(), take(QUEUE, 1));
        advance(ofSeconds(1));
        assertEquals(2, takeOne(QUEUE).receiveCount());
    }

    @Test
    default void aMessageGivenBackWhoseLeaseHasEndedWasNeverReceived() {
        sendAll(QUEUE, "a");
        Receipt first = takeOne(QUEUE).receipt();
        engine().release(List.of(first)).await();
        engine().giveBack(null, List.of(first), ZERO).await();
        Receipt second = takeOne(QUEUE).receipt();
        engine().release(List.of(second)).await();
        Receipt third = takeOne(QUEUE).receipt();
        engine().giveBack(null, List.of(second), ZERO).await();
        engine().release(List.of(third)).await();
        assertEquals(3, takeOne(QUEUE).receiveCount(), "there was another receive since");
    }

    @Test
    default void changingVisibilityMovesTheEndOfALease() {
        sendAll(QUEUE, "a");
        Receipt receipt = takeOne(QUEUE).receipt();
        engine().changeVisibility(QUEUE, List.of(new VisibilityChange(receipt, ofMinutes(2))))
                .await();
        advance(ofSeconds(119));
        assertEquals(List.of(), take(QUEUE, 1));
        advance(ofSeconds(1));
        assertEquals(List.of("a"), bodies(take(QUEUE, 1)));
    }

    @Test
    default void visibilityZeroEndsALeaseAlsoOverACrash() {
        sendAll(QUEUE, "a");
        Receipt receipt = takeOne(QUEUE).receipt();
        engine().changeVisibility(QUEUE, List.of(new VisibilityChange(receipt, ZERO)))
                .await();
        crashAndRestart();
        assertEquals(2, takeOne(QUEUE).receiveCount());
    }

    @Test
    default void anImpossibleVisibilityIsRefusedAtOnce() {
        ReceiveRequest request = ReceiveRequest.from(QUEUE);
        Receipt receipt = new Receipt(1, 1, 1, 1);
        for (Duration impossible : List.of(ofMillis(-1), ReceiveRequest.FOREVER)) {
            assertThrows(IllegalArgumentException.class, () -> request.visibleAfter(impossible));
            assertThrows(IllegalArgumentException.class, () -> new VisibilityChange(receipt, impossible));
        }
    }

    @Test
    default void theVisibilityOfAMessageThatIsNotLeasedCannotBeChanged() {
        for (String queue : List.of(QUEUE, FIFO)) {
            send(queue, text("a").inGroup("g").withDeduplicationId("a"));
            Receipt receipt = takeOne(queue).receipt();
            advance(ofSeconds(30));
            assertThrows(EngineException.LeaseEnded.class, () -> prolong(queue, receipt));
        }
    }

    @Test
    default void onAStandardQueueALeaseThatHasEndedBeginsAgain() {
        sendAll(QUEUE, "a");
        Receipt receipt = takeOne(QUEUE).receipt();
        advance(ofSeconds(30));
        prolong(QUEUE, receipt);
        assertEquals(List.of(), take(QUEUE, 1));
        restart();
        assertEquals(List.of(), take(QUEUE, 1));
        advance(ofSeconds(10));
        assertEquals(2, takeOne(QUEUE).receiveCount());
    }

    private void prolong(String queue, Receipt receipt) {
        engine().changeVisibility(queue, List.of(new VisibilityChange(receipt, ofSeconds(10))))
                .await()
                .get(0)
                .get();
    }

    @Test
    default void onAStandardQueueAnOldReceiptStillDeletes() {
        sendAll(QUEUE, "a");
        Delivery delivery = takeOne(QUEUE);
        advance(ofSeconds(30));
        delete(QUEUE, List.of(delivery));
        assertEquals(List.of(), take(QUEUE, 1));
        delete(QUEUE, List.of(delivery));
    }

    @Test
    default void onAStandardQueueAnEarlierReceiptDeletesWhatSomebodyElseHas() {
        sendAll(QUEUE, "a", "b");
        Delivery old = takeOne(QUEUE);
        takeOne(QUEUE);
        advance(ofSeconds(30));
        List<Delivery> current = take(QUEUE, 2);
        assertEquals(List.of("a", "b"), bodies(current));
        delete(QUEUE, List.of(old));
        assertEquals(1, engine().statistics(QUEUE).await().inFlight());
        delete(QUEUE, current);
    }

    @Test
    default void onAStandardQueueAnEarlierReceiptDeletesWhatIsBack() {
        sendAll(QUEUE, "a");
        Delivery old = takeOne(QUEUE);
        advance(ofSeconds(30));
        takeOne(QUEUE);
        advance(ofSeconds(30));
        delete(QUEUE, List.of(old));
        assertEquals(List.of(), take(QUEUE, 1));
    }

    @Test
    default void onAStandardQueueAnEarlierReceiptChangesTheLeaseThatSomebodyElseHas() {
        sendAll(QUEUE, "a");
        Receipt old = takeOne(QUEUE).receipt();
        advance(ofSeconds(30));
        takeOne(QUEUE);
        prolong(QUEUE, old);
        advance(ofSeconds(9));
        assertEquals(List.of(), take(QUEUE, 1));
        advance(ofSeconds(1));
        assertEquals(3, takeOne(QUEUE).receiveCount());
    }

    @Test
    default void anEarlierReceiptDoesNothingToWhatASessionHas() {
        sendAll(QUEUE, "a");
        Receipt old = takeOne(QUEUE).receipt();
        advance(ofSeconds(30));
        Delivery current = take(QUEUE, 1, Owners.open(engine(), "session")).get(0);
        assertThrows(
                EngineException.LeaseEnded.class,
                engine().delete(QUEUE, List.of(old)).await().get(0)::get);
        assertThrows(EngineException.LeaseEnded.class, () -> prolong(QUEUE, old));
        delete(QUEUE, List.of(current));
    }

    @Test
    default void aReceiptThatNobodyHasGotDoesNothing() {
        sendAll(QUEUE, "a");
        Receipt real = takeOne(QUEUE).receipt();
        for (int count : List.of(0, -1, 2)) {
            Receipt made = new Receipt(real.queue(), real.sequenceNumber(), count, real.lease());
            assertThrows(
                    EngineException.LeaseEnded.class,
                    engine().delete(QUEUE, List.of(made)).await().get(0)::get);
            assertThrows(EngineException.LeaseEnded.class, () -> prolong(QUEUE, made));
        }
    }

    @Test
    default void onAFifoQueueAnOldReceiptDoesNotDelete() {
        sendToGroup(FIFO, "g", "a");
        Receipt old = takeOne(FIFO).receipt();
        advance(ofSeconds(30));
        assertThrows(
                EngineException.LeaseEnded.class,
                engine().delete(FIFO, List.of(old)).await().get(0)::get);
        assertEquals(List.of("a"), bodies(take(FIFO, 1)));
    }

    @Test
    default void aDeletedMessageStaysDeletedOverACrash() {
        sendAll(QUEUE, "a", "b");
        delete(QUEUE, take(QUEUE, 1));
        crashAndRestart();
        assertEquals(List.of("b"), drain(QUEUE));
    }

    @Test
    default void whatNobodyAwaitsHappensSoon() {
        sendAll(QUEUE, "a");
        var deletion = engine().delete(QUEUE, List.of(takeOne(QUEUE).receipt()));
        advance(ofMillis(60));
        assertTrue(deletion.isDone());
        crashAndRestart();
        assertEquals(List.of(), drain(QUEUE));
    }

    @Test
    default void deletingInTheBackgroundHappensSoon() {
        sendAll(QUEUE, "a");
        engine().delete(QUEUE, List.of(takeOne(QUEUE).receipt())).background();
        advance(ofMillis(10));
        crashAndRestart();
        assertEquals(List.of(), drain(QUEUE));
    }
}
