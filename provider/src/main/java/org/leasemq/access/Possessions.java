package org.leasemq.access;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.model.QueueInfo;

/**
 * What has been opened by one who uses an engine: clients, and with each of them owners, selections, and queues that only their users
 * may receive from. Safe for use by several threads.
 */
final class Possessions {
    /** A queue, by its number: another one of that name is another's. */
    record OwnQueue(String name, int number) {
        static OwnQueue of(QueueInfo queue) {
            return new OwnQueue(queue.name(), queue.number());
        }
    }

    private static final class Client {
        /** How often it uses each queue. */
        private final Map<OwnQueue, Integer> queues = new LinkedHashMap<>();
    }

    @GuardedBy("this")
    private final Map<UUID, Client> clients = new HashMap<>();

    /** Owners and selections, with their clients. */
    @GuardedBy("this")
    private final Map<UUID, UUID> parts = new HashMap<>();

    /** How many uses there are of each queue, by name and number. */
    @GuardedBy("this")
    private final Map<String, Map<Integer, Integer>> queues = new HashMap<>();

    synchronized void addClient(UUID client) {
        clients.computeIfAbsent(client, key -> new Client());
    }

    synchronized boolean hasClient(UUID client) {
        return clients.containsKey(client);
    }

    synchronized void removeClient(UUID client) {
        Client ended = clients.remove(client);
        if (ended != null) {
            parts.values().removeIf(client::equals);
            ended.queues.forEach(this::forget);
        }
    }

    /** @param part an owner, or a selection */
    synchronized void addPart(UUID client, UUID part) {
        if (clients.containsKey(client)) {
            parts.put(part, client);
        }
    }

    synchronized boolean hasPart(UUID part) {
        return parts.containsKey(part);
    }

    synchronized void removePart(UUID part) {
        parts.remove(part);
    }

    synchronized void addQueue(UUID client, OwnQueue queue) {
        Client known = clients.get(client);
        if (known != null) {
            known.queues.merge(queue, 1, Integer::sum);
            queues.computeIfAbsent(queue.name(), name -> new HashMap<>()).merge(queue.number(), 1, Integer::sum);
        }
    }

    /** Whether one of that name is his, or was while it was there. */
    synchronized boolean hasQueue(String name) {
        return queues.containsKey(name);
    }

    synchronized boolean hasQueue(OwnQueue queue) {
        return queues.getOrDefault(queue.name(), Map.of()).containsKey(queue.number());
    }

    /** One use of a queue ends, that of the first of its name. False if there is none. */
    synchronized boolean leaveQueue(UUID client, String name) {
        Client known = clients.get(client);
        Optional<OwnQueue> used = known == null
                ? Optional.empty()
                : known.queues.keySet().stream()
                        .filter(queue -> queue.name().equals(name))
                        .findFirst();
        used.ifPresent(queue -> {
            known.queues.computeIfPresent(queue, (key, count) -> count == 1 ? null : count - 1);
            forget(queue, 1);
        });
        return used.isPresent();
    }

    /** A queue has been deleted. */
    synchronized void removeQueue(String name) {
        clients.values()
                .forEach(client ->
                        client.queues.keySet().removeIf(queue -> queue.name().equals(name)));
        queues.remove(name);
    }

    @GuardedBy("this")
    private void forget(OwnQueue queue, int uses) {
        queues.computeIfPresent(queue.name(), (name, numbers) -> {
            numbers.computeIfPresent(queue.number(), (number, count) -> count <= uses ? null : count - uses);
            return numbers.isEmpty() ? null : numbers;
        });
    }
}
