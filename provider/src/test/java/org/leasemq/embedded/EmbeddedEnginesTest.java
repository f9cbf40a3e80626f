package org.leasemq.embedded;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.options.ConnectionUrl.Memory;
import org.leasemq.options.ConnectionUrl.Place;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.OptionValues;
import org.leasemq.store.Disk;
import org.leasemq.store.FakeStore;
import org.leasemq.store.StoreException;
import org.leasemq.thread.DaemonThreads;

@Timeout(60)
class EmbeddedEnginesTest {
    private static final Place PLACE = new Memory("place");
    private static final OptionValues DEFAULTS = OptionValues.defaults();

    private final AtomicInteger openings = new AtomicInteger();

    private EmbeddedEngines engines(StoreOpener stores) {
        return new EmbeddedEngines(stores, new DaemonThreads("test"), new SettableClock());
    }

    private EmbeddedEngines engines() {
        return engines((place, options, clock) -> {
            openings.incrementAndGet();
            return new FakeStore(new Disk(), clock);
        });
    }

    @Test
    void usersOfOnePlaceShareOneEngineWhichIsClosedWhenTheLastHasGone() {
        EmbeddedEngines engines = engines();
        EngineHandle one = engines.open(PLACE, DEFAULTS);
        EngineHandle two = engines.open(PLACE, DEFAULTS);
        EngineHandle three = two.another();
        LeaseEngine engine = one.engine();
        assertSame(engine, two.engine());
        assertSame(engine, three.engine());
        one.close();
        one.close();
        two.close();
        assertDoesNotThrow(() -> engine.queues());
        three.close();
        assertThrows(EngineException.Closed.class, engine::queues);
        assertEquals(List.of(), engines.places());
        assertThrows(EngineException.Closed.class, three::another);
        try (EngineHandle again = engines.open(PLACE, DEFAULTS)) {
            assertNotSame(engine, again.engine());
        }
        assertEquals(2, openings.get());
    }

    @Test
    void manyWhoOpenAtTheSameTimeOpenOnce() throws Exception {
        EmbeddedEngines engines = engines();
        CountDownLatch go = new CountDownLatch(1);
        List<FutureTask<EngineHandle>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            FutureTask<EngineHandle> task = new FutureTask<>(() -> {
                go.await();
                return engines.open(PLACE, DEFAULTS);
            });
            new Thread(task).start();
            tasks.add(task);
        }
        go.countDown();
        for (FutureTask<EngineHandle> task : tasks) {
            assertSame(
                    tasks.get(0).get().engine(), task.get(30, TimeUnit.SECONDS).engine());
        }
        assertEquals(1, openings.get());
        for (FutureTask<EngineHandle> task : tasks) {
            task.get().close();
        }
        assertEquals(List.of(), engines.places());
    }

    @Test
    void openingOneEngineDoesNotMakeOthersWait() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        EmbeddedEngines engines = engines((place, options, clock) -> {
            if (place.equals(new Memory("slow"))) {
                opening.countDown();
                await(go);
            }
            return new FakeStore(new Disk(), clock);
        });
        FutureTask<EngineHandle> slow = new FutureTask<>(() -> engines.open(new Memory("slow"), DEFAULTS));
        new Thread(slow).start();
        opening.await();
        engines.open(new Memory("fast"), DEFAULTS).close();
        assertFalse(slow.isDone());
        go.countDown();
        slow.get(30, TimeUnit.SECONDS).close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory-limit", "memory-budget", "subscriber-memory"})
    void aLimitAboveTheHeapIsRefusedBeforeAnythingIsOpened(String option) {
        EmbeddedEngines engines = engines();
        OptionValues options = OptionValues.parse(Map.of(option, "1TB"));
        String refusal = assertThrows(InvalidOptionException.class, () -> engines.open(PLACE, options))
                .getMessage();
        assertTrue(refusal.startsWith("Option '" + option + "' cannot be 1TB: the heap"), refusal);
        assertEquals(0, openings.get());
        assertEquals(List.of(), engines.places());
        HeapLimits.check(options, 1L << 40);
        refusal = assertThrows(InvalidOptionException.class, () -> HeapLimits.check(options, 64 << 20))
                .getMessage();
        assertTrue(refusal.contains("at most 64MB"), refusal);
        engines.open(PLACE, DEFAULTS).close();
    }

    @Test
    void afterAFailedOpeningTheNextTriesAgain() {
        EmbeddedEngines engines = engines((place, options, clock) -> {
            if (openings.incrementAndGet() == 1) {
                throw new StoreException("The directory is in use.");
            }
            return new FakeStore(new Disk(), clock);
        });
        EngineException refusal = assertThrows(EngineException.StoreFailed.class, () -> engines.open(PLACE, DEFAULTS));
        assertEquals("The directory is in use.", refusal.getMessage());
        assertEquals(List.of(), engines.places());
        engines.open(PLACE, DEFAULTS).close();
    }

    @Test
    void anEngineThatIsRefusedAThreadIsNotOpenedAndLeavesNothingOpen() {
        for (int granted = 0; granted < 3; granted++) {
            AtomicInteger left = new AtomicInteger(granted);
            DaemonThreads threads = new DaemonThreads("test");
            EmbeddedEngines engines = new EmbeddedEngines(
                    new DerbyStores(),
                    task -> {
                        if (left.getAndDecrement() == 0) {
                            throw new RejectedExecutionException("no more threads");
                        }
                        threads.execute(task);
                    },
                    new SettableClock());
            String refusal = assertThrows(EngineException.NoThread.class, () -> engines.open(PLACE, DEFAULTS))
                    .getMessage();
            assertTrue(refusal.contains("no more threads"), refusal);
            assertEquals(List.of(), engines.places());
            engines.open(PLACE, DEFAULTS).close();
        }
    }

    @Test
    void tasksOfAUserRunWithItsContextClassLoaderAndStoresAreOpenedWithOurs() {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        ClassLoader users = new ClassLoader(before) {};
        List<ClassLoader> seen = new CopyOnWriteArrayList<>();
        EmbeddedEngines engines = engines((place, options, clock) -> {
            seen.add(Thread.currentThread().getContextClassLoader());
            return new FakeStore(new Disk(), clock);
        });
        caller.setContextClassLoader(users);
        try (EngineHandle handle = engines.open(PLACE, DEFAULTS)) {
            CountDownLatch done = new CountDownLatch(1);
            handle.threads().execute(() -> {
                seen.add(Thread.currentThread().getContextClassLoader());
                done.countDown();
            });
            await(done);
            assertSame(users, caller.getContextClassLoader());
        } finally {
            caller.setContextClassLoader(before);
        }
        assertEquals(List.of(EmbeddedEngines.class.getClassLoader(), users), seen);
    }

    @Test
    void optionsThatContradictAreRefusedAndThoseNotGivenAreNot() {
        EmbeddedEngines engines = engines();
        try (EngineHandle first = engines.open(PLACE, OptionValues.parse(Map.of("memory-budget", "64MB")))) {
            engines.open(PLACE, DEFAULTS).close();
            engines.open(PLACE, OptionValues.parse(Map.of("memory-budget", "65536KB", "create", "false")))
                    .close();
            String refusal = assertThrows(
                            InvalidOptionException.class,
                            () -> engines.open(PLACE, OptionValues.parse(Map.of("memory-budget", "1GB"))))
                    .getMessage();
            assertTrue(refusal.contains("memory-budget=64MB") && refusal.contains("1GB"), refusal);
            assertDoesNotThrow(() -> first.engine().queues());
        }
        assertEquals(List.of(), engines.places());
    }

    private static boolean claim(EngineHandle handle) {
        return handle.engine().claimName(handle.client().id(), "id").await();
    }

    @Test
    void namesAreReservedAmongAllUsersOfAnEngine() {
        EmbeddedEngines engines = engines();
        try (EngineHandle one = engines.open(PLACE, DEFAULTS);
                EngineHandle two = engines.open(PLACE, DEFAULTS);
                EngineHandle elsewhere = engines.open(new Memory("elsewhere"), DEFAULTS)) {
            assertTrue(claim(one));
            assertFalse(claim(two));
            assertTrue(claim(elsewhere));
            one.engine().freeName(one.client().id(), "id").await();
            assertTrue(claim(two));
        }
    }

    @Test
    void atTheEndOfTheProcessWhatIsStillOpenIsClosed() {
        EmbeddedEngines engines = engines();
        EngineHandle forgotten = engines.open(PLACE, DEFAULTS);
        engines.closeAll();
        assertThrows(EngineException.Closed.class, forgotten.engine()::queues);
        assertEquals(List.of(), engines.places());
        forgotten.close();
    }

    @Test
    void whatIsDueHasBeenDoneWhenTheEnginesHaveBeenToldThatTheClockWasSet() {
        SettableClock clock = new SettableClock();
        EmbeddedEngines engines = new EmbeddedEngines(
                (place, options, time) -> new FakeStore(new Disk(), time), new DaemonThreads("test"), clock);
        try (EngineHandle handle = engines.open(PLACE, DEFAULTS)) {
            handle.engine()
                    .createQueue("empty", QueueAttributes.standardQueue())
                    .await();
            AtomicInteger ended = new AtomicInteger();
            for (int minutes = 1; minutes <= 20; minutes++) {
                handle.engine()
                        .receive(ReceiveRequest.from("empty").waiting(Duration.ofMinutes(minutes)))
                        .whenDone((deliveries, error) -> ended.incrementAndGet());
            }
            for (int minutes = 1; minutes <= 20; minutes++) {
                clock.advance(Duration.ofMinutes(1));
                engines.timeChanged();
                assertEquals(minutes, ended.get());
            }
        }
        engines.timeChanged();
    }
}
