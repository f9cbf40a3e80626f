package org.leasemq.engine.local.runtime;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** Real threads and real time, while somebody sets the wall clock: each of these would wait for an hour, or for ever. */
class ThreadedTimeTest {
    private static final String QUEUE = "orders";
    private static final Duration MOMENT = ofMillis(100);

    private final OffsetTime clock = new OffsetTime();
    private LeaseEngine engine;

    /** The system's clocks, but the wall clock can be set. */
    private static final class OffsetTime implements TimeSource {
        private final TimeSource system = ThreadedEnvironment.systemClock();
        private volatile Duration offset = ZERO;

        @Override
        public Instant instant() {
            return system.instant().plus(offset);
        }

        @Override
        public long elapsedMillis() {
            return system.elapsedMillis();
        }
    }

    @BeforeEach
    void open() {
        engine = LocalEngine.open(
                new FakeStore(new Disk(), clock),
                EngineSettings.defaults(),
                new ThreadedEnvironment(task -> new Thread(task, "engine").start(), clock));
        engine.createQueue(QUEUE, QueueAttributes.standardQueue().withVisibilityTimeout(ofMillis(200)))
                .await();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void jump(int hours) {
        clock.offset = ofHours(hours);
        engine.statistics(QUEUE).await(); // which looks at the timers
        clock.offset = ofHours(hours == 0 ? -1 : hours);
        engine.statistics(QUEUE).await();
        clock.offset = ofHours(hours);
    }

    private Completion<List<Delivery>> receive(Duration wait) {
        return engine.receive(ReceiveRequest.from(QUEUE).waiting(wait));
    }

    /** @param hours by which the clock is set; 0 for back and forth again */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void waitsEnd(int hours) {
        Completion<List<Delivery>> receive = receive(MOMENT);
        jump(hours);
        assertEquals(List.of(), receive.await());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void delaysEnd(int hours) {
        engine.send(QUEUE, List.of(Message.of(Body.text("late")).delayedBy(MOMENT)))
                .await();
        Completion<List<Delivery>> receive = receive(ReceiveRequest.FOREVER);
        jump(hours);
        assertEquals(1, receive.await().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void leasesEnd(int hours) {
        engine.send(QUEUE, List.of(Message.of(Body.text("a")))).await();
        assertEquals(1, receive(ZERO).await().size());
        Completion<List<Delivery>> receive = receive(ReceiveRequest.FOREVER);
        jump(hours);
        assertEquals(2, receive.await().get(0).receiveCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void whatNobodyWaitsForIsWritten(int hours) {
        engine.send(QUEUE, List.of(Message.of(Body.text("a")))).await();
        Delivery delivery = receive(ZERO).await().get(0);
        engine.delete(QUEUE, List.of(delivery.receipt())).background();
        jump(hours);
        while (engine.statistics(QUEUE).await().deleted() == 0) {
            Thread.onSpinWait();
        }
        assertEquals(0, engine.statistics(QUEUE).await().inFlight());
    }
}
