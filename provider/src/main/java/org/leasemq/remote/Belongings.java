package org.leasemq.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.leasemq.engine.Selection;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;

/**
 * What the clients of this process have at the server: when the server has lost it, having been started again or having missed them
 * for too long, they open it again with the same ids and names. Safe for use by several threads.
 */
final class Belongings {
    /**
     * @param client whose it is
     * @param kind how it was asked for
     * @param name what it is called, or its id
     */
    private record Thing(UUID client, Verb<?, ?> kind, Object name) {}

    private record Opening<R>(Verb<R, ?> verb, R request) {
        RemoteCall<R, ?> again(Calls calls) {
            return calls.reopen(verb, request);
        }
    }

    /** Things that may be had more than once have as many openings. */
    private final Map<Thing, List<Opening<?>>> all = new LinkedHashMap<>();

    /** Passed over where the client has been closed meanwhile. */
    private synchronized <R> void add(UUID client, Object name, Verb<R, ?> verb, R request) {
        if (verb != Verbs.OPEN_CLIENT && !all.containsKey(new Thing(client, Verbs.OPEN_CLIENT, client))) {
            return;
        }
        Opening<R> opening = new Opening<>(verb, request);
        all.merge(new Thing(client, verb, name), List.of(opening), Belongings::together);
    }

    private static List<Opening<?>> together(List<Opening<?>> some, List<Opening<?>> more) {
        boolean again = some.get(0).verb() == Verbs.USE_SUBSCRIPTION;
        if (!again) {
            return more;
        }
        List<Opening<?>> both = new ArrayList<>(some);
        both.addAll(more);
        return both;
    }

    void client(UUID id, String description) {
        add(id, id, Verbs.OPEN_CLIENT, new Requests.OpenClient(id, description));
    }

    void name(UUID client, String name) {
        add(client, name, Verbs.CLAIM_NAME, new Requests.OfClient(client, name));
    }

    void owner(UUID client, UUID owner, String description) {
        add(client, owner, Verbs.OPEN_OWNER, new Requests.OpenOwner(client, owner, description));
    }

    void selection(UUID client, Selection selection) {
        add(client, selection.id(), Verbs.SELECT, new Requests.Select(client, selection));
    }

    void temporaryQueue(UUID client, String name, QueueAttributes attributes) {
        Requests.CreateTemporaryQueue creation = new Requests.CreateTemporaryQueue(client, name, attributes);
        add(client, name, Verbs.CREATE_TEMPORARY_QUEUE, creation);
    }

    void use(UUID client, SubscriptionUse use) {
        add(client, use.queue(), Verbs.USE_SUBSCRIPTION, new Requests.UseSubscription(client, use));
    }

    synchronized void noClient(UUID client) {
        all.keySet().removeIf(thing -> thing.client().equals(client));
    }

    synchronized void noName(UUID client, String name) {
        all.remove(new Thing(client, Verbs.CLAIM_NAME, name));
    }

    synchronized void noOwner(UUID owner) {
        all.keySet()
                .removeIf(thing ->
                        thing.kind() == Verbs.OPEN_OWNER && thing.name().equals(owner));
    }

    synchronized void noSelection(UUID selection) {
        all.keySet()
                .removeIf(thing -> thing.kind() == Verbs.SELECT && thing.name().equals(selection));
    }

    synchronized void noQueue(String name) {
        all.keySet()
                .removeIf(thing -> thing.kind() == Verbs.CREATE_TEMPORARY_QUEUE
                        && thing.name().equals(name));
    }

    /**
     * One use ends: in one step with asking for that, since uses are counted, and what is reopened meanwhile must be without it, or what
     * is asked behind it.
     *
     * @param asking begins to ask
     */
    synchronized <T> T noUse(UUID client, String queue, Supplier<T> asking) {
        Thing thing = new Thing(client, Verbs.USE_SUBSCRIPTION, queue);
        all.computeIfPresent(thing, (key, uses) -> uses.size() == 1 ? null : uses.subList(1, uses.size()));
        return asking.get();
    }

    /** A queue has other attributes; if it is temporary it is to be opened again with these. */
    synchronized void attributes(String queue, QueueAttributes attributes) {
        all.replaceAll((thing, openings) ->
                thing.kind() == Verbs.CREATE_TEMPORARY_QUEUE && thing.name().equals(queue)
                        ? List.of(new Opening<>(
                                Verbs.CREATE_TEMPORARY_QUEUE,
                                new Requests.CreateTemporaryQueue(thing.client(), queue, attributes)))
                        : openings);
    }

    /**
     * Has all of it asked for again.
     *
     * @param refused told of what cannot be had any more
     */
    synchronized void reopen(Calls calls, Consumer<EngineException> refused) {
        calls.reopen();
        all.forEach((thing, openings) ->
                openings.forEach(opening -> opening.again(calls).whenDone((answer, error) -> {
                    if (error != null) {
                        refused.accept(error);
                    } else if (Boolean.FALSE.equals(answer)) {
                        refused.accept(new EngineException.Closed(
                                "'" + thing.name() + "' belongs to somebody else since the connection was lost."));
                    }
                })));
    }
}
