package org.leasemq.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.leasemq.jms.ServerTransaction;

/**
 * What a connection works for that an application keeps from one transaction to the next, where the server has it in none of the
 * later ones: in each of those another managed connection is asked for, which the server does put into it. Safe for use by several
 * threads.
 */
final class LaterTransactions {
    private final LeaseMQManagedConnectionFactory factory;
    private final Credentials credentials;

    LaterTransactions(LeaseMQManagedConnectionFactory factory, Credentials credentials) {
        this.factory = factory;
        this.credentials = credentials;
    }

    /** @param own what the connection works for if there is no transaction now, or the server does not have it in any */
    ServerTransaction present(ConnectionManager manager, ServerTransaction own) {
        TransactionSynchronizationRegistry registry = factory.transactions();
        if (registry == null || registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return own;
        }
        ServerTransaction known = (ServerTransaction) registry.getResource(this);
        if (known == null) {
            known = joined(registry, manager, own);
            registry.putResource(this, known);
        }
        return known;
    }

    private ServerTransaction joined(
            TransactionSynchronizationRegistry registry, ConnectionManager manager, ServerTransaction own) {
        LeaseMQConnectionHandle handle;
        try {
            handle = (LeaseMQConnectionHandle)
                    manager.allocateConnection(factory, new Credentials.Request(credentials, Use.TRANSACTION));
        } catch (ResourceException e) {
            throw new IllegalStateException(
                    "The connection was made in another transaction, and cannot join this one: " + e.getMessage(), e);
        }
        ServerTransaction joined = handle.worksFor();
        if (!joined.isWorking()) {
            handle.letGo();
            return own;
        }
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // it is needed until the end
            }

            @Override
            public void afterCompletion(int status) {
                handle.letGo();
            }
        });
        return joined;
    }
}
