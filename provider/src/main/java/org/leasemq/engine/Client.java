package org.leasemq.engine;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;

/** A process that uses an engine, as it sees itself: see {@link ClientPort}. Safe for use by several threads. */
public final class Client implements AutoCloseable {
    private final LeaseEngine engine;
    private final UUID id;
    private final Map<Class<?>, Object> parts = new ConcurrentHashMap<>();

    private Client(LeaseEngine engine, UUID id) {
        this.engine = engine;
        this.id = id;
    }

    /** Opens a client. */
    public static Client open(LeaseEngine engine, String description) {
        Client client = new Client(engine, engine.newId());
        engine.openClient(client.id, description).await();
        return client;
    }

    /** The engine that it uses. */
    public LeaseEngine engine() {
        return engine;
    }

    /** What the engine knows it by. */
    public UUID id() {
        return id;
    }

    /**
     * Opens an owner of leases.
     *
     * @throws EngineException.NoRoom if there is no memory for one more
     */
    public Owner openOwner(String description) {
        return Owner.open(engine, id, description);
    }

    /** As {@link MessagePort#select}, by a new id. */
    public Selection select(String queue, Filter filter) {
        Selection selection = new Selection(engine.newId(), queue, filter);
        engine.select(id, selection).await();
        return selection;
    }

    /**
     * What a face has for the client as a whole, and not for each of its connections, such as the transaction branches of Jakarta
     * Messaging that are not prepared yet: to the engine these are leases of owners, which end with the client.
     *
     * @param type of which there is one
     * @param maker makes it the first time
     */
    @VisibleTo(Audience.FACES)
    public <T> T part(Class<T> type, Supplier<T> maker) {
        return type.cast(parts.computeIfAbsent(type, key -> maker.get()));
    }

    /** As {@link ClientPort#closeClient}. */
    @Override
    public void close() {
        engine.closeClient(id).await();
    }
}
