package org.leasemq.engine.local.operation;

import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.Completion;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueAttributes.DeduplicationScope;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;

/** A queue that deduplicates a topic: what duplicates something that was published reaches no queue. */
class TopicMemoryTest extends EngineFixture {
    private static final Target NEWS = Target.topic("news.fifo");
    private static final QueueAttributes MEMORY = QueueAttributes.fifoQueue().withDeduplicatedTopic("news.fifo");
    private static final QueueAttributes TO_NEWS =
            QueueAttributes.standardQueue().withSubscriptions(List.of(Subscription.to("news.fifo")));

    @BeforeEach
    void create() {
        engine.createQueue("memory.fifo", MEMORY).await();
        engine.createQueue("plain", TO_NEWS).await();
    }

    private static Message message(String body, String id) {
        return text(body).inGroup("g").withDeduplicationId(id);
    }

    private void assertDuplicate(Sent original, Sent sent) {
        assertTrue(sent.duplicate());
        assertEquals(original.id(), sent.id());
        assertEquals(original.sequenceNumber(), sent.sequenceNumber());
    }

    @Test
    void aDuplicateReachesNoQueueAlsoNotOneThatCameMeanwhile() {
        Sent first = send(NEWS, message("a", "1"));
        engine.createQueue("late", TO_NEWS).await();
        assertDuplicate(first, send(NEWS, message("again", "1")));
        Sent second = send(NEWS, message("b", "2"));
        assertFalse(second.duplicate());
        assertTrue(second.sequenceNumber() > first.sequenceNumber());
        assertEquals(List.of("a", "b"), drain("plain"));
        assertEquals(List.of("b"), drain("late"));
        assertEquals(List.of(), drain("memory.fifo"));
    }

    @Test
    void whatNobodySubscribesToIsRememberedAsWell() {
        engine.deleteQueue("plain").await();
        Sent first = send(NEWS, message("a", "1"));
        assertTrue(first.sequenceNumber() > 0);
        crashAndRestart();
        engine.createQueue("plain", TO_NEWS).await();
        assertDuplicate(first, send(NEWS, message("a", "1")));
        assertTrue(send(NEWS, message("b", "2")).sequenceNumber() > first.sequenceNumber());
        assertEquals(List.of("b"), drain("plain"));
    }

    @Test
    void itIsRememberedForTheIntervalOverACrash() {
        Sent first = send(NEWS, message("a", "1"));
        advance(ofMinutes(4));
        crashAndRestart();
        assertDuplicate(first, send(NEWS, message("a", "1")));
        advance(ofMinutes(1));
        assertFalse(send(NEWS, message("anew", "1")).duplicate());
        assertEquals(List.of("a", "anew"), drain("plain"));
    }

    @Test
    void anIdCountsInItsGroupIfTheQueueSaysSo() {
        AttributeChange.apply(
                engine, "memory.fifo", present -> present.withDeduplicationScope(DeduplicationScope.MESSAGE_GROUP));
        send(NEWS, message("a", "1"));
        send(NEWS, text("other group").inGroup("h").withDeduplicationId("1"));
        send(NEWS, text("no group").withDeduplicationId("1"));
        send(NEWS, text("again").withDeduplicationId("1"));
        send(NEWS, message("again", "1"));
        assertEquals(List.of("a", "other group", "no group"), drain("plain"));
    }

    @Test
    void theIdIsMadeOfTheBodyIfTheQueueSaysSo() {
        AttributeChange.apply(engine, "memory.fifo", present -> present.withContentBasedDeduplication(true));
        sendAll(NEWS, "a", "b", "a");
        assertEquals(List.of("a", "b"), drain("plain"));
    }

    @Test
    void whatHasNoIdIsNoDuplicate() {
        sendAll(NEWS, "a", "a");
        assertEquals(List.of("a", "a"), drain("plain"));
    }

    @Test
    void aUnitOfWorkMayPublishADuplicateOfItself() {
        List<Sent> sent = engine.commit(new UnitOfWork(
                        List.of(
                                new UnitOfWork.Send(NEWS, message("a", "1")),
                                new UnitOfWork.Send(NEWS, message("b", "1"))),
                        List.of()))
                .await();
        assertDuplicate(sent.get(0), sent.get(1));
        assertEquals(List.of("a"), drain("plain"));
    }

    @Test
    void whatCouldNotBeStoredIsForgottenWithItsDuplicates() {
        assumeTrue(kind == Kind.FAKE, "the disk of the other kind cannot be made to refuse");
        disk.refuseWrites(true);
        Completion<?> first = engine.send(NEWS, List.of(message("a", "1")));
        Completion<?> second = engine.send(NEWS, List.of(message("a", "1")));
        assertThrows(EngineException.StoreFailed.class, () -> outcome(first));
        assertThrows(EngineException.StoreFailed.class, () -> outcome(second));
        disk.refuseWrites(false);
        assertFalse(send(NEWS, message("a", "1")).duplicate());
        assertEquals(List.of("a"), drain("plain"));
    }

    private static Object outcome(Completion<?> completion) {
        return ((org.leasemq.engine.model.Outcome<?>) ((List<?>) completion.await()).get(0)).get();
    }

    @Test
    void itEndsWithTheQueueThatRemembers() {
        send(NEWS, message("a", "1"));
        engine.deleteQueue("memory.fifo").await();
        assertFalse(send(NEWS, message("b", "1")).duplicate());
        engine.createQueue("memory.fifo", MEMORY).await();
        assertFalse(send(NEWS, message("c", "1")).duplicate());
        assertTrue(send(NEWS, message("d", "1")).duplicate());
        AttributeChange.apply(engine, "memory.fifo", present -> present.withDeduplicatedTopic(null));
        send(NEWS, message("e", "1"));
        assertEquals(List.of("a", "b", "c", "e"), drain("plain"));
    }

    @Test
    void oneQueueAtMostDeduplicatesATopicAndItIsAFifoQueue() {
        assertThrows(EngineException.InvalidAttribute.class, () -> engine.createQueue("other.fifo", MEMORY));
        engine.createQueue("other.fifo", QueueAttributes.fifoQueue()).await();
        assertThrows(
                EngineException.InvalidAttribute.class,
                () -> AttributeChange.apply(engine, "other.fifo", present -> MEMORY));
        assertThrows(
                EngineException.InvalidAttribute.class,
                () -> engine.createQueue(
                        "standard", QueueAttributes.standardQueue().withDeduplicatedTopic("other")));
    }
}
