package org.leasemq.engine.local;

import java.util.List;
import java.util.function.UnaryOperator;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueInfo;
import org.leasemq.store.Change;

/** The operations that concern a queue as a whole. */
final class QueueOperations {
    private QueueOperations() {}

    private static Change put(QueueInfo queue) {
        return new Change.PutQueue(queue.number(), queue.name(), Definitions.encode(queue));
    }

    /** Stores a new queue. It can be used meanwhile, by what comes after it. */
    static final class Create extends Operation<QueueInfo> {
        private final QueueState queue;

        Create(Kernel kernel, QueueState queue) {
            super(kernel);
            this.queue = queue;
            queue.isNew = true;
        }

        @Override
        void encode(List<Change> changes) {
            if (queue.gone) {
                throw new EngineException.StoreFailed(
                        "Queue '" + queue.name
                                + "' is not created anew, for the one of that name could not be deleted. It is still"
                                + " there: use it, or delete it again.",
                        null);
            }
            if (queue.attributes.durable()) {
                changes.add(put(queue.info()));
            }
        }

        @Override
        void durable(long location) {
            queue.isNew = false;
            complete(queue.info());
        }

        @Override
        void refused(EngineException cause) {
            queue.undo();
            fail(cause);
        }
    }

    /** Stores another definition of a queue, which is in force then. Alone in its batch, since it is made of the one before. */
    static final class Redefine extends Operation<QueueInfo> {
        private final QueueState queue;
        private final UnaryOperator<QueueAttributes> change;
        private QueueInfo definition;

        Redefine(Kernel kernel, QueueState queue, UnaryOperator<QueueAttributes> change) {
            super(kernel);
            this.queue = queue;
            this.change = change;
        }

        @Override
        boolean isBarrier() {
            return true;
        }

        @Override
        void encode(List<Change> changes) {
            if (queue.gone) {
                throw new EngineException.NoSuchQueue(queue.name);
            }
            QueueAttributes attributes = change.apply(queue.attributes);
            QueueRules.check(kernel, queue.name, attributes);
            if (attributes.durable() != queue.attributes.durable()) {
                throw new EngineException.InvalidAttribute(
                        "Queue '" + queue.name + "': whether a queue outlives the process cannot be changed.");
            }
            SendRules.requireRoomToGrow(queue, attributes);
            definition = new QueueInfo(queue.name, queue.number, queue.createdAt, kernel.now(), attributes);
            if (attributes.durable()) {
                changes.add(put(definition));
            }
        }

        @Override
        void durable(long location) {
            kernel.topics.remove(queue);
            queue.define(definition);
            kernel.topics.add(queue);
            complete(definition);
        }

        @Override
        void refused(EngineException cause) {
            fail(cause);
        }
    }

    /** Finds a queue that somebody else creates: waits until that is durable, since it may still fail. */
    static final class Find extends Operation<QueueInfo> {
        private final QueueState queue;

        Find(Kernel kernel, QueueState queue) {
            super(kernel);
            this.queue = queue;
        }

        @Override
        void encode(List<Change> changes) {
            if (queue.gone) {
                throw new EngineException.StoreFailed(
                        "Queue '" + queue.name
                                + "' was about to be created by somebody else, which failed. Create it again.",
                        null);
            }
        }

        @Override
        void durable(long location) {
            complete(queue.info());
        }

        @Override
        void refused(EngineException cause) {
            fail(cause);
        }
    }
}
