package org.leasemq.engine.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
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

    private static final class Use {
        private final boolean lasting;
        private int count;

        Use(boolean lasting) {
            this.lasting = lasting;
        }
    }

    private final Kernel kernel;
    private final Clients clients;
    /** Those that somebody uses, by the names of their queues. */
    private final Map<String, Use> used = new HashMap<>();
    /** Those that are being made, replaced or deleted, with those who wait for that. */
    private final Map<String, Queue<Runnable>> changing = new HashMap<>();
    /** Which client has which temporary queue. */
    private final Map<String, UUID> temporary = new HashMap<>();

    UsedSubscriptions(Kernel kernel, Clients clients) {
        this.kernel = kernel;
        this.clients = clients;
    }

    Completion<Long> use(UUID client, SubscriptionUse use) {
        kernel.locked(() -> clients.get(client));
        Request<Long> request = new Request<>(kernel);
        begin(request, use.queue(), () -> use(request, client, use));
        return request;
    }

    /** @param call of whom the answer is remembered; null for none */
    Completion<QueueInfo> delete(List<String> queues, RememberedCall call) {
        String queue = kernel.locked(() -> existing(queues));
        Request<QueueInfo> request = new Request<>(kernel);
        begin(request, queue, () -> {
            requireSubscription(queue);
            refuseIf(used.containsKey(queue), queue, Reason.USED);
            deleteSettled(request, queue, call, (lost, deleted) -> finish(request, queue, deleted), () -> {
                throw new EngineException.NoSuchQueue(queue);
            });
        });
        return request;
    }

    private String existing(List<String> queues) {
        kernel.checkOpen();
        return queues.stream()
                .filter(this::isSubscription)
                .findFirst()
                .orElseThrow(() -> new EngineException.NoSuchQueue(queues.isEmpty() ? "" : queues.get(0)));
    }

    private void requireSubscription(String queue) {
        if (!isSubscription(queue)) {
            throw new EngineException.NoSuchQueue(queue);
        }
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
        for (String other : use.excluded()) {
            refuseIf(isSubscription(other), other, Reason.OTHER_KIND);
        }
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

    /** Without the lock, since what takes long to understand of a queue is understood so. */
    private void create(Request<Long> request, UUID client, SubscriptionUse use, long lost) {
        kernel.lock().later(() -> {
            Operation<QueueInfo> created;
            try {
                created = QueueOperations.create(kernel, use.queue(), use.attributes(), null);
            } catch (EngineException e) {
                fail(request, use.queue(), e);
                return;
            }
            after(request, use.queue(), created, done -> join(request, client, use, lost));
        });
    }

    /** The client may have ended meanwhile. */
    private void join(Request<Long> request, UUID client, SubscriptionUse use, long lost) {
        clients.get(client).uses.merge(use.queue(), 1, Integer::sum);
        used.computeIfAbsent(use.queue(), key -> new Use(use.lasting())).count++;
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
        List<String> over = new ArrayList<>(1);
        kernel.locked(() -> {
            kernel.checkOpen();
            Map<String, Integer> uses = clients.get(client).uses;
            if (uses.containsKey(queue)) {
                uses.computeIfPresent(queue, UsedSubscriptions::less);
                over.addAll(leave(queue, 1));
            }
            return null;
        });
        return deleted(over);
    }

    private static Integer less(String queue, Integer count) {
        return count == 1 ? null : count - 1;
    }

    /** The subscription, if it ends with that. */
    private List<String> leave(String queue, int uses) {
        Use use = used.get(queue);
        if (use == null) {
            return List.of();
        }
        use.count -= uses;
        if (use.count > 0) {
            return List.of();
        }
        used.remove(queue);
        return use.lasting ? List.of() : List.of(queue);
    }

    Completion<QueueInfo> createTemporary(UUID client, String name, QueueAttributes attributes) {
        kernel.locked(() -> clients.get(client).temporary.add(name) ? temporary.put(name, client) : null);
        Completion<QueueInfo> created = QueueOperations.create(kernel, name, attributes, null);
        kernel.locked(
                () -> temporary.containsKey(name) ? null : QueueOperations.delete(kernel, kernel.queue(name), null));
        return created;
    }

    /** A queue is being deleted: if it was temporary, its client has it no more. */
    void forget(String queue) {
        UUID client = temporary.remove(queue);
        if (client != null) {
            clients.get(client).temporary.remove(queue);
        }
    }

    /** A client ends. */
    Completion<Void> end(UUID id) {
        List<String> over = new ArrayList<>();
        kernel.locked(() -> {
            Clients.Client client = kernel.lock().failure() == null ? clients.end(id) : null;
            if (client != null) {
                client.uses.forEach((queue, uses) -> over.addAll(leave(queue, uses)));
                client.temporary.forEach(temporary::remove);
                over.addAll(client.temporary);
                kernel.dispatch();
            }
            return client;
        });
        return deleted(over);
    }

    /** Deletes queues, as far as they are there. None of them is durable, so that nobody has to wait. */
    private Completion<Void> deleted(List<String> queues) {
        kernel.locked(() -> {
            queues.stream()
                    .filter(queue ->
                            !kernel.life().isClosing() && kernel.queues().has(queue))
                    .forEach(queue -> QueueOperations.delete(kernel, kernel.queue(queue), null)
                            .inBackground());
            return null;
        });
        return Completion.done(null);
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
