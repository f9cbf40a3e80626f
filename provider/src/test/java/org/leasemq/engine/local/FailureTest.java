package org.leasemq.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.Completion;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.Environment;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Sent;
import org.leasemq.store.Change;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.store.Locations;
import org.leasemq.store.Store;

/** What becomes of everybody when something breaks that should not. */
class FailureTest {
    private final SettableClock clock = new SettableClock();
    private final Disk disk = new Disk();
    private final Breakable environment = new Breakable(clock);
    private final LocalEngine engine =
            LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), environment);

    /** An environment that can be made to break. */
    private static final class Breakable implements Environment {
        private final ManualEnvironment working;
        private Error breakage;

        Breakable(SettableClock clock) {
            working = new ManualEnvironment(
                    clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        }

        @Override
        public TimeSource clock() {
            return working.clock();
        }

        @Override
        public RandomGenerator random() {
            return working.random();
        }

        @Override
        public void execute(Runnable task) {
            breakIfAsked();
            working.execute(task);
        }

        @Override
        public void executeAside(Runnable chore) {
            breakIfAsked();
            working.executeAside(chore);
        }

        @Override
        public void setAlarm(long epochMillis, Runnable alarm) {
            breakIfAsked();
            working.setAlarm(epochMillis, alarm);
        }

        @Override
        public boolean pauseUntil(BooleanSupplier condition) {
            return working.pauseUntil(condition);
        }

        @Override
        public void close() {
            working.close();
        }

        private void breakIfAsked() {
            if (breakage != null) {
                throw breakage;
            }
        }
    }

    private static List<Message> text(String body) {
        return List.of(Message.of(Body.text(body)));
    }

    private Completion<List<Delivery>> waitingReceive() {
        return engine.receive(ReceiveRequest.from("q").waiting(ReceiveRequest.FOREVER));
    }

    private List<Delivery> takeAfterRestart() {
        engine.close();
        try (LocalEngine again =
                LocalEngine.open(new FakeStore(disk, clock), EngineSettings.defaults(), new Breakable(clock).working)) {
            return again.receive(ReceiveRequest.from("q").upTo(10).waiting(Duration.ZERO))
                    .await();
        }
    }

    @Test
    void whenTheAlarmCannotBeSetEverybodyIsToldAndTheLockIsFree() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        engine.send("q", text("durable")).await();
        engine.createQueue("other", QueueAttributes.standardQueue()).await();
        Completion<List<Delivery>> waiting =
                engine.receive(ReceiveRequest.from("other").waiting(ReceiveRequest.FOREVER));
        List<EngineException> told = new ArrayList<>();
        waiting.whenDone((deliveries, error) -> told.add(error));
        Completion<List<Outcome<Sent>>> inLine = engine.send("q", text("in line"));

        environment.breakage = new OutOfMemoryError("no more timers");
        Completion<List<Delivery>> last = engine.receive(
                ReceiveRequest.from("other").waiting(Duration.ofMillis(1))); // before what is in line is due

        assertInstanceOf(EngineException.Failed.class, told.get(0));
        assertThrows(EngineException.Failed.class, inLine::await);
        assertThrows(EngineException.Failed.class, last::await);
        CompletionException elsewhere =
                assertThrows(CompletionException.class, CompletableFuture.runAsync(() -> engine.queues())::join);
        assertInstanceOf(EngineException.Failed.class, elsewhere.getCause());
        assertThrows(EngineException.Failed.class, engine::checkHealth);
        environment.breakage = null;
        assertEquals(1, takeAfterRestart().size());
    }

    @Test
    void whenNoTaskIsRunWhatWasGivenToOneFailsAndNothingHangs() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        List<EngineException> told = new ArrayList<>();
        environment.breakage = new NoClassDefFoundError("gone with its class loader");

        engine.send("q", text("a")).whenDone((sent, error) -> told.add(error));

        assertInstanceOf(EngineException.Failed.class, told.get(0));
        assertThrows(EngineException.Failed.class, this::waitingReceive);
        environment.breakage = null;
        assertEquals(List.of(), takeAfterRestart());
    }

    @Test
    void aCallbackThatFailsKeepsNobodyFromBeingCalled() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        List<String> called = new ArrayList<>();
        engine.send("q", text("a")).whenDone((sent, error) -> {
            throw new StackOverflowError("in a callback");
        });
        engine.send("q", text("b")).whenDone((sent, error) -> called.add("b"));

        environment.working.settle();

        assertEquals(List.of("b"), called);
        engine.checkHealth().await();
        assertEquals(2, takeAfterRestart().size());
    }

    @Test
    void anErrorInTheStoreRefusesTheBatchAndNothingElse() {
        Disk other = new Disk();
        boolean[] broken = {false};
        Store store = new FakeStore(other, clock) {
            @Override
            public synchronized Locations write(List<? extends Change> changes) {
                if (broken[0]) {
                    throw new OutOfMemoryError("in the store");
                }
                return super.write(changes);
            }
        };
        try (LocalEngine on = LocalEngine.open(store, EngineSettings.defaults(), new Breakable(clock).working)) {
            on.createQueue("q", QueueAttributes.standardQueue()).await();
            Completion<List<Outcome<Sent>>> first = on.send("q", text("a"));
            Completion<List<Outcome<Sent>>> second = on.send("q", text("b"));
            broken[0] = true;
            assertThrows(OutOfMemoryError.class, second::await);
            assertThrows(EngineException.StoreFailed.class, second::await);
            assertThrows(EngineException.StoreFailed.class, first::await);
            Completion<Void> health = on.checkHealth();
            assertThrows(OutOfMemoryError.class, health::await);
            broken[0] = false;
            on.checkHealth().await();
            assertTrue(on.send("q", text("c")).await().get(0) instanceof Outcome.Done);
        }
    }

    @Test
    void whatIsMissingIsRefusedAndHarmsNobody() {
        engine.createQueue("q", QueueAttributes.standardQueue()).await();
        assertThrows(NullPointerException.class, () -> engine.findQueue(null).await());
        assertThrows(NullPointerException.class, () -> engine.send("q", singletonNull()));
        assertThrows(NullPointerException.class, () -> engine.delete("q", singletonNull()));
        assertThrows(
                NullPointerException.class,
                () -> engine.release(singletonNull()).await());
        assertThrows(NullPointerException.class, () -> engine.createQueue("p", null));
        engine.checkHealth().await();
        engine.close();
    }

    private static <T> List<T> singletonNull() {
        List<T> list = new ArrayList<>();
        list.add(null);
        return list;
    }
}
