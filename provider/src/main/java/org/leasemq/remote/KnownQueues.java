package org.leasemq.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.QueueInfo;

/** What the server has told about queues in the last second: who says nothing binding need not ask again. Safe for use by several threads. */
final class KnownQueues {
    private static final long FRESH_MILLIS = 1000;
    private static final int MOST = 1000;

    private record Known(QueueInfo info, long at) {}

    private final TimeSource clock;

    @GuardedBy("this")
    private final Map<String, Known> all = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    KnownQueues(TimeSource clock) {
        this.clock = clock;
    }

    /** The server has told this. */
    synchronized void told(QueueInfo info) {
        all.remove(info.name());
        all.put(info.name(), new Known(info, clock.elapsedMillis()));
    }

    /** A queue as it was a moment ago; null if nothing is known of it. */
    synchronized QueueInfo find(String name) {
        Known known = all.get(name);
        return known == null || clock.elapsedMillis() - known.at() > FRESH_MILLIS ? null : known.info();
    }

    /** It is not as it was, or not there any more. */
    synchronized void changes(String name) {
        all.remove(name);
    }
}
