package org.leasemq.engine.local;

import java.util.List;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.RedrivePolicy;
import org.leasemq.store.Change;

/** Moves messages that were delivered too often to the dead-letter queue, in one durable step. */
final class DeadLetters {
    private DeadLetters() {}

    /** Whether another delivery would be one too many. */
    static boolean isExhausted(Entry entry) {
        RedrivePolicy policy = entry.queue.redrive();
        return policy != null && entry.receiveCount >= policy.maxReceiveCount();
    }

    /** Moves an entry that has just been taken out of its order. */
    static void move(Entry entry) {
        Kernel kernel = entry.queue.kernel;
        QueueState target = kernel.queues.get(entry.queue.redrive().deadLetterQueue());
        entry.state = Entry.State.MOVING;
        Move move = new Move(kernel, entry, target);
        if (entry.isPersistent()) {
            kernel.commit.submit(move);
            move.soon();
        } else {
            move.durable(Content.NOWHERE);
        }
    }

    private static final class Move extends Operation<Entry> {
        private final Entry entry;
        private final QueueState source;
        private final QueueState target;
        private final long position;
        private final long retainedFrom;

        Move(Kernel kernel, Entry entry, QueueState target) {
            super(kernel);
            this.entry = entry;
            this.source = entry.queue;
            this.target = target;
            this.position = kernel.nextPosition();
            // as in SQS: a FIFO dead-letter queue retains from the move, a standard one from the send
            this.retainedFrom = target.attributes.fifo() ? kernel.now() : entry.retainedFrom;
        }

        @Override
        void encode(List<Change> changes) {
            if (target.gone) {
                throw new EngineException.NoSuchQueue(target.name);
            }
            if (entry.state == Entry.State.MOVING) {
                changes.add(new Change.Move(entry.position, target.number, position, source.number, retainedFrom));
            }
        }

        @Override
        void durable(long location) {
            if (entry.state == Entry.State.MOVING) {
                source.deadLettered++;
                kernel.transfer(entry, target, position);
                entry.deadLetterSource = source.number;
                entry.retainedFrom = retainedFrom;
                target.place(entry, 0);
            }
            complete(entry);
        }

        @Override
        void refused(EngineException cause) {
            if (entry.state == Entry.State.MOVING) {
                source.makeReady(entry);
            }
            fail(cause);
        }

        @Override
        boolean canBeRetried() {
            return true;
        }
    }
}
