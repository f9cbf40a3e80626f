package org.leasemq.engine.local.runtime;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.local.EngineFixture;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.VisibilityChange;

/** Somebody sets the wall clock: what lasts for some time lasts that long, what has a date ends at that date. */
class ClockJumpTest extends EngineFixture {
    private static final String QUEUE = "orders";
    private static final String FIFO = "orders.fifo";
    private static final Target TO_QUEUE = Target.queue(QUEUE);
    private static final Target TO_FIFO = Target.queue(FIFO);

    /** How the clock is set. */
    enum Jump {
        BACK,
        FORWARD,
        BACK_AND_FORTH
    }

    @BeforeEach
    void createQueues() {
        engine.createQueue(QUEUE, QueueAttributes.standardQueue()).await();
        engine.createQueue(FIFO, QueueAttributes.fifoQueue()).await();
    }

    private void make(Jump jump) {
        switch (jump) {
            case BACK -> clock.jump(ofHours(-1));
            case FORWARD -> clock.jump(ofHours(1));
            case BACK_AND_FORTH -> {
                clock.jump(ofHours(-1));
                engine.statistics(QUEUE).await(); // which looks at the timers
                clock.jump(ofHours(1));
            }
        }
    }

    private Message unique(String body) {
        return text(body).inGroup("g").withDeduplicationId("d");
    }

    // -------------------------------------------------------------------------------- what lasts for some time

    @ParameterizedTest
    @EnumSource
    void aWaitLastsAsLongAsItShould(Jump jump) {
        Completion<List<Delivery>> receive =
                engine.receive(ReceiveRequest.from(QUEUE).waiting(ofSeconds(20)));
        make(jump);
        advance(ofMillis(19_999));
        assertFalse(receive.isDone());
        advance(ofMillis(1));
        assertEquals(List.of(), receive.await());
    }

    @ParameterizedTest
    @EnumSource
    void aDelayLastsAsLongAsItShould(Jump jump) {
        send(TO_QUEUE, text("late").delayedBy(ofSeconds(10)));
        make(jump);
        advance(ofMillis(9_999));
        assertEquals(List.of(), bodies(take(QUEUE, 1)));
        advance(ofMillis(1));
        assertEquals(List.of("late"), bodies(take(QUEUE, 1)));
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseLastsAsLongAsItShould(Jump jump) {
        sendAll(TO_QUEUE, "a");
        takeOne(QUEUE);
        make(jump);
        advance(ofMillis(29_999));
        assertEquals(List.of(), bodies(take(QUEUE, 1)));
        advance(ofMillis(1));
        Delivery again = takeOne(QUEUE);
        engine.changeVisibility(QUEUE, List.of(new VisibilityChange(again.receipt(), ofMinutes(2))))
                .await();
        make(jump);
        advance(ofMillis(119_999));
        assertEquals(List.of(), bodies(take(QUEUE, 1)));
        advance(ofMillis(1));
        assertEquals(3, takeOne(QUEUE).receiveCount());
    }

    @ParameterizedTest
    @EnumSource
    void whatHappensInTheBackgroundHappensSoon(Jump jump) {
        sendAll(TO_QUEUE, "a");
        engine.delete(QUEUE, List.of(takeOne(QUEUE).receipt())).background();
        make(jump);
        advance(ofMillis(10));
        crashAndRestart();
        advance(ofHours(2));
        assertEquals(List.of(), drain(QUEUE));
    }

    @ParameterizedTest
    @EnumSource
    void deduplicationLastsAsLongAsItShould(Jump jump) {
        send(TO_FIFO, unique("a"));
        make(jump);
        advance(ofMillis(ofMinutes(5).toMillis() - 1));
        assertTrue(send(TO_FIFO, unique("b")).duplicate());
        advance(ofMillis(1));
        assertFalse(send(TO_FIFO, unique("c")).duplicate());
    }

    // -------------------------------------------------------------------------------------------- what has a date

    @Test
    void aMessageExpiresAtItsDate() {
        send(TO_QUEUE, text("a").expiringAfter(ofMinutes(30)));
        clock.jump(ofHours(-1));
        advance(ofMinutes(31));
        assertEquals(1, engine.statistics(QUEUE).await().available());
        clock.jump(ofHours(1));
        assertEquals(List.of(), take(QUEUE, 1));
        assertEquals(1, engine.statistics(QUEUE).await().expired());
    }

    @Test
    void whatExpiresWhenTheClockIsSetForwardIsNoticedSoonWhenNobodyLooks() {
        send(TO_QUEUE, text("a").expiringAfter(ofMinutes(30)));
        engine.createQueue("brief", QueueAttributes.standardQueue().withRetention(ofMinutes(30)))
                .await();
        sendAll(Target.queue("brief"), "b");
        clock.jump(ofHours(1));
        advance(ofMinutes(1));
        assertEquals(1, engine.statistics(QUEUE).await().expired());
        assertEquals(1, engine.statistics("brief").await().expired());
    }

    @Test
    void retentionCountsFromTheDateOfTheSend() {
        engine.createQueue("brief", QueueAttributes.standardQueue().withRetention(ofMinutes(30)))
                .await();
        clock.jump(ofHours(1));
        sendAll(Target.queue("brief"), "a");
        clock.jump(ofHours(-1));
        advance(ofMinutes(89));
        assertEquals(1, engine.statistics("brief").await().available());
        advance(ofMinutes(2));
        assertEquals(1, engine.statistics("brief").await().expired());
    }

    // ---------------------------------------------------------------------------------------------- restarts

    @Test
    void theRestOfADelayCountsByTheWallClockOverARestartButIsNeverMoreThanTheDelay() {
        send(TO_QUEUE, text("late").delayedBy(ofSeconds(10)));
        clock.jump(ofHours(-1));
        crashAndRestart();
        advance(ofMillis(9_999));
        assertEquals(List.of(), bodies(take(QUEUE, 1)));
        advance(ofMillis(1));
        assertEquals(List.of("late"), bodies(take(QUEUE, 1)));
    }

    @Test
    void theRestOfALeaseCountsByTheWallClockOverARestart() {
        sendAll(TO_QUEUE, "a");
        takeOne(QUEUE);
        advance(ofSeconds(10));
        crashAndRestart();
        clock.jump(ofHours(1)); // which no longer matters
        advance(ofMillis(19_999));
        assertEquals(List.of(), bodies(take(QUEUE, 1)));
        advance(ofMillis(1));
        assertEquals(2, takeOne(QUEUE).receiveCount());
    }

    @Test
    void deduplicationIsNeverLongerThanTheIntervalAfterARestart() {
        send(TO_FIFO, unique("a"));
        clock.jump(ofHours(-1));
        crashAndRestart();
        advance(ofMillis(ofMinutes(5).toMillis() - 1));
        assertTrue(send(TO_FIFO, unique("b")).duplicate());
        advance(ofMillis(1));
        assertFalse(send(TO_FIFO, unique("c")).duplicate());
    }
}
