package org.leasemq.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.leasemq.jms.server.ServerTransaction;

/**
 * What a connection works for that an application keeps from one transaction to the next, where the server has it in none of the
 * later ones: in each of those another managed connection is asked for, which the server does put into it. Safe for use by several
 * threads.
 */
final class LaterTransactions {
    private final ManagedFactory factory;
    private final Credentials credentials;
    /** Whether the connection was made when its transaction had been lost already: then it is none of its. */
    private final boolean late;

    LaterTransactions(ManagedFactory factory, Credentials credentials) {
        this.factory = factory;
        this.credentials = credentials;
        TransactionSynchronizationRegistry registry = factory.transactions();
        this.late = registry != null && isLost(registry.getTransactionStatus());
    }

    /** @param own what the connection works for if there is no transaction now, or the server does not have it in any */
    ServerTransaction present(ConnectionManager manager, ServerTransaction own) {
        TransactionSynchronizationRegistry registry = factory.transactions();
        int status = registry == null ? Status.STATUS_NO_TRANSACTION : registry.getTransactionStatus();
        if (isLost(status) && !late) {
            throw new IllegalStateException(
                    "The transaction has been rolled back, or is about to be, for example since it"
                            + " took longer than its timeout. Nothing more is done in it, nor without it.");
        }
        if (status != Status.STATUS_ACTIVE) {
            return own;
        }
        ServerTransaction known = (ServerTransaction) registry.getResource(this);
        if (known == null) {
            known = joined(registry, manager, own);
            registry.putResource(this, known);
        }
        return known;
    }

    private static boolean isLost(int status) {
        return status == Status.STATUS_MARKED_ROLLBACK
                || status == Status.STATUS_ROLLING_BACK
                || status == Status.STATUS_ROLLEDBACK;
    }

    private ServerTransaction joined(
            TransactionSynchronizationRegistry registry, ConnectionManager manager, ServerTransaction own) {
        LeaseMQConnectionHandle handle;
        try {
            handle = (LeaseMQConnectionHandle)
                    manager.allocateConnection(factory.known(), new Credentials.Request(credentials, Use.TRANSACTION));
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
