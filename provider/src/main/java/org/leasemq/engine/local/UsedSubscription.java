package org.leasemq.engine.local;

import org.leasemq.engine.local.queue.QueueState;

/** A subscription that somebody uses, as long as its queue has its name: one that is made later under that name is another. */
final class UsedSubscription {
    private final QueueState queue;
    private final boolean lasting;
    private int uses;

    /** @param lasting whether it stays when nobody uses it */
    UsedSubscription(QueueState queue, boolean lasting) {
        this.queue = queue;
        this.lasting = lasting;
    }

    QueueState queue() {
        return queue;
    }

    void use() {
        uses++;
    }

    /** Tells whether nobody uses it any more. */
    boolean leave(int count) {
        uses -= count;
        return uses == 0;
    }

    /** Whether it goes when nobody uses it. */
    boolean endsWithItsUse() {
        return !lasting;
    }
}
