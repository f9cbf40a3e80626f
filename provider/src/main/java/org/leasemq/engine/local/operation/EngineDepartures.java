package org.leasemq.engine.local.operation;

import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.queue.Departures;

/** What expires is removed, and what was delivered too often moved to the dead-letter queue, in durable steps of their own. */
public final class EngineDepartures implements Departures {
    private final Kernel kernel;

    public EngineDepartures(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void expired(Entry entry) {
        Work.removing(kernel, entry).inBackground();
    }

    @Override
    public void exhausted(Entry entry, String deadLetterQueue) {
        DeadLetters.move(kernel, entry, kernel.queues.find(deadLetterQueue));
    }
}
