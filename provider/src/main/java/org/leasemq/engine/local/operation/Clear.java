package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryList;
import org.leasemq.engine.local.order.EntryState;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/**
 * Removes every message of a queue up to a moment, and maybe the queue. One durable mark does that for all of them; in memory
 * they are removed a part at a time, so that nobody waits long for the lock or for a group commit. What is left counts as over
 * meanwhile: it is neither handed out nor moved nor shown. A queue is gone with the mark; a purge ends with the last part.
 */
public final class Clear<T> extends EngineOperation<T> {
    private static final int AT_ONCE = 1000;

    private final QueueState queue;
    private final boolean drop;
    private final long upTo;
    private final IntFunction<T> result;
    private List<Entry> part = List.of();
    private int count;
    /** Whether the mark is in the store. */
    private boolean marked;

    public Clear(Kernel kernel, QueueState queue, boolean drop, IntFunction<T> result) {
        this(kernel, queue, drop, drop ? Long.MAX_VALUE : kernel.numbers.lastPosition(), result);
    }

    private Clear(Kernel kernel, QueueState queue, boolean drop, long upTo, IntFunction<T> result) {
        super(kernel);
        this.queue = queue;
        this.drop = drop;
        this.upTo = upTo;
        this.result = result;
    }

    @Override
    public boolean isBarrier() {
        return true;
    }

    @Override
    public void encode(List<Change> changes) {
        if (!marked && queue.gone()) {
            throw new EngineException.NoSuchQueue(queue.name());
        }
        if (!marked) {
            count = queue.entries().size() - queue.entries().countBehind(upTo);
        }
        part = next();
        if (!queue.attributes().durable()) {
            return;
        }
        long[] locations = part.stream()
                .filter(entry -> entry.isPersistent())
                .mapToLong(entry -> entry.content().location())
                .toArray();
        changes.add(
                drop && !marked
                        ? new Change.DropQueue(queue.number(), locations)
                        : new Change.Purge(queue.number(), upTo, locations));
    }

    private List<Entry> next() {
        List<Entry> entries = new ArrayList<>();
        for (int level = EntryList.LEVELS - 1; level >= 0; level--) {
            Entry entry = queue.entries().first(level);
            while (entry != null && entry.position() <= upTo && entries.size() < AT_ONCE) {
                entries.add(entry);
                entry = entry.after();
            }
        }
        return entries;
    }

    @Override
    public T expected() {
        return result.apply(count);
    }

    @Override
    public void durable(Locations locations) {
        if (!marked) {
            mark();
        }
        for (Entry entry : part) {
            // what is not stored may have gone or moved while the mark was written
            if (entry.state() != EntryState.GONE && entry.queue() == queue && entry.position() <= upTo) {
                queue.forget(entry);
            }
        }
        part = List.of();
        boolean more = queue.entries().firstUpTo(upTo) != null;
        if (!more) {
            end();
        } else if (drop && !isDone()) {
            complete(result.apply(count));
            finishInBackground();
        } else {
            kernel.commit.submit(this);
            if (isInBackground()) {
                soon();
            }
        }
    }

    private void mark() {
        marked = true;
        queue.purge(upTo);
        kernel.space.pause();
        if (drop) {
            queue.end();
        } else {
            queue.deduplication().forgetUpTo(upTo);
        }
        kernel.notices.removed(queue, count, drop);
    }

    private void end() {
        if (!drop) {
            queue.purge(0);
        }
        kernel.space.goOn();
        if (!isDone()) {
            complete(result.apply(count));
        }
    }

    private void finishInBackground() {
        Clear<T> rest = new Clear<>(kernel, queue, drop, upTo, result);
        rest.marked = true;
        rest.count = count;
        kernel.commit.submit(rest);
        rest.soon();
    }

    @Override
    public void refused(EngineException cause) {
        if (marked) {
            complete(result.apply(count));
            if (!kernel.life.isClosing()) {
                finishInBackground();
            }
            return;
        }
        if (drop && !queue.gone()) {
            kernel.queues.giveName(queue);
        }
        fail(cause);
    }

    @Override
    public boolean canBeRetried() {
        return true;
    }
}
