package org.leasemq.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.model.EngineException;

class PasswordChecksTest {
    /** Threads that have been begun, and do nothing before they are told to. */
    private final List<Runnable> threads = new ArrayList<>();

    private final PasswordChecks checks = new PasswordChecks(threads::add, 2);

    private static void assertRefused(CompletableFuture<Boolean> check) {
        Throwable cause = assertThrows(CompletionException.class, check::join).getCause();
        assertInstanceOf(EngineException.NoThread.class, cause);
    }

    @Test
    void noMoreThreadsCheckThanMay() {
        List<CompletableFuture<Boolean>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            boolean answer = i % 2 == 0;
            asked.add(checks.ask(null, new Object(), () -> answer));
        }
        assertEquals(2, threads.size());
        threads.remove(0).run();
        assertTrue(asked.stream().allMatch(CompletableFuture::isDone));
        assertEquals(5, asked.stream().filter(CompletableFuture::join).count());
        CompletableFuture<Boolean> more = checks.ask(null, new Object(), () -> true);
        assertEquals(2, threads.size()); // the one that has ended is replaced
        threads.get(0).run();
        assertTrue(more.join());
    }

    @Test
    void aSourceTakesNotTheWholeLine() {
        List<CompletableFuture<Boolean>> flood = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            flood.add(checks.ask("203.0.113.1", new Object(), () -> false));
        }
        CompletableFuture<Boolean> other = checks.ask("203.0.113.2", new Object(), () -> true);
        assertEquals(8, flood.stream().filter(check -> !check.isDone()).count());
        assertRefused(flood.get(99));
        threads.get(0).run();
        assertTrue(other.join());
        assertFalse(flood.get(7).join());
        assertFalse(checks.ask("203.0.113.1", new Object(), () -> true).isCompletedExceptionally());
    }

    @Test
    void theLineHasAnEndWhereverTheyComeFrom() {
        List<CompletableFuture<Boolean>> flood = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            flood.add(checks.ask("203.0.113." + i, new Object(), () -> false));
        }
        assertEquals(34, flood.stream().filter(check -> !check.isDone()).count());
        assertRefused(flood.get(999));
        CompletableFuture<Boolean> own = checks.ask(null, new Object(), () -> true);
        threads.get(0).run();
        assertTrue(own.join());
    }

    @Test
    void whoeverAsksTheSameMeanwhileIsToldByOneCheck() {
        List<String> checked = new ArrayList<>();
        List<CompletableFuture<Boolean>> storm = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            String claim = "user " + i % 10;
            storm.add(checks.ask("203.0.113." + i, claim, () -> checked.add(claim)));
        }
        threads.remove(0).run();
        assertTrue(storm.stream().allMatch(CompletableFuture::join));
        assertEquals(10, checked.size());
        CompletableFuture<Boolean> later = checks.ask("203.0.113.1", "user 1", () -> checked.add("user 1"));
        threads.get(1).run();
        assertTrue(later.join());
        assertEquals(11, checked.size()); // nothing is known of what was right before
    }

    @Test
    void whatCannotBeCheckedSaysSo() {
        CompletableFuture<Boolean> failed = checks.ask(null, new Object(), () -> {
            throw new IllegalStateException("no such function");
        });
        threads.remove(0).run();
        assertThrows(CompletionException.class, failed::join);
        PasswordChecks without = new PasswordChecks(
                task -> {
                    throw new RejectedExecutionException("none");
                },
                2);
        assertRefused(without.ask("203.0.113.1", new Object(), () -> true));
        assertRefused(without.ask("203.0.113.1", new Object(), () -> true));
    }
}
