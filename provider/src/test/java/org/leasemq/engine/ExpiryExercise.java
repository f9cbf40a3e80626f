package org.leasemq.engine;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.QueueAttributes;

/** Messages that grow too old. */
interface ExpiryExercise extends EngineBench {

    @Test
    default void anExpiredMessageIsNotDelivered() {
        send(QUEUE, text("short").expiringAfter(ofSeconds(1)));
        sendAll(QUEUE, "long");
        advance(ofSeconds(1));
        assertEquals(List.of("long"), drain(QUEUE));
        assertEquals(1, engine().statistics(QUEUE).await().expired());
        crashAndRestart();
        assertEquals(List.of(), drain(QUEUE));
    }

    @Test
    default void aMessageThatExpiresWhileLeasedCanStillBeDeletedButDoesNotComeBack() {
        send(QUEUE, text("a").expiringAfter(ofSeconds(1)));
        send(QUEUE, text("b").expiringAfter(ofSeconds(1)));
        List<Delivery> both = take(QUEUE, 2);
        advance(ofSeconds(2));
        delete(QUEUE, both.subList(0, 1));
        engine().release(List.of(both.get(1).receipt())).await();
        assertEquals(List.of(), take(QUEUE, 10));
    }

    /** The end of a lease makes a group available in the same moment in which retention removes all of it. */
    @Test
    default void messagesThatExpireWhileSomebodyWaitsForThemAreRemovedOnce() {
        send(FIFO, text("a").inGroup("g").persistent(false));
        takeOne(FIFO);
        QueueAttributes attributes = QueueAttributes.fifoQueue();
        AttributeChange.apply(engine(), FIFO, present -> attributes.withRetention(attributes.visibilityTimeout()));
        send(FIFO, text("b").inGroup("g").persistent(false));
        send(FIFO, text("c").inGroup("g").persistent(false));
        Completion<List<Delivery>> waiting =
                engine().receive(ReceiveRequest.from(FIFO).waiting(ReceiveRequest.FOREVER));

        advance(attributes.visibilityTimeout());

        assertEquals(3, engine().statistics(FIFO).await().expired());
        waiting.cancel();
        assertEquals(List.of(), waiting.await());
    }

    @Test
    default void retentionRemovesOldMessages() {
        engine().createQueue("brief", QueueAttributes.standardQueue().withRetention(ofSeconds(60)))
                .await();
        sendAll("brief", "old");
        advance(ofSeconds(30));
        sendAll("brief", "new");
        advance(ofSeconds(31));
        assertEquals(1, engine().statistics("brief").await().available());
        assertEquals(List.of("new"), drain("brief"));
    }

    @Test
    default void aChangeOfRetentionHitsStoredMessages() {
        sendAll(QUEUE, "old");
        advance(ofSeconds(100));
        sendAll(QUEUE, "new");
        AttributeChange.apply(
                engine(), QUEUE, present -> QueueAttributes.standardQueue().withRetention(ofSeconds(60)));
        settle();
        assertEquals(List.of("new"), drain(QUEUE));
    }
}
