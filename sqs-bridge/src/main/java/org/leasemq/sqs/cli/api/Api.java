package org.leasemq.sqs.cli.api;

import java.time.InstantSource;
import java.util.Map;
import org.leasemq.sqs.wire.ApiException;

/** The API as commands use it: over HTTP, or on a database that they open themselves. */
public interface Api extends AutoCloseable {
    /**
     * Asks for an action.
     *
     * @throws ApiException if it is refused
     */
    Map<String, Object> call(String action, Map<String, Object> values);

    /** Tells the time, as commands have to know it. */
    InstantSource clock();

    @Override
    void close();
}
