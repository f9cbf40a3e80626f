package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.List;

/** Removes from a queue what has been there longer than the queue retains messages. */
final class Retention {
    /** Messages that expire within this part of the retention period are removed together. */
    private static final long PARTS = 1000;

    private final QueueState queue;
    private Timers.Timer timer;

    Retention(QueueState queue) {
        this.queue = queue;
    }

    /** The retention period may have changed. */
    void reschedule() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (queue.retention != 0 && queue.order.size() > 0) {
            sweep();
        }
    }

    /** An entry has become ready. */
    void watch(Entry entry) {
        if (queue.retention != 0 && timer == null) {
            schedule(entry.retainedFrom + queue.retention);
        }
    }

    private void schedule(long at) {
        long soonest = queue.kernel.now() + Math.max(1, queue.retention / PARTS);
        timer = queue.kernel.dates.schedule(Math.max(at, soonest), () -> {
            timer = null;
            sweep();
        });
    }

    private void sweep() {
        long now = queue.kernel.now();
        List<Entry> over = new ArrayList<>();
        long[] next = {Long.MAX_VALUE};
        queue.order.forEach(entry -> {
            if (entry.isExpiredAt(now)) {
                over.add(entry);
            } else {
                next[0] = Math.min(next[0], entry.retainedFrom + queue.retention);
            }
        });
        over.forEach(queue::expire);
        if (next[0] != Long.MAX_VALUE) {
            schedule(next[0]);
        }
    }
}
