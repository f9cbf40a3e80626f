package org.leasemq.engine.local.operation;

import java.util.List;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/** Moves messages that were delivered too often to the dead-letter queue, in one durable step. */
final class DeadLetters {
    private DeadLetters() {}

    /** Moves an entry that was delivered too often, and that nobody has any more. */
    static void move(Kernel kernel, Entry entry, QueueState target) {
        Moving moving = new Moving(kernel, MovedMessage.toDeadLetters(kernel, entry, target));
        if (entry.isPersistent()) {
            kernel.commit.submit(moving);
            moving.soon();
        } else {
            moving.durable(Locations.NONE);
        }
    }

    private static final class Moving extends EngineOperation<Entry> {
        private final MovedMessage move;

        Moving(Kernel kernel, MovedMessage move) {
            super(kernel);
            this.move = move;
        }

        @Override
        public void encode(List<Change> changes) {
            move.encode(changes);
        }

        @Override
        public void durable(Locations locations) {
            if (move.durable()) {
                move.source.deadLettered();
                kernel.notices.deadLetter(move.source, move.entry.queue());
            }
            complete(move.entry);
        }

        @Override
        public void refused(EngineException cause) {
            move.refused();
            fail(cause);
        }

        @Override
        public boolean canBeRetried() {
            return true;
        }
    }
}
