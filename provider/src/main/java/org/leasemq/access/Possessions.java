package org.leasemq.access;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.leasemq.annotation.GuardedBy;

/**
 * What has been opened by one who uses an engine: clients, and with each of them owners, selections, and queues that only their users
 * may receive from. Safe for use by several threads.
 */
final class Possessions {
    private static final class Client {
        /** How often it uses each queue. */
        private final Map<String, Integer> queues = new HashMap<>();
    }

    @GuardedBy("this")
    private final Map<UUID, Client> clients = new HashMap<>();

    /** Owners and selections, with their clients. */
    @GuardedBy("this")
    private final Map<UUID, UUID> parts = new HashMap<>();

    /** How many uses there are of each queue. */
    @GuardedBy("this")
    private final Map<String, Integer> queues = new HashMap<>();

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

    synchronized void addQueue(UUID client, String queue) {
        Client known = clients.get(client);
        if (known != null) {
            known.queues.merge(queue, 1, Integer::sum);
            queues.merge(queue, 1, Integer::sum);
        }
    }

    synchronized boolean hasQueue(String queue) {
        return queues.containsKey(queue);
    }

    /** One use of a queue ends. False if there is none. */
    synchronized boolean leaveQueue(UUID client, String queue) {
        Client known = clients.get(client);
        boolean used = known != null && known.queues.containsKey(queue);
        if (used) {
            known.queues.computeIfPresent(queue, (name, count) -> count == 1 ? null : count - 1);
            forget(queue, 1);
        }
        return used;
    }

    /** A queue has been deleted. */
    synchronized void removeQueue(String queue) {
        clients.values().forEach(client -> client.queues.remove(queue));
        queues.remove(queue);
    }

    @GuardedBy("this")
    private void forget(String queue, int uses) {
        queues.computeIfPresent(queue, (name, count) -> count <= uses ? null : count - uses);
    }
}
