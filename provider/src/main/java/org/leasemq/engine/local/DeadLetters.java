package org.leasemq.engine.local;

import java.util.List;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/** Moves messages that were delivered too often to the dead-letter queue, in one durable step. */
final class DeadLetters {
    private DeadLetters() {}

    /** Whether another delivery would be one too many. */
    static boolean isExhausted(Entry entry) {
        RedrivePolicy policy = entry.isPurged() ? null : entry.queue.redrive();
        return policy != null && entry.receiveCount >= policy.maxReceiveCount();
    }

    /** Moves an entry that has just been taken out of its order. */
    static void move(Entry entry) {
        Kernel kernel = entry.queue.kernel;
        QueueState target = kernel.queues.get(entry.queue.redrive().deadLetterQueue());
        Burial burial = new Burial(kernel, Move.toDeadLetters(entry, target));
        if (entry.isPersistent()) {
            kernel.commit.submit(burial);
            burial.soon();
        } else {
            burial.durable(Locations.NONE);
        }
    }

    private static final class Burial extends Operation<Entry> {
        private final Move move;

        Burial(Kernel kernel, Move move) {
            super(kernel);
            this.move = move;
        }

        @Override
        void encode(List<Change> changes) {
            move.encode(changes);
        }

        @Override
        void durable(Locations locations) {
            if (move.durable()) {
                move.source.deadLettered++;
                kernel.notices.deadLetter(move.source, move.entry.queue);
            }
            complete(move.entry);
        }

        @Override
        void refused(EngineException cause) {
            move.refused();
            fail(cause);
        }

        @Override
        boolean canBeRetried() {
            return true;
        }
    }
}
