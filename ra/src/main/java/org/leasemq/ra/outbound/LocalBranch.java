package org.leasemq.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.LocalTransaction;
import java.nio.ByteBuffer;
import java.util.UUID;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.leasemq.annotation.GuardedBy;

/**
 * A transaction of a server that needs no other resource (Jakarta Connectors 2.1, 7.7): a branch that is committed in one phase.
 * Nobody else knows the branch, so that whatever has begun ends here. Safe for use by several threads, since an adapter that stops
 * may undo what another thread is working on.
 */
final class LocalBranch implements LocalTransaction {
    private final XAResource resource;

    @GuardedBy("this")
    private Xid xid;

    LocalBranch(XAResource resource) {
        this.resource = resource;
    }

    @Override
    public synchronized void begin() throws ResourceException {
        Xid begun = new LocalXid(UUID.randomUUID());
        perform("begin", () -> resource.start(begun, XAResource.TMNOFLAGS));
        xid = begun;
    }

    @Override
    public synchronized void commit() throws ResourceException {
        Xid ended = ended();
        perform("commit", () -> {
            resource.end(ended, XAResource.TMSUCCESS);
            resource.commit(ended, true);
        });
    }

    @Override
    public synchronized void rollback() throws ResourceException {
        Xid ended = ended();
        perform("roll back", () -> {
            resource.end(ended, XAResource.TMFAIL);
            resource.rollback(ended);
        });
    }

    /** Undoes what has begun, if anything has. */
    synchronized void abandon() throws ResourceException {
        if (xid != null) {
            rollback();
        }
    }

    @GuardedBy("this")
    private Xid ended() throws ResourceException {
        Xid present = xid;
        if (present == null) {
            throw new ResourceException("No local transaction has begun.");
        }
        xid = null;
        return present;
    }

    private static void perform(String what, Step step) throws ResourceException {
        try {
            step.run();
        } catch (XAException e) {
            throw new ResourceException("A local transaction could not " + what + ": " + e.getMessage(), e);
        }
    }

    private interface Step {
        void run() throws XAException;
    }

    private record LocalXid(UUID id) implements Xid {
        private static final int FORMAT = 0x4c4d51;

        @Override
        public int getFormatId() {
            return FORMAT;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return ByteBuffer.allocate(Long.BYTES * 2)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[0];
        }
    }
}
