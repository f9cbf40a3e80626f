package org.leasemq.engine.local.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;

class EngineLockTest {
    private final EngineLock lock = new EngineLock();
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void othersGetTheLock() throws Exception {
        assertFalse(lock.isHeld());
        CompletableFuture.runAsync(() -> lock.run(() -> done.add("other"))).get(30, TimeUnit.SECONDS);
    }

    private void note(String what) {
        assertFalse(lock.isHeld());
        done.add(what);
    }

    @Test
    void whatIsLeftForLaterIsDoneWithoutTheLockAndInOrder() {
        lock.run(() -> {
            lock.later(() -> note("second"));
            lock.run(() -> lock.later(() -> note("third")));
            lock.first(() -> note("first"));
            done.add("inside");
        });
        assertEquals(List.of("inside", "first", "second", "third"), done);
    }

    @Test
    void whatAnActionLeavesIsDoneToo() {
        lock.run(() -> lock.later(() -> lock.run(() -> lock.later(() -> note("again")))));
        assertEquals(List.of("again"), done);
    }

    @Test
    void anActionThatThrowsKeepsNobodyFromBeingCalled() {
        lock.run(() -> {
            lock.later(() -> {
                throw new AssertionError("of a callback");
            });
            lock.later(() -> note("next"));
        });
        assertEquals(List.of("next"), done);
        assertNull(lock.failure());
    }

    @Test
    void whatIsThrownWhileTheLockIsLetGoFailsTheEngineAndEverybodyIsCalledAllTheSame() {
        lock.beforeLeaving(() -> {
            throw new OutOfMemoryError("of the alarm");
        });
        lock.onFailure(failed -> lock.later(() -> note("failure")));
        lock.run(() -> lock.later(() -> note("before")));
        assertEquals("of the alarm", lock.failure().getCause().getMessage());
        assertEquals(List.of("before", "failure"), done);
    }

    @Test
    void whoCannotBeToldOfAFailureKeepsNobodyFromBeingTold() {
        lock.onFailure(failed -> {
            throw new IllegalStateException("of who is told");
        });
        lock.onFailure(failed -> lock.later(() -> note("told")));
        EngineException.Failed failed = lock.fail(new IllegalStateException("first"));
        assertEquals("of who is told", failed.getSuppressed()[0].getMessage());
        assertEquals(List.of("told"), done);
        assertSame(failed, lock.fail(new IllegalStateException("second")));
        assertEquals(List.of("told"), done);
    }

    @Test
    void whatIsThrownInTheMiddleOfAChangeFailsTheEngine() {
        lock.beforeLeaving(() -> {
            throw new IllegalStateException("of the alarm, too");
        });
        EngineException.Failed failed = assertThrows(
                EngineException.Failed.class,
                () -> lock.locked(() -> {
                    lock.later(() -> note("waiter"));
                    throw new IllegalStateException("half done");
                }));
        assertEquals("half done", failed.getCause().getMessage());
        assertEquals(List.of("waiter"), done);
    }

    @Test
    void aRefusalIsNoFailure() {
        EngineException refusal = new EngineException.NoSuchQueue("q");
        assertSame(
                refusal,
                assertThrows(
                        EngineException.class,
                        () -> lock.locked(() -> {
                            throw refusal;
                        })));
        assertNull(lock.failure());
    }

    @Test
    void whoDoesNotHaveTheLockCannotLetItGo() {
        lock.beforeLeaving(() -> done.add("alarm"));
        assertThrows(IllegalMonitorStateException.class, lock::exit);
        assertEquals(List.of(), done);
        assertNull(lock.failure());
    }
}
