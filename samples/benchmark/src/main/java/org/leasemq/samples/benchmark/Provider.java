package org.leasemq.samples.benchmark;

import jakarta.jms.ConnectionFactory;

/**
 * A Jakarta Messaging provider that runs in this JVM and keeps its messages on disk. To measure another one, implement
 * this and add a constant to {@link Providers}. Thread-safe once it is open.
 */
interface Provider extends AutoCloseable {

    /** The one way in: everything measured goes through it. */
    ConnectionFactory connectionFactory();

    /** Stops the provider in order. Its messages stay on disk. */
    @Override
    void close() throws Exception;
}
