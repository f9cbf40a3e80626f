package org.leasemq.engine.local.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.NumberedCall;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Change;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.store.Locations;

/** Answers that are remembered for clients elsewhere, and what they cost. */
class AnswersTest {
    private static final String QUEUE = "orders";
    private static final UUID CLIENT = new UUID(7, 1);
    private static final UUID OTHER = new UUID(7, 2);

    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private ManualEnvironment environment;
    private LocalEngine engine;
    private int looks;
    private Runnable meanwhile = () -> {};
    /** Locations that have answers, as far as a batch was written for one. */
    private final TreeSet<Long> segments = new TreeSet<>();

    @BeforeEach
    void open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        FakeStore store = new FakeStore(disk, clock) {
            @Override
            public synchronized Locations write(List<? extends Change> changes) {
                Locations locations = super.write(changes);
                meanwhile.run();
                segments.add(locations.first());
                return locations;
            }

            @Override
            public synchronized Replay oldest(long after) {
                looks++;
                return super.oldest(after);
            }
        };
        EngineSettings settings = new EngineSettings(
                new MemoryAccount(64 << 20),
                1 << 20,
                1 << 20,
                Duration.ofMillis(2),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                new EngineSettings.Reclaiming(20_000, 3),
                Map.of());
        engine = LocalEngine.open(store, settings, environment);
        engine.createQueue(QUEUE, QueueAttributes.standardQueue()).await();
        engine.openClient(CLIENT, "one").await();
        engine.openClient(OTHER, "other").await();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private LeaseEngine asking(UUID client, long number, long known, Verb<?, ?> verb) {
        return engine.remembering(new NumberedCall(client, number, known, verb.number()));
    }

    private Completion<List<Outcome<Sent>>> send(UUID client, long number, long known, int bytes) {
        return asking(client, number, known, Verbs.SEND).send(QUEUE, List.of(Message.of(Body.binary(new byte[bytes]))));
    }

    private List<Delivery> take() {
        return engine.receive(ReceiveRequest.from(QUEUE).waiting(Duration.ZERO)).await();
    }

    /** What was answered to one send; null if that is not remembered. */
    private Sent sent(UUID client, long number) {
        byte[] answer = engine.answer(client, number);
        return answer == null
                ? null
                : Frames.readAnswer(Verbs.SEND, answer).get(0).get();
    }

    /** Sends and deletes messages, and knows each answer before the next is asked for. */
    private void traffic(UUID client, long from, int count) {
        for (long number = from; number < from + 2L * count; number += 2) {
            send(client, number, number, 100).await();
            List<Delivery> taken = take();
            asking(client, number + 1, number + 1, Verbs.DELETE)
                    .delete(QUEUE, taken.stream().map(Delivery::receipt).toList())
                    .await();
            environment.settle();
        }
    }

    @Test
    void theLogStaysShortUnderSteadyTrafficWithoutBeingLookedThrough() {
        traffic(CLIENT, 1, 500);
        assertEquals(0, looks);
        assertTrue(segments.last() > 900);
        assertTrue(disk.batchCount() < 40, () -> disk.batchCount() + " batches are left");
        assertNotNull(engine.answer(CLIENT, 1000));
    }

    @Test
    void anAnswerThatNobodyFetchesIsWrittenAgain() {
        send(CLIENT, 1, 0, 100).await();
        engine.delete(QUEUE, List.of(take().get(0).receipt())).await();
        traffic(OTHER, 1, 500);
        assertTrue(looks > 0);
        assertTrue(disk.batchCount() < 400, () -> disk.batchCount() + " batches are left");
        assertNotNull(sent(CLIENT, 1));
        open();
        assertNotNull(sent(CLIENT, 1));
        engine.know(CLIENT, 2);
        traffic(OTHER, 1001, 300);
        assertTrue(disk.batchCount() < 400, () -> disk.batchCount() + " batches are left");
    }

    @Test
    void whatIsForgottenWhileItIsWrittenAgainIsForgotten() {
        send(CLIENT, 1, 0, 100).await();
        engine.delete(QUEUE, List.of(take().get(0).receipt())).await();
        meanwhile = () -> {
            if (looks > 0) {
                engine.know(CLIENT, 2);
            }
        };
        traffic(OTHER, 1, 300);
        assertTrue(looks > 0);
        assertNull(sent(CLIENT, 1));
        traffic(OTHER, 601, 300);
        assertTrue(disk.batchCount() < 40, () -> disk.batchCount() + " batches are left");
    }

    @Test
    void memoryIsTakenForWhatIsRememberedOnly() {
        for (int number = 1; number <= 10; number++) {
            send(CLIENT, number, 0, 10).await();
        }
        long ten = engine.memory().used(Use.REMEMBERED);
        send(CLIENT, 11, 10, 10).await();
        long two = engine.memory().used(Use.REMEMBERED);
        assertTrue(two > 0 && two < ten / 2, () -> two + " of " + ten);
        open();
        assertEquals(two, engine.memory().used(Use.REMEMBERED));
        engine.closeClient(CLIENT).await();
        assertEquals(0, engine.memory().used(Use.REMEMBERED));
    }

    @Test
    void aClientThatNeverKnowsAnAnswerIsRefusedInTheEnd() {
        for (int number = 1; number <= 10_000; number++) {
            send(CLIENT, number, 0, 1);
        }
        environment.advance(Duration.ofSeconds(1));
        assertThrows(EngineException.NoRoom.class, () -> send(CLIENT, 10_001, 0, 1));
        send(OTHER, 1, 0, 1).await();
        send(CLIENT, 10_001, 10_001, 1).await();
        assertNotNull(sent(CLIENT, 10_001));
    }

    @Test
    void largeAnswersAreRefusedSooner() {
        QueueAttributes labelled =
                QueueAttributes.standardQueue().withLabels(Map.of("label", "x".repeat((4 << 20) - 5)));
        asking(CLIENT, 1, 0, Verbs.CREATE_QUEUE)
                .createQueue("labelled", labelled)
                .await();
        assertThrows(EngineException.NoRoom.class, () -> send(CLIENT, 2, 1, 1));
        send(CLIENT, 2, 2, 1).await();
        assertNotNull(sent(CLIENT, 2));
    }

    @Test
    void whatTheStoreRefusesIsNotRemembered() {
        send(CLIENT, 1, 0, 10).await();
        send(CLIENT, 2, 0, 10).await();
        engine.know(CLIENT, 2);
        disk.refuseNext(1);
        assertThrows(
                EngineException.StoreFailed.class, () -> send(CLIENT, 3, 2, 10).await());
        assertNull(sent(CLIENT, 3));
        send(CLIENT, 3, 2, 10).await();
        assertNotNull(sent(CLIENT, 3));
        open();
        assertNull(sent(CLIENT, 1));
        assertNotNull(sent(CLIENT, 2));
        assertNotNull(sent(CLIENT, 3));
        assertEquals(3, engine.statistics(QUEUE).await().available());
    }

    @Test
    void whatIsUnderWayWhenItsClientEndsIsNotRemembered() {
        Completion<?> early = send(CLIENT, 1, 0, 10);
        engine.closeClient(CLIENT).await();
        early.await();
        assertNull(sent(CLIENT, 1));

        engine.openClient(CLIENT, "again").await();
        Completion<?> writing = send(CLIENT, 2, 0, 10);
        meanwhile = () -> engine.closeClient(CLIENT).await();
        writing.await();
        meanwhile = () -> {};
        assertNull(sent(CLIENT, 2));
        assertEquals(0, engine.memory().used(Use.REMEMBERED));
        engine.send(QUEUE, List.of(Message.of(Body.text("a")))).await();
        open();
        assertNull(sent(CLIENT, 2));
    }

    @Test
    void anAnswerThatCannotBeMadeIsRefusedWithItsChange() {
        LeaseEngine asking = asking(CLIENT, 1, 0, Verbs.CREATE_QUEUE); // so that it is not what is answered
        Completion<?> sent = asking.send(QUEUE, List.of(Message.of(Body.text("a"))));
        assertThrows(EngineException.StoreFailed.class, sent::await);
        assertFalse(engine.hasFailed());
        assertEquals(0, engine.statistics(QUEUE).await().available());
    }
}
