package org.leasemq.engine.local.queue;

import org.leasemq.engine.local.order.Entry;

/** How entries leave a queue that nobody asked to leave. */
public interface Departures {
    /** An entry that is being deleted has outlived its time. */
    void expired(Entry entry);

    /** An entry was delivered too often, and goes to the dead-letter queue of this name, which is there. */
    void exhausted(Entry entry, String deadLetterQueue);
}
