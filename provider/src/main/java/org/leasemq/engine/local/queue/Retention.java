package org.leasemq.engine.local.queue;

import org.leasemq.engine.local.order.Cursors;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryQueue;
import org.leasemq.engine.local.order.EntryState;
import org.leasemq.engine.local.runtime.Timers;

/**
 * Removes from a queue what has been there longer than the queue retains messages: by sweeps, a part at a time. What a sweep
 * has not reached yet is not handed out all the same.
 */
final class Retention {
    /** Messages that expire within this part of the retention period are removed together. */
    private static final long PARTS = 1000;

    /** How many entries are looked at before others have their turn with the lock. */
    private static final int LOOKED_AT_ONCE = 512;

    private final EntryQueue queue;
    private final QueueParts parts;
    private final Runnable dispatch;
    private Timers.Timer timer;
    /** How far a sweep has come; null when there is none. */
    private Cursors<Entry>.Cursor sweep;
    /** When the first of what the sweep has left there expires. */
    private long next;

    private boolean choreGiven;

    /** @param dispatch hands out what has become available */
    Retention(EntryQueue queue, QueueParts parts, Runnable dispatch) {
        this.queue = queue;
        this.parts = parts;
        this.dispatch = dispatch;
    }

    /** The retention period may have changed. */
    void reschedule() {
        stop();
        if (queue.retention() != 0 && queue.counts().in(EntryState.READY) > 0) {
            begin();
        }
    }

    /** Nothing is to be removed any more. */
    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        end();
    }

    /** An entry has become ready. */
    void watch(Entry entry) {
        if (queue.retention() == 0) {
            return;
        }
        if (sweep != null) {
            next = Math.min(next, entry.retainedFrom() + queue.retention());
        } else if (timer == null) {
            schedule(entry.retainedFrom() + queue.retention());
        }
    }

    private void schedule(long at) {
        long soonest = parts.time().now() + Math.max(1, queue.retention() / PARTS);
        timer = parts.time().dates().schedule(Math.max(at, soonest), () -> {
            timer = null;
            begin();
        });
    }

    private void begin() {
        sweep = queue.entries().walk();
        next = Long.MAX_VALUE;
        goOn();
    }

    private void goOn() {
        if (!choreGiven) {
            choreGiven = true;
            parts.threads().executeAside(this::sweepSome);
        }
    }

    private void sweepSome() {
        parts.lock().enter();
        try {
            choreGiven = false;
            if (sweep != null && !parts.life().isClosing()) {
                look(parts.time().now());
                dispatch.run();
            }
        } catch (RuntimeException | Error e) {
            parts.lock().fail(e);
        } finally {
            parts.lock().exit();
        }
    }

    private void look(long now) {
        for (int i = 0; i < LOOKED_AT_ONCE; i++) {
            Entry entry = sweep.next();
            if (entry == null) {
                end();
                if (next != Long.MAX_VALUE) {
                    schedule(next);
                }
                return;
            }
            if (entry.state() == EntryState.READY) {
                look(entry, now);
            }
        }
        goOn();
    }

    private void look(Entry entry, long now) {
        if (entry.isExpiredAt(now)) {
            queue.expire(entry);
        } else {
            next = Math.min(next, entry.retainedFrom() + queue.retention());
        }
    }

    private void end() {
        if (sweep != null) {
            sweep.close();
            sweep = null;
        }
    }
}
