package org.leasemq.engine.local;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

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

        Known(String key, UUID messageId, long position, long until) {
            this.key = key;
            this.messageId = messageId;
            this.position = position;
            this.until = until;
        }
    }

    private final Map<String, Known> byKey = new HashMap<>();
    private final ArrayDeque<Known> byTime = new ArrayDeque<>();

    /** What was sent under the key within the interval up to this moment, or null. */
    Known find(String key, long now) {
        while (!byTime.isEmpty() && byTime.peek().until <= now) {
            Known old = byTime.poll();
            byKey.remove(old.key, old);
        }
        // after a restart they need not stand in the order in which they end
        Known known = byKey.get(key);
        return known == null || known.until <= now ? null : known;
    }

    void add(Known known) {
        byKey.put(known.key, known);
        byTime.add(known);
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

    void clear() {
        byKey.clear();
        byTime.clear();
    }
}
