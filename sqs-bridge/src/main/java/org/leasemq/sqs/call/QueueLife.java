package org.leasemq.sqs.call;

import org.leasemq.engine.model.QueueInfo;

/** Is told when queues come and go, since something of theirs is kept elsewhere. Safe for use by several threads. */
public interface QueueLife {
    /** Keeps nothing. */
    QueueLife NOTHING = new QueueLife() {
        @Override
        public void created(Call call, String queue) {
            // nothing was kept
        }

        @Override
        public void deleting(Call call, QueueInfo queue) {
            // nothing is kept
        }

        @Override
        public void deleted(Call call, QueueInfo queue) {
            // nothing was kept
        }

        @Override
        public void resume(Call call) {
            // nothing was kept
        }
    };

    /** After a queue has been created, or found where it was to be: it has what was kept when this returns. */
    void created(Call call, String queue);

    /**
     * Before a queue is deleted: what outlives it has to be kept. The queue is deleted only if it is still as it is here;
     * otherwise this is called again.
     */
    void deleting(Call call, QueueInfo queue);

    /** After it has been deleted. */
    void deleted(Call call, QueueInfo queue);

    /** When a server starts: queues may have come without {@link #created}. */
    void resume(Call call);
}
