package org.leasemq.engine.local.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.SettableClock;

/** The engine's threads. */
class ThreadedEnvironmentTest {
    private static void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void aChoreHoldsUpNoGroupCommit() throws Exception {
        CountDownLatch chore = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (ThreadedEnvironment environment =
                new ThreadedEnvironment(ThreadedEnvironmentTest::start, new SettableClock())) {
            environment.executeAside(() -> {
                try {
                    chore.await();
                    done.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            environment.execute(committed::countDown);
            committed.await();
            chore.countDown();
            done.await();
        }
    }

    @Test
    void whoSetsTheClockWaitsForWhatTasksAndChoresGiveEachOther() {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        SettableClock clock = new SettableClock();
        try (ThreadedEnvironment environment = new ThreadedEnvironment(ThreadedEnvironmentTest::start, clock)) {
            environment.executeAside(() -> environment.executeAside(() -> environment.execute(() -> {
                done.add("commit");
                environment.executeAside(() -> done.add("chore"));
            })));
            environment.timeChanged();
            assertEquals(List.of("commit", "chore"), List.copyOf(done));
        }
    }
}
