package org.leasemq.engine.local.recovery;

import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.queue.Deduplication;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.store.Change;

/** Deduplication ids that queues remembered. */
final class RecoveredKeys {
    private RecoveredKeys() {}

    /** Remembers one that is played back, for as long as it was to be. */
    static void add(Kernel kernel, Change.Deduplicate change) {
        kernel.numbers().skipPositions(change.position());
        QueueState queue = kernel.queues().numbered(change.queue());
        boolean matters = queue != null && change.until() > kernel.now();
        if (matters && !queue.deduplication().remembers(change.key(), change.position())) {
            long left = Math.min(
                    change.until() - kernel.now(),
                    kernel.settings().deduplicationInterval().toMillis());
            queue.deduplication()
                    .add(new Deduplication.Known(
                            change.key(), change.messageId(), change.position(), kernel.elapsed() + left));
        }
    }
}
