package org.leasemq.engine.local.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.local.LocalEngine;
import org.leasemq.engine.local.ManualEnvironment;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;

/** Messages that are written again while something else happens to them. */
class HousekeepingTest {
    private static final byte[] MEBIBYTE = new byte[1 << 20];

    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private final List<EngineException> errors = new ArrayList<>();
    private ManualEnvironment environment;
    private LocalEngine engine = open();

    private LocalEngine open() {
        environment = new ManualEnvironment(
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        return LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);
    }

    @Test
    void aMessageThatIsDeletedWhileItIsWrittenAgainStaysDeleted() {
        engine.createQueue("a", QueueAttributes.standardQueue()).await();
        send(new byte[] {1});
        Delivery small = take().get(0);
        makeWaste();

        environment.runTask(); // looks at the first batch, which holds the queue; the message is in the second

        engine.delete("a", List.of(small.receipt())).whenDone((outcomes, error) -> errors.add(error));
        environment.settle();
        assertEquals(Collections.singletonList(null), errors);
        environment.advance(Duration.ofSeconds(1));

        engine = open(); // as after kill -9
        environment.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), take());
    }

    /** Nobody writes any more when everything is refused. */
    @Test
    void whoFindsTheDiskFullHasWhatIsDeadGo() {
        assertRoomIsMade(new FakeStore(disk, clock), 1 << 20, () -> disk.beFull(true));
    }

    @Test
    void whoFindsTheHeapFullHasWhatIsDeadGo() {
        FakeStore inHeap = new FakeStore(disk, clock) {
            private boolean recovered;

            @Override
            public synchronized void recover(Recovery recovery) {
                super.recover(recovery);
                recovered = true;
            }

            @Override
            public synchronized long heapBytes() {
                return recovered ? usage().liveBytes() + usage().deadBytes() : 0;
            }
        };
        assertRoomIsMade(inHeap, 4 << 20, () -> {});
    }

    private void assertRoomIsMade(FakeStore store, long limit, Runnable fill) {
        EngineSettings settings = new EngineSettings(
                new MemoryAccount(limit),
                limit / 3,
                limit / 3,
                Duration.ofMillis(2),
                Duration.ofMinutes(5),
                new EngineSettings.Reclaiming(0, Integer.MAX_VALUE),
                Map.of());
        LocalEngine filled = LocalEngine.open(store, settings, environment);
        filled.createQueue("a", QueueAttributes.standardQueue()).await();
        Message message = Message.of(Body.binary(new byte[100_000]));
        List<Delivery> all = new ArrayList<>();
        while (all.size() < 60 && isSent(filled, message)) {
            all.addAll(filled.receive(ReceiveRequest.from("a")).await());
        }
        filled.delete("a", all.stream().map(Delivery::receipt).toList()).await();
        fill.run();
        long before = store.usage().deadBytes();
        int more = 0;
        while (isSent(filled, message)) {
            more++;
            assertTrue(more < 60);
        }
        environment.settle();
        assertTrue(store.usage().deadBytes() < before / 2, () -> before + " and now " + store.usage());
    }

    private static boolean isSent(LocalEngine to, Message message) {
        try {
            to.send("a", List.of(message)).await().get(0).get();
            return true;
        } catch (EngineException.NoRoom e) {
            return false;
        }
    }

    private void makeWaste() {
        List<Delivery> big = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            send(MEBIBYTE);
            big.addAll(take());
        }
        engine.delete("a", big.stream().map(Delivery::receipt).toList()).await();
        while (environment.taskCount() == 0) {
            AttributeChange.apply(engine, "a", present -> QueueAttributes.standardQueue());
        }
    }

    private void send(byte[] body) {
        engine.send("a", List.of(Message.of(Body.binary(body)))).await();
    }

    private List<Delivery> take() {
        return engine.receive(ReceiveRequest.from("a")).await();
    }
}
