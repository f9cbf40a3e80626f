package org.leasemq.engine;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueAttributes.DeduplicationScope;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.RedriveAllowPolicy;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Sent;

/** Queues: their attributes, counts, contents and end. */
interface QueueExercise extends EngineBench {

    @Test
    default void creatingAQueueAgainFindsItOrNamesWhatDiffers() {
        QueueInfo first = engine().findQueue(QUEUE).await().orElseThrow();
        assertEquals(
                first,
                engine().createQueue(QUEUE, QueueAttributes.standardQueue()).await());
        EngineException.QueueExists error = assertThrows(
                EngineException.QueueExists.class,
                () -> engine().createQueue(
                                QUEUE, QueueAttributes.standardQueue().withDelay(ofSeconds(1)))
                        .await());
        assertEquals("delay", error.attribute());
    }

    @Test
    default void attributesSurviveARestart() {
        engine().createQueue("source", QueueAttributes.standardQueue()).await();
        QueueAttributes attributes = QueueAttributes.fifoQueue()
                .withVisibilityTimeout(ofSeconds(7))
                .withDelay(ofSeconds(1))
                .withRetention(ofMinutes(9))
                .withReceiveWait(ofSeconds(3))
                .withMaximumMessageSize(5000)
                .withRedrive(new RedrivePolicy(FIFO, 4))
                .withRedriveAllow(new RedriveAllowPolicy.ByQueue(List.of("a", "b c")))
                .withContentBasedDeduplication(true)
                .withDeduplicationScope(DeduplicationScope.MESSAGE_GROUP);
        QueueInfo created = engine().createQueue("all.fifo", attributes).await();
        crashAndRestart();
        assertEquals(created, engine().findQueue("all.fifo").await().orElseThrow());
        assertEquals(
                List.of("all.fifo", QUEUE, FIFO, "source"),
                engine().queues().stream().map(QueueInfo::name).toList());
    }

    @Test
    default void impossibleAttributesAreRefused() {
        QueueAttributes ok = QueueAttributes.standardQueue();
        List<QueueAttributes> impossible = List.of(
                ok.withVisibilityTimeout(Duration.ofHours(13)),
                ok.withDelay(ofMinutes(16)),
                ok.withDelay(ofSeconds(-1)),
                ok.withReceiveWait(ofSeconds(21)),
                ok.withRetention(ZERO),
                ok.withMaximumMessageSize(1023),
                ok.withContentBasedDeduplication(true),
                ok.withRedrive(new RedrivePolicy(QUEUE, 0)),
                ok.withRedrive(new RedrivePolicy(QUEUE, 1001)),
                QueueAttributes.fifoQueue());
        for (QueueAttributes attributes : impossible) {
            assertThrows(
                    EngineException.InvalidAttribute.class,
                    () -> engine().createQueue("bad", attributes).await(),
                    attributes::toString);
        }
        assertTrue(engine().findQueue("bad").await().isEmpty());
    }

    @Test
    default void aDeletedQueueTakesItsMessagesWithIt() {
        sendAll(QUEUE, "a", "b");
        takeOne(QUEUE);
        Completion<List<Delivery>> waiting =
                engine().receive(ReceiveRequest.from(FIFO).waiting(ReceiveRequest.FOREVER));
        engine().deleteQueue(QUEUE).await();
        engine().deleteQueue(FIFO).await();
        assertEquals(List.of(), waiting.await());
        assertThrows(EngineException.NoSuchQueue.class, () -> send(QUEUE, text("c")));
        QueueInfo again =
                engine().createQueue(QUEUE, QueueAttributes.standardQueue()).await();
        crashAndRestart();
        assertEquals(List.of(again), engine().queues());
        assertEquals(List.of(), drain(QUEUE));
    }

    @Test
    default void aQueueThatHasBeenChangedSinceItWasFoundIsNotDeleted() {
        QueueInfo found = engine().findQueue(QUEUE).await().orElseThrow();
        QueueInfo changed = AttributeChange.apply(engine(), QUEUE, present -> present.withDelay(present.delay()));
        assertThrows(
                EngineException.QueueChanged.class,
                () -> engine().deleteQueue(found).await());
        crashAndRestart();
        engine().deleteQueue(changed).await();
        engine().createQueue(QUEUE, changed.attributes()).await();
        assertThrows(
                EngineException.NoSuchQueue.class,
                () -> engine().deleteQueue(changed).await());
        engine().deleteQueue(QUEUE).await();
        assertThrows(
                EngineException.NoSuchQueue.class,
                () -> engine().deleteQueue(changed).await());
    }

    @Test
    default void attributesThatHaveBeenChangedSinceTheyWereFoundAreNotSet() {
        QueueInfo found = engine().findQueue(QUEUE).await().orElseThrow();
        Completion<QueueInfo> first =
                engine().setAttributes(found, found.attributes().withDelay(ofSeconds(5)));
        Completion<QueueInfo> second =
                engine().setAttributes(found, found.attributes().withReceiveWait(ofSeconds(6)));
        assertEquals(found.version() + 1, first.await().version());
        assertThrows(EngineException.QueueChanged.class, second::await);
        AttributeChange.apply(engine(), QUEUE, present -> present.withReceiveWait(ofSeconds(6)));
        crashAndRestart();
        QueueInfo changed = engine().findQueue(QUEUE).await().orElseThrow();
        assertEquals(found.version() + 2, changed.version());
        assertEquals(ofSeconds(5), changed.attributes().delay());
        assertEquals(ofSeconds(6), changed.attributes().receiveWait());
        engine().deleteQueue(QUEUE).await();
        engine().createQueue(QUEUE, found.attributes()).await();
        assertThrows(
                EngineException.NoSuchQueue.class,
                () -> engine().setAttributes(changed, found.attributes()).await());
    }

    @Test
    default void whoChangesAttributesLooksAgainIfSomebodyElseWasFaster() {
        List<Duration> seen = new ArrayList<>();
        QueueInfo changed = AttributeChange.apply(engine(), QUEUE, present -> {
            seen.add(present.delay());
            if (seen.size() == 1) {
                AttributeChange.apply(engine(), QUEUE, other -> other.withDelay(ofSeconds(5)));
            }
            return present.withReceiveWait(ofSeconds(6));
        });
        assertEquals(List.of(Duration.ZERO, ofSeconds(5)), seen);
        assertEquals(ofSeconds(5), changed.attributes().delay());
    }

    @Test
    default void purgingRemovesWhatIsThereButNotWhatComesAfterwards() {
        sendAll(QUEUE, "a", "b");
        takeOne(QUEUE);
        send(QUEUE, text("later").delayedBy(ofSeconds(1)));
        assertEquals(3, engine().purge(QUEUE).await());
        sendAll(QUEUE, "c");
        crashAndRestart();
        advance(ofMinutes(1));
        assertEquals(List.of("c"), drain(QUEUE));
    }

    @Test
    default void statisticsCount() {
        sendAll(QUEUE, "a", "b", "c");
        send(QUEUE, text("d").delayedBy(ofMinutes(1)));
        delete(QUEUE, take(QUEUE, 1));
        takeOne(QUEUE);
        assertEquals(
                new QueueStatistics(1, 1, 1, 4, 2, 1, 0, 0, 0, Duration.ZERO),
                engine().statistics(QUEUE).await());
    }

    private Duration oldestAge(String queue) {
        return engine().statistics(queue).await().oldestAge();
    }

    @Test
    default void theOldestMessageIsOldVisibleOrInFlightOrDelayed() {
        sendAll(QUEUE, "a");
        advance(ofMinutes(1));
        send(QUEUE, text("later").delayedBy(ofMinutes(9)));
        send(QUEUE, text("urgent").withPriority(9));
        advance(ofMinutes(1));
        assertEquals(ofMinutes(2), oldestAge(QUEUE), "whatever its priority");
        Delivery urgent = takeOne(QUEUE);
        Delivery a = takeOne(QUEUE);
        assertEquals(List.of("urgent", "a"), bodies(List.of(urgent, a)));
        assertEquals(ofMinutes(2), oldestAge(QUEUE), "in flight");
        engine().delete(QUEUE, List.of(urgent.receipt(), a.receipt())).await();
        assertEquals(ofMinutes(1), oldestAge(QUEUE), "delayed");
        crashAndRestart();
        assertEquals(ofMinutes(1), oldestAge(QUEUE), "stored");
        engine().purge(QUEUE).await();
        assertEquals(Duration.ZERO, oldestAge(QUEUE));
    }

    @Test
    default void aBrowserSeesEverythingInOrderAndTakesNothing() {
        sendAll(QUEUE, "a", "b");
        send(QUEUE, text("first").withPriority(9));
        send(QUEUE, text("later").delayedBy(ofMinutes(1)));
        takeOne(QUEUE);
        try (Browser browser = Browser.of(engine(), QUEUE)) {
            List<BrowseItem> items = browser.next(10);
            assertEquals(
                    List.of("first", "a", "b", "later"),
                    items.stream().map(item -> item.message().body().asText()).toList());
            assertEquals(
                    List.of(
                            BrowseItem.State.IN_FLIGHT,
                            BrowseItem.State.AVAILABLE,
                            BrowseItem.State.AVAILABLE,
                            BrowseItem.State.DELAYED),
                    items.stream().map(BrowseItem::state).toList());
            assertEquals(List.of(), browser.next(10));
        }
        assertEquals(List.of("a", "b"), drain(QUEUE));
    }

    @Test
    default void sequenceNumbersGrowOverARestartEvenWhenNothingIsLeft() {
        Sent before = send(QUEUE, text("a"));
        drain(QUEUE);
        restart();
        assertTrue(send(QUEUE, text("b")).sequenceNumber() > before.sequenceNumber());
    }

    @Test
    default void messageIdsDiffer() {
        assertNotEquals(send(QUEUE, text("a")).id(), send(QUEUE, text("a")).id());
        assertNull(takeOne(QUEUE).deadLetterSource());
    }

    @Test
    default void aClosedEngineRefusesEverything() {
        engine().close();
        assertThrows(EngineException.Closed.class, () -> send(QUEUE, text("a")));
        assertThrows(EngineException.Closed.class, () -> Owners.open(engine(), "late"));
        engine().close();
    }
}
