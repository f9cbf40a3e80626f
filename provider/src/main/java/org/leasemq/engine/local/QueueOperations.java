package org.leasemq.engine.local;

import java.util.List;
import java.util.function.IntFunction;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.QueueInfo;
import org.leasemq.store.Change;

/** The operations that concern a queue as a whole. */
final class QueueOperations {
    private QueueOperations() {}

    /** Stores the definition of a queue that is new, or redefined. */
    static final class Define extends Operation<QueueInfo> {
        private final QueueState queue;
        /** What it was before, or null when it is new. */
        private final QueueInfo before;

        private final QueueInfo after;

        Define(Kernel kernel, QueueState queue, QueueInfo before) {
            super(kernel);
            this.queue = queue;
            this.before = before;
            this.after = queue.info();
        }

        @Override
        void encode(List<Change> changes) {
            if (queue.gone) {
                throw new EngineException.NoSuchQueue(queue.name);
            }
            changes.add(new Change.PutQueue(queue.number, queue.name, Definitions.encode(after)));
        }

        @Override
        void durable(long location) {
            complete(after);
        }

        @Override
        void refused(EngineException cause) {
            if (before != null) {
                queue.define(before);
            } else {
                queue.gone = true;
                kernel.unregister(queue);
            }
            fail(cause);
        }
    }

    /** Waits for what was asked before it, so that a definition that is on its way can be relied upon. */
    static final class Barrier<T> extends Operation<T> {
        private final T result;

        Barrier(Kernel kernel, T result) {
            super(kernel);
            this.result = result;
        }

        @Override
        void encode(List<Change> changes) {
            // nothing: it only waits for its turn
        }

        @Override
        void durable(long location) {
            complete(result);
        }

        @Override
        void refused(EngineException cause) {
            fail(cause);
        }
    }

    /** Removes every message of a queue, and maybe the queue. */
    static final class Clear<T> extends Operation<T> {
        private final QueueState queue;
        private final boolean drop;
        private final long upTo;
        private final IntFunction<T> result;
        private List<Entry> entries = List.of();

        Clear(Kernel kernel, QueueState queue, boolean drop, IntFunction<T> result) {
            super(kernel);
            this.queue = queue;
            this.drop = drop;
            this.upTo = kernel.lastPosition();
            this.result = result;
        }

        @Override
        boolean isBarrier() {
            return true;
        }

        @Override
        void encode(List<Change> changes) {
            entries = kernel.entriesOf(queue).stream()
                    .filter(entry -> drop || entry.position <= upTo)
                    .toList();
            long[] locations = entries.stream()
                    .filter(entry -> entry.persistent)
                    .mapToLong(entry -> entry.location)
                    .toArray();
            changes.add(
                    drop
                            ? new Change.DropQueue(queue.number, locations)
                            : new Change.Purge(queue.number, upTo, locations));
        }

        @Override
        void durable(long location) {
            int removed = 0;
            for (Entry entry : entries) {
                if (entry.state != Entry.State.GONE) {
                    queue.forget(entry);
                    removed++;
                }
            }
            if (drop) {
                queue.dropped();
            }
            complete(result.apply(removed));
        }

        @Override
        void refused(EngineException cause) {
            if (drop && !kernel.queues.containsKey(queue.name)) {
                kernel.register(queue);
            } else if (drop) {
                // its name has been given to a new queue meanwhile, so there is no way back
                Clear<T> again = new Clear<>(kernel, queue, true, result);
                kernel.commit.submit(again);
                again.inBackground();
            }
            fail(cause);
        }

        @Override
        boolean canBeRetried() {
            return true;
        }
    }
}
