package org.leasemq.sqs.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.seen.HeldLease;
import org.leasemq.engine.model.seen.KnownClient;
import org.leasemq.served.SeenSession;
import org.leasemq.served.ServedEngine;

/** The programs that use the queues with Jakarta Messaging. Safe for use by several threads. */
public final class ConnectedClients {
    /** Fewer characters name nobody. */
    private static final int SHORTEST = 4;

    private final LeaseEngine engine;
    private final ServedEngine served;

    public ConnectedClients(LeaseEngine engine, ServedEngine served) {
        this.engine = engine;
        this.served = served;
    }

    /** All of them: those elsewhere first, in the order in which they came. */
    public List<ConnectedClient> all() {
        Map<UUID, KnownClient> known = new HashMap<>();
        engine.clients().await().forEach(client -> known.put(client.id(), client));
        List<ConnectedClient> all = new ArrayList<>();
        served.seen().stream().sorted(Comparator.comparing(SeenSession::since)).forEach(session -> {
            known.remove(session.id()); // as which the engine remembers what it answered
            List<KnownClient> own = session.clients().stream()
                    .map(known::remove)
                    .filter(Objects::nonNull)
                    .toList();
            all.add(ConnectedClient.of(session.id().toString(), session.description(), session, own));
        });
        known.values().stream()
                .filter(client -> !client.owners().isEmpty())
                .sorted(Comparator.comparing(client -> client.id().toString()))
                .map(client -> ConnectedClient.of(client.id().toString(), client.description(), null, List.of(client)))
                .forEach(all::add);
        return all;
    }

    /** What a program has, message by message; so many at most. */
    public List<HeldLease> leases(ConnectedClient client, int max) {
        return client.engineIds().stream()
                .flatMap(id -> engine.leases(id, max).await().stream())
                .limit(max)
                .toList();
    }

    /** How many sessions there are, and how many of them are connected. */
    public List<Integer> counts() {
        List<SeenSession> seen = served.seen();
        return List.of(
                seen.size(), (int) seen.stream().filter(SeenSession::connected).count());
    }

    /**
     * Ends the session of a program elsewhere.
     *
     * @param id its id, or how that begins, if no other does so
     * @return whether there was one
     */
    public boolean end(String id) {
        return meant(served.seen(), session -> session.id().toString(), id)
                .filter(session -> served.end(session.id(), "somebody who runs the server has ended the session"))
                .isPresent();
    }

    /** The one whose id is that, or alone begins with it. */
    Optional<ConnectedClient> named(String id) {
        return meant(all(), ConnectedClient::id, id);
    }

    private static <T> Optional<T> meant(List<T> all, Function<T, String> ids, String id) {
        List<T> meant = all.stream()
                .filter(one -> id.length() >= SHORTEST && ids.apply(one).startsWith(id))
                .toList();
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }
}
