package org.leasemq.engine.local.operation;

import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.queue.Deduplication;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.Message;

/** A message on its way into a queue. */
final class Sending {
    final Entry entry;
    /** The queue it is for, which is not yet the one it enters if it is to be prepared. */
    final QueueState target;

    final Message message;
    /** The moment from which on it can be received. */
    final long visibleFrom;

    final Deduplication.Known known;
    /** Whether it comes from a topic, so that the others go their way if its queue is gone. */
    final boolean published;

    boolean marked;

    Sending(
            Entry entry,
            QueueState target,
            Message message,
            long visibleFrom,
            Deduplication.Known known,
            boolean published) {
        this.entry = entry;
        this.target = target;
        this.message = message;
        this.visibleFrom = visibleFrom;
        this.known = known;
        this.published = published;
    }
}
