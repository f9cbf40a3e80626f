package org.leasemq.sqs.action;

import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;

/** Is told when queues come and go, since something of theirs is kept elsewhere. Safe for use by several threads. */
public interface QueueLife {
    /** Keeps nothing. */
    QueueLife NOTHING = new QueueLife() {
        @Override
        public QueueAttributes creating(Call call, String queue, QueueAttributes wanted) {
            return wanted;
        }

        @Override
        public void created(Call call, String queue) {
            // nothing was kept
        }

        @Override
        public void deleting(Call call, QueueInfo queue) {
            // nothing is kept
        }
    };

    /** Before a queue is created that the engine will call so: the attributes with what was kept. */
    QueueAttributes creating(Call call, String queue, QueueAttributes wanted);

    /** After a queue has been created: what was kept is with it now. */
    void created(Call call, String queue);

    /** Before a queue is deleted: what outlives it has to be kept. */
    void deleting(Call call, QueueInfo queue);
}
