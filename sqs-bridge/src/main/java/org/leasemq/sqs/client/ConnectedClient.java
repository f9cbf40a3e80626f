package org.leasemq.sqs.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.leasemq.engine.model.seen.KnownClient;
import org.leasemq.engine.model.seen.KnownClient.KnownOwner;
import org.leasemq.served.SeenSession;
import org.leasemq.sqs.queue.Arns;

/**
 * A program that uses the queues with Jakarta Messaging.
 *
 * @param id what it can be ended by
 * @param description by itself
 * @param session what there is to see of its session; null for a program in the process of the server
 * @param clientIds client identifiers and other names that it has
 * @param sessions how many sessions of Jakarta Messaging it has, and transaction branches that are not prepared yet
 * @param consumers how many receives of it wait, by queue
 * @param leases how many messages it has that are not acknowledged
 * @param temporaryQueues how many it has
 * @param subscriptions how many it uses
 * @param owners its sessions and transaction branches, one by one
 * @param engineIds what the engine knows it as
 */
public record ConnectedClient(
        String id,
        String description,
        SeenSession session,
        List<String> clientIds,
        int sessions,
        Map<String, Integer> consumers,
        int leases,
        int temporaryQueues,
        int subscriptions,
        List<KnownOwner> owners,
        List<UUID> engineIds) {

    /** @param clients what the engine knows of it */
    static ConnectedClient of(String id, String description, SeenSession session, List<KnownClient> clients) {
        List<KnownOwner> owners =
                clients.stream().flatMap(client -> client.owners().stream()).toList();
        Map<String, Integer> consumers = new TreeMap<>();
        owners.forEach(owner -> owner.waiting().forEach(queue -> consumers.merge(Arns.shown(queue), 1, Integer::sum)));
        TreeSet<String> names = new TreeSet<>();
        clients.forEach(client -> names.addAll(client.names()));
        return new ConnectedClient(
                id,
                description,
                session,
                List.copyOf(names),
                owners.size(),
                consumers,
                owners.stream().mapToInt(KnownOwner::leases).sum(),
                clients.stream()
                        .mapToInt(client -> client.temporaryQueues().size())
                        .sum(),
                clients.stream()
                        .mapToInt(client -> client.subscriptions().size())
                        .sum(),
                owners,
                clients.stream().map(KnownClient::id).toList());
    }

    /** Where it is; null if that is not known. */
    public String address() {
        return session == null ? null : session.address();
    }

    /** As whom it was let in; null for nobody in particular. */
    public String user() {
        return session == null ? null : session.user();
    }

    /** When it began; null if that is not known. */
    public Instant since() {
        return session == null ? null : session.since();
    }

    /** How it is, for people. */
    public String state() {
        if (session == null) {
            return "in the server";
        }
        return session.connected() ? "connected" : "away for " + session.silentMillis() / 1000 + " s";
    }

    /** How many receives of it wait. */
    public int waiting() {
        return consumers.values().stream().mapToInt(Integer::intValue).sum();
    }
}
