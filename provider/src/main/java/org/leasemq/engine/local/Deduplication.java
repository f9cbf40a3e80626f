package org.leasemq.engine.local;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.runtime.Timers;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Change;

/** The deduplication ids a FIFO queue remembers. */
final class Deduplication {

    /** A message that was sent under a key. */
    static final class Known {
        final String key;
        final UUID messageId;
        final long position;
        /** The moment at which it is forgotten. */
        final long until;
        /** Whether the store refused the message after all. */
        boolean refused;

        /** Of a message that is being accepted. */
        static Known now(Kernel kernel, String key, UUID messageId, long position) {
            long until =
                    kernel.elapsed() + kernel.settings.deduplicationInterval().toMillis();
            return new Known(key, messageId, position, until);
        }

        Known(String key, UUID messageId, long position, long until) {
            this.key = key;
            this.messageId = messageId;
            this.position = position;
            this.until = until;
        }

        Change.Deduplicate toStore(Kernel kernel, QueueState queue) {
            return new Change.Deduplicate(queue.number, key, messageId, position, kernel.dateOf(until));
        }
    }

    /** What is forgotten in the background is forgotten so seldom. */
    private static final long SWEEP_MILLIS = 1000;

    private final Kernel kernel;
    private Map<String, Known> byKey = new HashMap<>();
    private ArrayDeque<Known> byTime = new ArrayDeque<>();
    /** Forgets what is over when nobody asks. */
    private Timers.Timer sweep;

    Deduplication(Kernel kernel) {
        this.kernel = kernel;
    }

    /** What was sent under the key within the interval up to this moment, or null. */
    Known find(String key, long now) {
        forgetUntil(now);
        // after a restart they need not stand in the order in which they end
        Known known = byKey.get(key);
        return known == null || known.until <= now ? null : known;
    }

    void add(Known known) {
        kernel.memory.take(Use.DEDUPLICATION, Footprint.ofDeduplication(known.key));
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
            kernel.memory.giveBack(Use.DEDUPLICATION, Footprint.ofDeduplication(old.key));
        }
    }

    private void sweepAt(long time) {
        sweep = kernel.timers.schedule(time, () -> {
            forgetUntil(kernel.elapsed());
            sweep = null;
            if (byTime.isEmpty()) {
                clear(); // collections do not shrink by themselves
            } else {
                sweepAt(Math.max(byTime.peek().until, kernel.elapsed() + SWEEP_MILLIS));
            }
        });
    }

    /** The message was not stored. */
    void refuse(Known known) {
        known.refused = true;
        byKey.remove(known.key, known);
    }

    /** Whether this is what is still remembered under its key. */
    boolean remembers(String key, long position) {
        Known known = byKey.get(key);
        return known != null && known.position == position;
    }

    /** A purge forgets what was sent before it. */
    void forgetUpTo(long position) {
        if (byTime.removeIf(known -> forgets(known, position)) && byTime.isEmpty()) {
            clear();
        }
    }

    private boolean forgets(Known known, long position) {
        if (known.position > position) {
            return false;
        }
        byKey.remove(known.key, known);
        kernel.memory.giveBack(Use.DEDUPLICATION, Footprint.ofDeduplication(known.key));
        return true;
    }

    void clear() {
        for (Known known : byTime) {
            kernel.memory.giveBack(Use.DEDUPLICATION, Footprint.ofDeduplication(known.key));
        }
        byKey = new HashMap<>();
        byTime = new ArrayDeque<>();
        if (sweep != null) {
            sweep.cancel();
            sweep = null;
        }
    }
}
