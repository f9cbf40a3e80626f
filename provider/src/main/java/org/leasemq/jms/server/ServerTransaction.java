package org.leasemq.jms.server;

import javax.transaction.xa.XAResource;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.jms.acknowledge.Enlistment;
import org.leasemq.jms.xa.Association;
import org.leasemq.jms.xa.BranchXAResource;
import org.leasemq.jms.xa.WorkingBranches;

/**
 * What an application server's transactions are to connections that it manages: one XA resource, and whatever works for it. Safe
 * for use by several threads, as far as branches may be decided on any thread; a branch is worked on by one thread at a time.
 */
public final class ServerTransaction implements AutoCloseable {
    private final EngineHandle handle;
    private final Association association = new Association();
    private final BranchXAResource resource;

    public ServerTransaction(EngineHandle handle) {
        this.handle = handle;
        this.resource = new BranchXAResource(
                association, handle.client(), handle.clock(), WorkingBranches.of(handle.client()), () -> {});
    }

    /** For the transaction manager; also to recover what was prepared. */
    public XAResource resource() {
        return resource;
    }

    /** Whether nothing can be done with it any more, since the engine has failed or been closed. */
    public boolean isOver() {
        return handle.isOver();
    }

    /** As {@link EngineHandle#whenFailed}. */
    public void whenFailed(Runnable action) {
        handle.whenFailed(action);
    }

    /** Whether it is one of that engine, in the same conversation if it is elsewhere. */
    public boolean isOf(LeaseEngine engine) {
        return handle.engine() == engine;
    }

    /** Whether there is a transaction at the moment that it works for. */
    public boolean isWorking() {
        return association.enlistment() != null;
    }

    public Enlistment enlistment() {
        return association.enlistment();
    }

    /**
     * As {@link #enlistment}, for a message whose bean has been promised a transaction.
     *
     * @throws IllegalStateException if there is none any more
     */
    Enlistment promised() {
        Enlistment present = enlistment();
        if (present == null) {
            throw new IllegalStateException(
                    "The transaction of the bean was ended before it got its message, which comes again.");
        }
        return present;
    }

    /**
     * Rolls back a branch that is still being worked on, for which the server has no use any more; nothing if there is none.
     *
     * @return whether there was one
     */
    public boolean abandon() {
        return resource.abandon();
    }

    /** A branch that has begun and has not been ended can only be rolled back afterwards. Closing twice is harmless. */
    @Override
    public void close() {
        resource.close();
        handle.close();
    }
}
