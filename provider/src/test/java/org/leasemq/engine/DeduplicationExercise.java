package org.leasemq.engine;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueAttributes.DeduplicationScope;
import org.leasemq.engine.model.Sent;

/** Messages that are sent twice. */
interface DeduplicationExercise extends EngineBench {

    @Test
    default void aDuplicateIsAcknowledgedButNotStored() {
        Sent first = send(FIFO, text("a").inGroup("g").withDeduplicationId("d"));
        Sent again = send(FIFO, text("b").inGroup("h").withDeduplicationId("d"));
        assertTrue(again.duplicate());
        assertEquals(first.id(), again.id());
        assertEquals(first.sequenceNumber(), again.sequenceNumber());
        assertEquals(List.of("a"), drain(FIFO));
    }

    @Test
    default void deduplicationLastsFiveMinutesAlsoAfterDeletionAndCrash() {
        send(FIFO, text("a").inGroup("g").withDeduplicationId("d"));
        drain(FIFO);
        crashAndRestart();
        advance(ofMillis(ofMinutes(5).toMillis() - 1));
        assertTrue(send(FIFO, text("a").inGroup("g").withDeduplicationId("d")).duplicate());
        advance(ofMillis(1));
        assertFalse(send(FIFO, text("a").inGroup("g").withDeduplicationId("d")).duplicate());
    }

    @Test
    default void contentCanStandForADeduplicationId() {
        engine().createQueue("c.fifo", QueueAttributes.fifoQueue().withContentBasedDeduplication(true))
                .await();
        assertFalse(send("c.fifo", text("a").inGroup("g")).duplicate());
        assertTrue(send("c.fifo", text("a").inGroup("g")).duplicate());
        assertFalse(send("c.fifo", text("b").inGroup("g")).duplicate());
        assertFalse(send("c.fifo", text("a").inGroup("g").withDeduplicationId("other"))
                .duplicate());
    }

    @Test
    default void deduplicationCanBeLimitedToAGroup() {
        engine().createQueue(
                        "s.fifo", QueueAttributes.fifoQueue().withDeduplicationScope(DeduplicationScope.MESSAGE_GROUP))
                .await();
        assertFalse(
                send("s.fifo", text("a").inGroup("g").withDeduplicationId("d")).duplicate());
        assertFalse(
                send("s.fifo", text("a").inGroup("h").withDeduplicationId("d")).duplicate());
        assertTrue(
                send("s.fifo", text("a").inGroup("h").withDeduplicationId("d")).duplicate());
    }

    @Test
    default void aStandardQueueDoesNotDeduplicate() {
        send(QUEUE, text("a").withDeduplicationId("d"));
        send(QUEUE, text("a").withDeduplicationId("d"));
        assertEquals(List.of("a", "a"), drain(QUEUE));
    }

    @Test
    default void aPurgeForgetsTheIdsOfWhatItRemoves() {
        Message message = text("a").inGroup("g").withDeduplicationId("d");
        assertFalse(send(FIFO, message).duplicate());
        engine().purge(FIFO).await();
        assertFalse(send(FIFO, message).duplicate());
        assertTrue(send(FIFO, message).duplicate());
        engine().purge(FIFO).await();
        crashAndRestart();
        assertFalse(send(FIFO, message).duplicate());
        crashAndRestart();
        assertTrue(send(FIFO, message).duplicate());
    }

    @Test
    default void whatWasSentInAnotherScopeIsADuplicateStill() {
        QueueAttributes perQueue = QueueAttributes.fifoQueue();
        QueueAttributes perGroup = perQueue.withDeduplicationScope(DeduplicationScope.MESSAGE_GROUP);
        Message inG = text("a").inGroup("g").withDeduplicationId("d");
        Message inH = text("a").inGroup("h").withDeduplicationId("d");
        assertFalse(send(FIFO, inG).duplicate());
        AttributeChange.apply(engine(), FIFO, present -> perGroup);
        assertTrue(send(FIFO, inH).duplicate());
        crashAndRestart();
        assertTrue(send(FIFO, inH).duplicate());
        assertFalse(send(FIFO, inH.withDeduplicationId("e")).duplicate());
        AttributeChange.apply(engine(), FIFO, present -> perQueue);
        assertTrue(send(FIFO, inH.withDeduplicationId("e")).duplicate());
        assertFalse(send(FIFO, inG.withDeduplicationId("e")).duplicate());
    }

    @Test
    default void idsThatLookLikeThoseOfAnotherScopeAreOthers() {
        QueueAttributes perQueue = QueueAttributes.fifoQueue();
        QueueAttributes perGroup = perQueue.withDeduplicationScope(DeduplicationScope.MESSAGE_GROUP);
        AttributeChange.apply(engine(), FIFO, present -> perGroup);
        assertFalse(send(FIFO, text("a").inGroup("g").withDeduplicationId("d")).duplicate());
        AttributeChange.apply(engine(), FIFO, present -> perQueue);
        for (String id : List.of("1:gd", "\n1:gd", "\n\n1:gd", "gd")) {
            assertFalse(
                    send(FIFO, text("a").inGroup("h").withDeduplicationId(id)).duplicate(), id);
        }
    }
}
