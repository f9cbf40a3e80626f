package org.leasemq.sqs.action;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.LeaseEngine;
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

    private record Key(int queue, String attempt) {}

    /**
     * @param deliveries what was received
     * @param at when, in milliseconds since the epoch
     * @param moment when, by the clock that cannot be set
     */
    record Attempt(List<Delivery> deliveries, long at, long moment) {}

    private final TimeSource clock;
    /** Oldest first. */
    private final Map<Key, Attempt> attempts = new LinkedHashMap<>();

    ReceiveAttempts(TimeSource clock) {
        this.clock = clock;
    }

    synchronized void note(QueueInfo queue, String attempt, List<Delivery> deliveries) {
        long now = clock.elapsedMillis();
        Iterator<Attempt> oldest = attempts.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().moment > now - INTERVAL && attempts.size() < MOST) {
                break;
            }
            oldest.remove();
        }
        if (!deliveries.isEmpty()) {
            attempts.put(new Key(queue.number(), attempt), new Attempt(deliveries, clock.millis(), now));
        }
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
