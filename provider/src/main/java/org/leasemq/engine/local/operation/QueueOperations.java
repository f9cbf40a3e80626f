package org.leasemq.engine.local.operation;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.leasemq.engine.local.commit.Operation;
import org.leasemq.engine.local.commit.RememberedCall;
import org.leasemq.engine.local.definition.Definition;
import org.leasemq.engine.local.definition.Definitions;
import org.leasemq.engine.local.definition.QueueRules;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/** The operations that concern a queue as a whole; each may be the call of a client elsewhere, or null. */
public final class QueueOperations {
    private QueueOperations() {}

    /** Creates a queue, or finds it. What takes long to understand is understood without the lock. */
    public static Operation<QueueInfo> create(
            Kernel kernel, String name, QueueAttributes attributes, RememberedCall call) {
        return create(kernel, name, attributes, call, made -> {});
    }

    /** @param made is told of the queue with the lock, before anybody finds it, if it is new; what it throws is thrown here */
    public static Operation<QueueInfo> create(
            Kernel kernel, String name, QueueAttributes attributes, RememberedCall call, Consumer<QueueState> made) {
        Operation<QueueInfo> found = kernel.locked(() -> find(kernel, name, attributes));
        if (found != null) {
            return found;
        }
        Definition definition = Definition.of(kernel.filters, name, attributes, Map.of());
        long now = kernel.now();
        String stored = attributes.durable() ? Definitions.encode(attributes, now, now, 1) : null;
        return kernel.locked(() -> {
            Operation<QueueInfo> other = find(kernel, name, attributes);
            return other != null ? other : create(kernel, name, now, definition, stored, call, made);
        });
    }

    /** Null if there is none of that name. */
    private static Operation<QueueInfo> find(Kernel kernel, String name, QueueAttributes attributes) {
        kernel.checkOpen();
        if (!kernel.queues.has(name)) {
            return null;
        }
        QueueState known = kernel.usableQueue(name);
        String difference = QueueRules.difference(known.attributes(), attributes);
        if (difference != null) {
            throw new EngineException.QueueExists(name, difference);
        }
        return submitted(new Find(kernel, known), null);
    }

    private static Operation<QueueInfo> create(
            Kernel kernel,
            String name,
            long now,
            Definition definition,
            String stored,
            RememberedCall call,
            Consumer<QueueState> made) {
        NeighbourRules.check(kernel, name, definition.attributes());
        SendRules.requireRoom(kernel, name, definition);
        QueueState queue = kernel.queues.make(name, kernel.numbers.nextQueue(), now, definition);
        made.accept(queue);
        kernel.queues.register(queue);
        return submitted(new Create(kernel, queue, stored), call);
    }

    /** Changes a queue's attributes. What takes long to understand is understood without the lock. */
    public static Operation<QueueInfo> redefine(
            Kernel kernel, QueueInfo found, QueueAttributes attributes, RememberedCall call) {
        QueueState queue = kernel.locked(() -> unchanged(kernel, found));
        Definition present = queue.definition();
        if (attributes.durable() != present.attributes().durable()) {
            throw new EngineException.InvalidAttribute(
                    "Queue '" + queue.name() + "': whether a queue outlives the process cannot be changed.");
        }
        Definition definition = Definition.of(kernel.filters, queue.name(), attributes, present.filters());
        long now = kernel.now();
        String stored = attributes.durable()
                ? Definitions.encode(attributes, queue.createdAt(), now, found.version() + 1)
                : null;
        return kernel.locked(() -> {
            kernel.checkOpen();
            return submitted(new Redefine(kernel, queue, found, definition, now, stored), call);
        });
    }

    /** Deletes a queue if it has not been changed. Called with the lock. */
    public static Operation<QueueInfo> delete(Kernel kernel, QueueInfo found, RememberedCall call) {
        return delete(kernel, unchanged(kernel, found), call);
    }

    private static QueueState unchanged(Kernel kernel, QueueInfo found) {
        QueueState queue = kernel.queue(found.name());
        if (queue.number() != found.number()) {
            throw new EngineException.NoSuchQueue(found.name());
        }
        if (!queue.isAs(found)) {
            throw new EngineException.QueueChanged(found.name());
        }
        return queue;
    }

    /** Deletes a queue. Called with the lock. */
    public static Operation<QueueInfo> delete(Kernel kernel, QueueState queue, RememberedCall call) {
        QueueInfo info = queue.info();
        kernel.queues.takeName(queue);
        return submitted(new Clear<>(kernel, queue, true, removed -> info), call);
    }

    /** @param call of whom the answer is remembered; null for none */
    private static Operation<QueueInfo> submitted(EngineOperation<QueueInfo> operation, RememberedCall call) {
        operation.remember(call);
        operation.kernel.commit.submit(operation);
        return operation;
    }

    /** Stores a new queue. It can be used meanwhile, by what comes after it. */
    static final class Create extends EngineOperation<QueueInfo> {
        private final QueueState queue;
        /** Its definition for the store; null if it does not outlive the process. */
        private final String stored;

        Create(Kernel kernel, QueueState queue, String stored) {
            super(kernel);
            this.queue = queue;
            queue.isNew(true);
            this.stored = stored;
        }

        @Override
        public void encode(List<Change> changes) {
            if (queue.gone()) {
                throw new EngineException.StoreFailed(
                        "Queue '" + queue.name()
                                + "' is not created anew, for the one of that name could not be deleted. It is still"
                                + " there: use it, or delete it again.",
                        null);
            }
            if (stored != null) {
                changes.add(new Change.PutQueue(queue.number(), queue.name(), stored));
            }
        }

        @Override
        public QueueInfo expected() {
            return queue.info();
        }

        @Override
        public void durable(Locations locations) {
            queue.isNew(false);
            complete(queue.info());
        }

        @Override
        public void refused(EngineException cause) {
            queue.undo();
            fail(cause);
        }
    }

    /** Stores another definition of a queue, which is in force then. Alone in its batch, since it looks at other queues. */
    private static final class Redefine extends EngineOperation<QueueInfo> {
        private final QueueState queue;
        private final QueueInfo found;
        private final Definition definition;
        private final long modifiedAt;
        /** Null if the queue does not outlive the process. */
        private final String stored;

        Redefine(
                Kernel kernel,
                QueueState queue,
                QueueInfo found,
                Definition definition,
                long modifiedAt,
                String stored) {
            super(kernel);
            this.queue = queue;
            this.found = found;
            this.definition = definition;
            this.modifiedAt = modifiedAt;
            this.stored = stored;
        }

        @Override
        public boolean isBarrier() {
            return true;
        }

        @Override
        public void encode(List<Change> changes) {
            if (queue.gone()) {
                throw new EngineException.NoSuchQueue(queue.name());
            }
            if (!queue.isAs(found)) {
                throw new EngineException.QueueChanged(queue.name());
            }
            SendRules.requireRoomToGrow(kernel, queue, definition);
            NeighbourRules.check(kernel, queue.name(), definition.attributes());
            if (stored != null) {
                changes.add(new Change.PutQueue(queue.number(), queue.name(), stored));
            }
        }

        @Override
        public QueueInfo expected() {
            return new QueueInfo(
                    found.name(),
                    found.number(),
                    queue.createdAt(),
                    modifiedAt,
                    found.version() + 1,
                    definition.attributes());
        }

        @Override
        public void durable(Locations locations) {
            queue.define(definition, modifiedAt);
            kernel.topics.put(queue);
            complete(queue.info());
        }

        @Override
        public void refused(EngineException cause) {
            fail(cause);
        }
    }

    /** Finds a queue that somebody else creates: waits until that is durable, since it may still fail. */
    static final class Find extends EngineOperation<QueueInfo> {
        private final QueueState queue;

        Find(Kernel kernel, QueueState queue) {
            super(kernel);
            this.queue = queue;
        }

        @Override
        public void encode(List<Change> changes) {
            if (queue.gone()) {
                throw new EngineException.StoreFailed(
                        "Queue '" + queue.name()
                                + "' was about to be created by somebody else, which failed. Create it again.",
                        null);
            }
        }

        @Override
        public void durable(Locations locations) {
            complete(queue.info());
        }

        @Override
        public void refused(EngineException cause) {
            fail(cause);
        }
    }
}
