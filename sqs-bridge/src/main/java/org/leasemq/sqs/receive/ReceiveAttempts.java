package org.leasemq.sqs.receive;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.VisibilityChange;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.sqs.queue.EngineErrors;

/**
 * What receives with an attempt id got, for five minutes: a client that lost the answer asks again and gets the same, as long
 * as nothing has happened to the messages. Safe for use by several threads.
 */
public final class ReceiveAttempts {
    private static final long INTERVAL = Duration.ofMinutes(5).toMillis();
    private static final int MOST = 10_000;
    /** So much of the memory may be taken by them. */
    private static final int PART = 64;
    /** What one takes besides its id and its deliveries. */
    private static final int OVERHEAD = 300;

    private static final int OF_DELIVERY = 260;

    private record Key(int queue, String attempt) {}

    /** What a receive got, which several answers may have told. Guarded by the attempts, as far as it changes. */
    public static final class Attempt {
        private final Key key;
        private final List<Delivery> deliveries;
        private final long at;
        private final long moment;
        private final long bytes;
        /** How many answers tell of it, those apart that are known to have reached nobody. */
        private int answers = 1;
        /** Whether somebody who was told has done something to its messages, so that it cannot be repeated. */
        private boolean modified;

        private Attempt(Key key, List<Delivery> deliveries, long at, long moment) {
            this.key = key;
            this.deliveries = deliveries;
            this.at = at;
            this.moment = moment;
            this.bytes = OVERHEAD + key.attempt.length() + (long) OF_DELIVERY * deliveries.size();
        }

        /** What it got, without contents. */
        public List<Delivery> deliveries() {
            return deliveries;
        }

        List<Receipt> receipts() {
            return deliveries.stream().map(Delivery::receipt).toList();
        }

        /** When it was received, in milliseconds since the epoch. */
        public long at() {
            return at;
        }
    }

    private final TimeSource clock;
    private final MemoryShare memory;
    /** Oldest first. */
    private final Map<Key, Attempt> attempts = new LinkedHashMap<>();
    /** The attempts by what they got. */
    private final Map<Receipt, Attempt> byReceipt = new HashMap<>();
    /** Those being carried out: the last of each id, which ends when it is over. */
    private final Map<Key, CompletableFuture<Void>> running = new HashMap<>();

    /**
     * @param clock the engine's source of time
     * @param memory what is remembered is counted there
     */
    public ReceiveAttempts(TimeSource clock, MemoryShare memory) {
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Carries a receive out when those that came before it with the same id are over: it may get the same.
     *
     * @param receive is told how long that took, and carries it out
     */
    public <T> CompletionStage<T> inTurn(
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

    /** What is about to be answered for the first time. */
    public synchronized Attempt note(QueueInfo queue, String attempt, List<Delivery> deliveries) {
        long now = clock.elapsedMillis();
        while (!attempts.isEmpty()) {
            Attempt oldest = attempts.values().iterator().next();
            if (oldest.moment > now - INTERVAL && attempts.size() < MOST && !takeTooMuch()) {
                break;
            }
            forget(oldest);
        }
        List<Delivery> light = deliveries.stream().map(Delivery::withoutContent).toList();
        Attempt noted = new Attempt(new Key(queue.number(), attempt), light, clock.millis(), now);
        if (!deliveries.isEmpty()) {
            forget(attempts.get(noted.key));
            attempts.put(noted.key, noted);
            light.forEach(delivery -> byReceipt.put(delivery.receipt(), noted));
            memory.take(Use.ATTEMPTS, noted.bytes);
        }
        return noted;
    }

    private void forget(Attempt attempt) {
        if (attempt != null && attempts.remove(attempt.key, attempt)) {
            attempt.deliveries.forEach(delivery -> byReceipt.remove(delivery.receipt(), attempt));
            memory.giveBack(Use.ATTEMPTS, attempt.bytes);
        }
    }

    /**
     * An answer has reached nobody. Tells whether that was the only one, so that nobody has the messages; then it is not repeated
     * any more.
     */
    public synchronized boolean unanswered(Attempt attempt) {
        attempt.answers--;
        if (attempt.answers > 0 || attempt.modified) {
            return false;
        }
        forget(attempt);
        return true;
    }

    /** Who has messages of a queue deletes them, or changes how long they are leased: that is not to be undone. */
    public synchronized void modify(Collection<Receipt> receipts) {
        for (Receipt receipt : receipts) {
            Attempt attempt = byReceipt.get(receipt);
            if (attempt != null) {
                attempt.modified = true;
                forget(attempt);
            }
        }
    }

    private boolean takeTooMuch() {
        return memory.used(Use.ATTEMPTS) > memory.account().limit() / PART;
    }

    /**
     * What the attempt got before, leased anew; null if there was no such attempt, or it cannot be repeated. Until it is
     * {@linkplain #unanswered}, it counts as answered once more.
     *
     * @param visibility how long the leases last; null for the queue's default
     */
    public Attempt again(LeaseEngine engine, QueueInfo queue, String attempt, Duration visibility) {
        Attempt known = oneMoreAnswer(new Key(queue.number(), attempt));
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
            leave(engine, known);
            throw EngineErrors.translate(e);
        }
        if (outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Done)) {
            return known;
        }
        leave(engine, known);
        return null;
    }

    /** An answer is not given. If nobody has got the messages, others get them. */
    public void leave(LeaseEngine engine, Attempt attempt) {
        if (unanswered(attempt)) {
            engine.giveBack(null, attempt.receipts(), Duration.ZERO).await();
        }
    }

    private synchronized Attempt oneMoreAnswer(Key key) {
        Attempt known = attempts.get(key);
        if (known == null || known.moment <= clock.elapsedMillis() - INTERVAL) {
            return null;
        }
        known.answers++;
        return known;
    }
}
