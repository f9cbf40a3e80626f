package org.leasemq.engine.local.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.runtime.Moments;
import org.leasemq.engine.local.runtime.Timers;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Change;

/** The deduplication ids a FIFO queue remembers. */
public final class Deduplication {

    /** A message that was sent under a key. */
    public static final class Known {
        final String key;
        final UUID messageId;
        final long position;
        /** The moment at which it is forgotten. */
        final long until;
        /** Whether the store refused the message after all. */
        boolean refused;

        public Known(String key, UUID messageId, long position, long until) {
            this.key = key;
            this.messageId = messageId;
            this.position = position;
            this.until = until;
        }

        /** @param queue its number */
        public Change.Deduplicate toStore(int queue, Moments time) {
            return new Change.Deduplicate(queue, key, messageId, position, time.dateOf(until));
        }

        public UUID messageId() {
            return messageId;
        }

        public long position() {
            return position;
        }

        public boolean refused() {
            return refused;
        }
    }

    /** What is forgotten in the background is forgotten so seldom. */
    private static final long SWEEP_MILLIS = 1000;

    private final Moments time;
    private final EngineMemory memory;

    /** How long ids are remembered, in milliseconds. */
    private final long interval;

    private Map<String, Known> byKey = new HashMap<>();
    private ArrayDeque<Known> byTime = new ArrayDeque<>();
    /** Forgets what is over when nobody asks. */
    private Timers.Timer sweep;

    Deduplication(Moments time, EngineMemory memory, Duration interval) {
        this.time = time;
        this.memory = memory;
        this.interval = interval.toMillis();
    }

    /** Remembers a message that is being accepted. */
    public Known remember(String key, UUID messageId, long position) {
        Known known = new Known(key, messageId, position, time.elapsed() + interval);
        add(known);
        return known;
    }

    /** What was sent under the key within the interval up to this moment, or null. */
    public Known find(String key, long now) {
        forgetUntil(now);
        // after a restart they need not stand in the order in which they end
        Known known = byKey.get(key);
        return known == null || known.until <= now ? null : known;
    }

    public void add(Known known) {
        memory.take(Use.DEDUPLICATION, Footprint.ofDeduplication(known.key));
        byKey.put(known.key, known);
        byTime.add(known);
        if (sweep == null) {
            sweepAt(known.until);
        }
    }

    private void forgetUntil(long now) {
        while (!byTime.isEmpty() && byTime.peek().until <= now) {
            Known old = byTime.poll();
            byKey.remove(old.key, old);
            memory.giveBack(Use.DEDUPLICATION, Footprint.ofDeduplication(old.key));
        }
    }

    private void sweepAt(long moment) {
        sweep = time.timers().schedule(moment, () -> {
            forgetUntil(time.elapsed());
            sweep = null;
            if (byTime.isEmpty()) {
                clear(); // collections do not shrink by themselves
            } else {
                sweepAt(Math.max(byTime.peek().until, time.elapsed() + SWEEP_MILLIS));
            }
        });
    }

    /** The message was not stored. */
    public void refuse(Known known) {
        known.refused = true;
        byKey.remove(known.key, known);
    }

    /** Whether this is what is still remembered under its key. */
    public boolean remembers(String key, long position) {
        Known known = byKey.get(key);
        return known != null && known.position == position;
    }

    /** A purge forgets what was sent before it. */
    public void forgetUpTo(long position) {
        if (byTime.removeIf(known -> forgets(known, position)) && byTime.isEmpty()) {
            clear();
        }
    }

    private boolean forgets(Known known, long position) {
        if (known.position > position) {
            return false;
        }
        byKey.remove(known.key, known);
        memory.giveBack(Use.DEDUPLICATION, Footprint.ofDeduplication(known.key));
        return true;
    }

    void clear() {
        for (Known known : byTime) {
            memory.giveBack(Use.DEDUPLICATION, Footprint.ofDeduplication(known.key));
        }
        byKey = new HashMap<>();
        byTime = new ArrayDeque<>();
        if (sweep != null) {
            sweep.cancel();
            sweep = null;
        }
    }
}
