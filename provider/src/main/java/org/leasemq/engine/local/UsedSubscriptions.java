package org.leasemq.engine.local;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Consumer;
import org.leasemq.engine.Completion;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.local.commit.Operation;
import org.leasemq.engine.local.commit.RememberedCall;
import org.leasemq.engine.local.operation.EngineOperation;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.QueueOperations;
import org.leasemq.engine.local.operation.Settled;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.SubscriptionInUse;
import org.leasemq.engine.model.SubscriptionInUse.Reason;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/**
 * Who uses which subscription, and what is done to them in several steps, for one caller after the other. A subscription is a
 * queue. Guarded by the engine's lock, which is not held while one step waits to become durable.
 */
final class UsedSubscriptions {
    /** What somebody asked for, from its first step to its outcome. */
    private static final class Request<T> extends EngineOperation<T> {
        Request(Kernel kernel) {
            super(kernel);
        }

        @Override
        public void encode(List<Change> changes) {
            throw new IllegalStateException("only its steps are stored");
        }

        @Override
        public void durable(Locations locations) {
            throw new IllegalStateException("only its steps are stored");
        }

        @Override
        public void refused(EngineException cause) {
            fail(cause);
        }
    }

    private final Kernel kernel;
    private final Clients clients;
    /** Those that somebody uses, by the names of their queues. */
    private final Map<String, UsedSubscription> used = new HashMap<>();
    /** Those that are being made, replaced or deleted, with those who wait for that. */
    private final Map<String, Queue<Runnable>> changing = new HashMap<>();
    /** Which client has which temporary queue. */
    private final Map<QueueState, UUID> temporary = new HashMap<>();

    UsedSubscriptions(Kernel kernel, Clients clients) {
        this.kernel = kernel;
        this.clients = clients;
        kernel.queues().whenUnnamed(this::forget);
    }

    Completion<Long> use(UUID client, SubscriptionUse use) {
        kernel.locked(() -> clients.get(client));
        Request<Long> request = new Request<>(kernel);
        begin(request, use.queue(), () -> use(request, client, use));
        return request;
    }

    /** @param call of whom the answer is remembered; null for none */
    Completion<QueueInfo> delete(List<String> queues, RememberedCall call) {
        Request<QueueInfo> request = new Request<>(kernel);
        String first = kernel.locked(() -> existing(queues));
        begin(request, first, () -> delete(request, first, queues, call));
        return request;
    }

    private void delete(Request<QueueInfo> request, String queue, List<String> queues, RememberedCall call) {
        if (!isSubscription(queue)) { // any more: another of them may be there
            String other = existing(queues);
            changed(queue);
            begin(request, other, () -> delete(request, other, queues, call));
            return;
        }
        refuseIf(used.containsKey(queue), queue, Reason.USED);
        deleteSettled(request, queue, call, (lost, deleted) -> finish(request, queue, deleted), () -> {
            throw new EngineException.NoSuchQueue(queue);
        });
    }

    private String existing(List<String> queues) {
        kernel.checkOpen();
        return queues.stream()
                .filter(this::isSubscription)
                .findFirst()
                .orElseThrow(() -> new EngineException.NoSuchQueue(queues.isEmpty() ? "" : queues.get(0)));
    }

    /** Has a step taken with the lock, once nobody else changes the subscription. What it refuses ends the request. */
    private void begin(Request<?> request, String queue, Runnable step) {
        kernel.locked(() -> {
            Queue<Runnable> waiting = changing.get(queue);
            if (waiting != null) {
                waiting.add(() -> begin(request, queue, step));
            } else {
                changing.put(queue, new ArrayDeque<>(1));
                take(request, queue, step);
            }
            return null;
        });
    }

    private void take(Request<?> request, String queue, Runnable step) {
        try {
            kernel.checkOpen();
            step.run();
        } catch (EngineException e) {
            request.fail(e);
            changed(queue);
        }
    }

    /** Those who wait for it have their turn. */
    private void changed(String queue) {
        Queue<Runnable> waiting = changing.remove(queue);
        waiting.forEach(kernel.lock()::later);
    }

    private <T> void finish(Request<T> request, String queue, T result) {
        request.complete(result);
        changed(queue);
    }

    private void use(Request<Long> request, UUID client, SubscriptionUse use) {
        String queue = use.queue();
        clients.get(client);
        refuseExcluded(use);
        QueueState known = kernel.queues().find(queue);
        boolean isUsed = used.containsKey(queue);
        boolean same = known != null
                && known.attributes().subscriptions().equals(use.attributes().subscriptions());
        refuseIf(isUsed && !use.shared(), queue, Reason.NOT_SHARED);
        refuseIf(known != null && !isSubscription(queue), queue, Reason.NO_SUBSCRIPTION);
        refuseIf(known != null && isUsed && !same, queue, Reason.OTHER_TOPIC);
        if (same) {
            join(request, client, use, 0);
        } else if (known == null) {
            create(request, client, use, 0);
        } else {
            deleteSettled(
                    request,
                    queue,
                    null,
                    (lost, deleted) -> create(request, client, use, lost),
                    () -> use(request, client, use));
        }
    }

    private void refuseExcluded(SubscriptionUse use) {
        for (String other : use.excluded()) {
            refuseIf(isSubscription(other), other, Reason.OTHER_KIND);
        }
    }

    /** Without the lock, since what takes long to understand of a queue is understood so. */
    private void create(Request<Long> request, UUID client, SubscriptionUse use, long lost) {
        kernel.lock().later(() -> {
            Operation<QueueInfo> created;
            try {
                created = QueueOperations.create(
                        kernel, use.queue(), use.attributes(), null, made -> refuseExcluded(use));
            } catch (EngineException e) {
                fail(request, use.queue(), e);
                return;
            }
            after(request, use.queue(), created, done -> join(request, client, use, lost));
        });
    }

    /** The client may have ended meanwhile, and somebody may have deleted the queue. */
    private void join(Request<Long> request, UUID client, SubscriptionUse use, long lost) {
        QueueState queue = kernel.queue(use.queue());
        if (!clients.isOpen(client) && !use.lasting() && !used.containsKey(use.queue())) {
            delete(queue);
        }
        UsedSubscription joined = used.computeIfAbsent(use.queue(), key -> new UsedSubscription(queue, use.lasting()));
        clients.get(client).uses.merge(joined, 1, Integer::sum);
        joined.use();
        finish(request, use.queue(), lost);
    }

    @FunctionalInterface
    private interface Deleted {
        /** @param lost how many messages were in it */
        void then(long lost, QueueInfo deleted);
    }

    /**
     * Acknowledgements that are becoming durable in the background are not in flight: what comes after them waits for them.
     *
     * @param gone somebody else has deleted it meanwhile
     */
    private void deleteSettled(Request<?> request, String queue, RememberedCall call, Deleted deleted, Runnable gone) {
        QueueState present = kernel.queue(queue);
        after(request, queue, Settled.submit(kernel), settled -> {
            if (kernel.queues().find(queue) != present) {
                gone.run();
                return;
            }
            QueueStatistics statistics = present.statistics();
            refuseIf(statistics.inFlight() > 0, queue, Reason.IN_FLIGHT);
            long lost = statistics.available() + statistics.delayed();
            after(request, queue, QueueOperations.delete(kernel, present, call), info -> deleted.then(lost, info));
        });
    }

    /** Takes the next step, with the lock, once one has been made durable. */
    private <T> void after(Request<?> request, String queue, Operation<T> step, Consumer<T> next) {
        step.whenDone((done, error) -> {
            if (error != null) {
                fail(request, queue, error);
            } else {
                kernel.locked(() -> {
                    take(request, queue, () -> next.accept(done));
                    return null;
                });
            }
        });
    }

    private void fail(Request<?> request, String queue, EngineException error) {
        kernel.lock().enter();
        try {
            request.fail(error);
            changed(queue);
        } finally {
            kernel.lock().exit();
        }
    }

    Completion<Void> leave(UUID client, String queue) {
        kernel.locked(() -> {
            kernel.checkOpen();
            Map<UsedSubscription, Integer> uses = clients.get(client).uses;
            // one that is gone comes first, so that whoever uses the next of that name keeps it
            uses.keySet().stream()
                    .filter(used -> used.queue().name().equals(queue))
                    .findFirst()
                    .ifPresent(left -> {
                        uses.computeIfPresent(left, (key, count) -> count == 1 ? null : count - 1);
                        leave(left, 1);
                    });
            return null;
        });
        return Completion.done(null);
    }

    private void leave(UsedSubscription left, int uses) {
        if (left.leave(uses)) {
            used.remove(left.queue().name(), left);
            if (left.endsWithItsUse()) {
                delete(left.queue());
            }
        }
    }

    /**
     * Creates a temporary queue, or finds it among those of its client.
     *
     * @throws EngineException.QueueExists if somebody else has a queue of that name
     */
    Completion<QueueInfo> createTemporary(UUID client, String name, QueueAttributes attributes) {
        kernel.locked(() -> requireOwn(client, name));
        Completion<QueueInfo> created = QueueOperations.create(kernel, name, attributes, null, made -> {
            clients.get(client).temporary.add(made);
            temporary.put(made, client);
        });
        kernel.locked(() -> requireOwn(client, name));
        return created;
    }

    private Void requireOwn(UUID client, String name) {
        clients.get(client);
        QueueState present = kernel.queues().find(name);
        if (present != null && !client.equals(temporary.get(present))) {
            throw new EngineException.QueueExists(name, "client");
        }
        return null;
    }

    /** Nobody finds a queue any more: whoever makes one of that name next makes another. */
    private void forget(QueueState queue) {
        UUID client = temporary.remove(queue);
        if (client != null && clients.isOpen(client)) {
            clients.get(client).temporary.remove(queue);
        }
        UsedSubscription use = used.get(queue.name());
        if (use != null && use.queue() == queue) {
            used.remove(queue.name());
        }
    }

    /** A client ends. */
    Completion<Void> end(UUID id) {
        kernel.locked(() -> {
            Clients.Client client = kernel.lock().failure() == null ? clients.end(id) : null;
            if (client != null) {
                client.uses.forEach(this::leave);
                List.copyOf(client.temporary).forEach(this::delete);
                kernel.dispatch();
            }
            return client;
        });
        return Completion.done(null);
    }

    /** Deletes a queue that ends with its use, if it is there. It is not durable, so that nobody has to wait. */
    private void delete(QueueState queue) {
        if (!kernel.life().isClosing() && kernel.queues().isNamed(queue)) {
            QueueOperations.delete(kernel, queue, null).inBackground();
        }
    }

    /** Anybody can create a queue of any name. */
    private boolean isSubscription(String queue) {
        QueueState known = kernel.queues().find(queue);
        return known != null && !known.attributes().subscriptions().isEmpty();
    }

    private static void refuseIf(boolean wrong, String queue, Reason reason) {
        if (wrong) {
            throw SubscriptionInUse.of(queue, reason);
        }
    }
}
