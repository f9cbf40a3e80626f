package org.leasemq.sqs.call;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.leasemq.engine.TimeSource;

/** When something was done last with a queue, for as long as that matters. Safe for use by several threads. */
public final class RecentEvents {
    /** Of queues that are not there any more, of which clients can make as many as they like. */
    private static final int MOST = 10_000;

    private final TimeSource clock;
    private final long interval;
    /** Oldest first. */
    private final Map<String, Long> times = new LinkedHashMap<>();

    RecentEvents(TimeSource clock, Duration interval) {
        this.clock = clock;
        this.interval = interval.toMillis();
    }

    /** Notes that it is done now, unless it has been recently: then tells so. */
    public synchronized boolean isTooSoon(String queue) {
        if (happenedRecently(queue)) {
            return true;
        }
        note(queue);
        return false;
    }

    /** Notes that it is done now. */
    public synchronized void note(String queue) {
        if (interval > 0) {
            times.remove(queue);
            if (times.size() >= MOST) {
                times.remove(times.keySet().iterator().next());
            }
            times.put(queue, clock.elapsedMillis());
        }
    }

    /** Whether it has been done so lately that it matters. */
    public synchronized boolean happenedRecently(String queue) {
        long since = clock.elapsedMillis() - interval;
        Iterator<Long> oldest = times.values().iterator();
        while (oldest.hasNext() && oldest.next() <= since) {
            oldest.remove();
        }
        return times.containsKey(queue);
    }
}
