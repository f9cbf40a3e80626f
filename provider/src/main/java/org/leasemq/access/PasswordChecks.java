package org.leasemq.access;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Thrown;

/**
 * Has passwords checked on threads of their own, few at once, since that takes time on purpose. Who comes from elsewhere stands in a
 * line of a certain length, of which no source may take all. Safe for use by several threads.
 */
final class PasswordChecks {
    /** So many wait who came from elsewhere: for a few seconds, then. */
    private static final int MOST_WAITING = 32;
    /** So many of one source, waiting or being checked. */
    private static final int MOST_OF_SOURCE = 8;

    /** @param source null for this process */
    private record Check(String source, Object claim, BooleanSupplier question, CompletableFuture<Boolean> answer) {}

    private final Executor threads;
    private final int most;

    @GuardedBy("this")
    private final Queue<Check> line = new ArrayDeque<>();

    /** What is waiting or being checked. */
    @GuardedBy("this")
    private final Map<Object, Check> byClaim = new HashMap<>();

    /** How many of each source are waiting or being checked. */
    @GuardedBy("this")
    private final Map<String, Integer> bySource = new HashMap<>();

    @GuardedBy("this")
    private int fromElsewhere;

    @GuardedBy("this")
    private int running;

    /**
     * @param threads runs each task on a thread of its own, at once
     * @param most how many are checked at once
     */
    PasswordChecks(Executor threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    /**
     * @param source from where it is asked; null for this process, whose threads wait for the answer
     * @param claim what is asked: whoever asks the same before there is an answer has that, too
     * @return fails with {@link EngineException.NoThread} where there are too many already
     */
    CompletableFuture<Boolean> ask(String source, Object claim, BooleanSupplier question) {
        Check check = new Check(source, claim, question, new CompletableFuture<>());
        boolean begins;
        synchronized (this) {
            Check same = byClaim.get(claim);
            if (same != null) {
                return same.answer;
            }
            if (source != null && !mayWait(source)) {
                check.answer.completeExceptionally(new EngineException.NoThread(
                        "So many are proving who they are that no more can wait for it. Try again in a moment.", null));
                return check.answer;
            }
            line.add(check);
            byClaim.put(claim, check);
            begins = running < most;
            running += begins ? 1 : 0;
        }
        if (begins) {
            begin();
        }
        return check.answer;
    }

    @GuardedBy("this")
    private boolean mayWait(String source) {
        int present = bySource.getOrDefault(source, 0);
        boolean may = present < MOST_OF_SOURCE && fromElsewhere < MOST_WAITING + most;
        if (may) {
            bySource.put(source, present + 1);
            fromElsewhere++;
        }
        return may;
    }

    private void begin() {
        try {
            threads.execute(this::checkAll);
        } catch (RejectedExecutionException | OutOfMemoryError e) { // as who cannot make a thread throws it
            EngineException noThread = new EngineException.NoThread(
                    "There is no thread to check a password on: " + Thrown.text(e) + ". See that there are more.", e);
            Check next;
            synchronized (this) {
                running--;
                next = running == 0 ? taken() : null;
            }
            while (next != null) {
                answered(next);
                next.answer.completeExceptionally(noThread);
                next = next();
            }
        }
    }

    private void checkAll() {
        for (Check check = nextOrEnd(); check != null; check = nextOrEnd()) {
            try {
                boolean answer = check.question.getAsBoolean();
                answered(check);
                check.answer.complete(answer);
            } catch (RuntimeException | Error e) {
                answered(check);
                check.answer.completeExceptionally(e);
            }
        }
    }

    /** Whoever asks from now on is told by another check. */
    private synchronized void answered(Check check) {
        byClaim.remove(check.claim);
    }

    private synchronized Check nextOrEnd() {
        Check next = taken();
        running -= next == null ? 1 : 0;
        return next;
    }

    private synchronized Check next() {
        return taken();
    }

    /** It counts until it is taken: who is being checked is no longer in anybody's way. */
    @GuardedBy("this")
    private Check taken() {
        Check next = line.poll();
        if (next != null && next.source != null) {
            fromElsewhere--;
            bySource.computeIfPresent(next.source, (source, count) -> count == 1 ? null : count - 1);
        }
        return next;
    }
}
