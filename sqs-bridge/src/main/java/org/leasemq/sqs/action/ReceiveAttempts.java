package org.leasemq.sqs.action;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.MemoryShare;
import org.leasemq.engine.MemoryShare.Use;
import org.leasemq.engine.Outcome;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.Receipt;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.VisibilityChange;

/**
 * What receives with an attempt id got, for five minutes: a client that lost the answer asks again and gets the same, as long
 * as nothing has happened to the messages. Safe for use by several threads.
 */
final class ReceiveAttempts {
    private static final long INTERVAL = Duration.ofMinutes(5).toMillis();
    private static final int MOST = 10_000;
    /** So much of the memory may be taken by them. */
    private static final int PART = 64;
    /** What one takes besides its id and its deliveries. */
    private static final int OVERHEAD = 300;

    private static final int OF_DELIVERY = 160;

    private record Key(int queue, String attempt) {}

    /**
     * @param deliveries what was received
     * @param at when, in milliseconds since the epoch
     * @param moment when, by the clock that cannot be set
     * @param bytes of memory
     */
    record Attempt(List<Delivery> deliveries, long at, long moment, long bytes) {}

    private final TimeSource clock;
    private final MemoryShare memory;
    /** Oldest first. */
    private final Map<Key, Attempt> attempts = new LinkedHashMap<>();
    /** Those being carried out: the last of each id, which ends when it is over. */
    private final Map<Key, CompletableFuture<Void>> running = new HashMap<>();

    ReceiveAttempts(TimeSource clock, MemoryShare memory) {
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Carries a receive out when those that came before it with the same id are over: it may get the same.
     *
     * @param receive is told how long that took, and carries it out
     */
    <T> CompletionStage<T> inTurn(
            QueueInfo queue, String attempt, Executor executor, Function<Duration, CompletionStage<T>> receive) {
        Key key = new Key(queue.number(), attempt);
        long came = clock.elapsedMillis();
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<Void> before;
        synchronized (this) {
            before = running.put(key, over);
        }
        CompletableFuture<Void> turn = before == null ? CompletableFuture.completedFuture(null) : before;
        return turn.thenComposeAsync(none -> receive.apply(Duration.ofMillis(clock.elapsedMillis() - came)), executor)
                .whenComplete((result, error) -> {
                    synchronized (this) {
                        running.remove(key, over);
                    }
                    over.complete(null);
                });
    }

    /** Returns when it was noted, in milliseconds since the epoch. */
    synchronized long note(QueueInfo queue, String attempt, List<Delivery> deliveries) {
        long at = clock.millis();
        long now = clock.elapsedMillis();
        Iterator<Attempt> oldest = attempts.values().iterator();
        while (oldest.hasNext()) {
            Attempt first = oldest.next();
            if (first.moment > now - INTERVAL && attempts.size() < MOST && !takeTooMuch()) {
                break;
            }
            memory.giveBack(Use.ATTEMPTS, first.bytes);
            oldest.remove();
        }
        if (!deliveries.isEmpty()) {
            long bytes = OVERHEAD + attempt.length() + (long) OF_DELIVERY * deliveries.size();
            List<Delivery> light =
                    deliveries.stream().map(Delivery::withoutContent).toList();
            Attempt noted = new Attempt(light, at, now, bytes);
            Attempt replaced = attempts.put(new Key(queue.number(), attempt), noted);
            memory.take(Use.ATTEMPTS, bytes - (replaced == null ? 0 : replaced.bytes));
        }
        return at;
    }

    private boolean takeTooMuch() {
        return memory.used(Use.ATTEMPTS) > memory.account().limit() / PART;
    }

    /**
     * What the attempt got before, leased anew; null if there was no such attempt, or it cannot be repeated.
     *
     * @param visibility how long the leases last; null for the queue's default
     */
    Attempt again(LeaseEngine engine, QueueInfo queue, String attempt, Duration visibility) {
        Attempt known = find(new Key(queue.number(), attempt));
        if (known == null) {
            return null;
        }
        Duration timeout = visibility == null ? queue.attributes().visibilityTimeout() : visibility;
        List<VisibilityChange> changes = known.deliveries.stream()
                .map(delivery -> new VisibilityChange(delivery.receipt(), timeout))
                .toList();
        List<Outcome<Receipt>> outcomes;
        try {
            outcomes = engine.changeVisibility(queue.name(), changes).await();
        } catch (EngineException e) {
            throw EngineErrors.translate(e);
        }
        return outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Done) ? known : null;
    }

    private synchronized Attempt find(Key key) {
        Attempt known = attempts.get(key);
        return known == null || known.moment <= clock.elapsedMillis() - INTERVAL ? null : known;
    }
}
