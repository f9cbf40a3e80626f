package org.leasemq.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.leasemq.jms.LeaseMQXAConnectionFactory;

/** A managed connection factory, as its connections see it. Safe for use by several threads. */
public interface ManagedFactory {
    /** What the server knows it by. */
    ManagedConnectionFactory known();

    /** Connects to the engine of its place, while the adapter is running. */
    LeaseMQXAConnectionFactory connections() throws ResourceException;

    /** The server's transactions; null if it does not say. */
    TransactionSynchronizationRegistry transactions();

    /** A connection has ended. */
    void closed(ManagedConnection connection);
}
