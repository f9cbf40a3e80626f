package org.leasemq.embedded;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.leasemq.engine.Client;
import org.leasemq.engine.LeaseEngine;

/** An engine as one user of this process uses it, with what all his connections share. Safe for use by several threads. */
final class EngineUse {
    private final Client client;
    private final Map<Class<?>, Object> attachments = new ConcurrentHashMap<>();

    /** @param engine what he may do with it */
    EngineUse(LeaseEngine engine, String description) {
        this.client = Client.open(engine, description);
    }

    /** This process, as the engine knows it. */
    Client client() {
        return client;
    }

    <T> T attachment(Class<T> type, Supplier<T> maker) {
        return type.cast(attachments.computeIfAbsent(type, key -> maker.get()));
    }
}
