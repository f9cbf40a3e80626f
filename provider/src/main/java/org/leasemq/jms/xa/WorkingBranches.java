package org.leasemq.jms.xa;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.transaction.xa.XAException;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Client;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.jms.acknowledge.Leasing;
import org.leasemq.log.Logs;

/**
 * The transaction branches of a client that are not prepared yet: one table for all its connections, so that any of them can
 * join, prepare or end what another has begun. They end with the client, as its leases do. Safe for use by several threads.
 */
public final class WorkingBranches {
    @GuardedBy("this")
    private final Map<BranchId, WorkingBranch> branches = new HashMap<>();

    /** Those of a client. */
    public static WorkingBranches of(Client client) {
        return client.part(WorkingBranches.class, WorkingBranches::new);
    }

    /** Begins a branch. The engine is called without the lock, since it may call others back. */
    WorkingBranch begin(BranchId id, Client client, TimeSource clock, Duration timeout) throws XAException {
        boolean prepared = client.engine().findBranch(id.name()).await().isPresent();
        WorkingBranch branch = new WorkingBranch(id, client.openOwner("transaction branch " + id), clock, timeout);
        branch.associations = 1;
        if (prepared || !add(branch)) {
            branch.leave();
            throw XaErrors.of(XAException.XAER_DUPID, "Transaction branch " + id + " has begun already.");
        }
        return branch;
    }

    private synchronized boolean add(WorkingBranch branch) {
        return branches.putIfAbsent(branch.id, branch) == null;
    }

    /** One more works on a branch. */
    synchronized WorkingBranch join(BranchId id, BranchXAResource resource) throws XAException {
        WorkingBranch branch = known(id);
        if (branch.suspended.contains(resource)) {
            throw XaErrors.of(
                    XAException.XAER_PROTO, "The session has suspended transaction branch " + id + ". Resume that.");
        }
        branch.join(resource);
        return branch;
    }

    /** Whether a branch was joined by that resource, which is done with it already. */
    synchronized boolean endAgain(BranchId id, BranchXAResource resource, boolean failed) {
        WorkingBranch branch = branches.get(id);
        boolean joined = branch != null && branch.wasJoinedBy(resource);
        if (joined) {
            branch.doomed |= failed;
        }
        return joined;
    }

    synchronized void suspend(WorkingBranch branch, BranchXAResource resource) {
        branch.associations--;
        branch.suspended.add(resource);
    }

    /** The branch may be over: somebody else may have rolled it back. */
    synchronized WorkingBranch resume(BranchId id, BranchXAResource resource) throws XAException {
        WorkingBranch branch = known(id);
        if (!branch.suspended.remove(resource)) {
            throw XaErrors.of(XAException.XAER_PROTO, "The session has not suspended transaction branch " + id + ".");
        }
        branch.associations++;
        return branch;
    }

    /** A session is done with a branch that it has suspended; tells whether it has. */
    synchronized boolean endSuspended(BranchId id, BranchXAResource resource, boolean failed) {
        WorkingBranch branch = branches.get(id);
        boolean suspended = branch != null && branch.suspended.remove(resource);
        if (suspended) {
            branch.doomed |= failed;
        }
        return suspended;
    }

    /** A session is closed: what it has suspended can only be rolled back. */
    synchronized void failSuspended(BranchXAResource resource) {
        for (WorkingBranch branch : branches.values()) {
            branch.doomed |= branch.suspended.remove(resource);
        }
    }

    /** Another thread has ended it, at the same moment. */
    synchronized void alsoEnded(BranchId id, boolean failed) {
        WorkingBranch branch = branches.get(id);
        if (branch != null) {
            branch.doomed |= failed;
        }
    }

    synchronized boolean isDoomed(BranchId id) {
        WorkingBranch branch = branches.get(id);
        return branch != null && branch.doomed;
    }

    /** A session is done with a branch that it worked on. */
    synchronized void end(WorkingBranch branch, boolean failed) {
        branch.associations--;
        branch.doomed |= failed;
    }

    /** Takes out a branch whose work has ended, to be decided by the caller. */
    synchronized WorkingBranch take(BranchId id) throws XAException {
        WorkingBranch branch = known(id);
        if (branch.associations > 0 || !branch.suspended.isEmpty()) {
            throw XaErrors.of(
                    XAException.XAER_PROTO, "Transaction branch " + id + " has not been ended by all its sessions.");
        }
        branches.remove(id);
        branch.close("its work was ended, to be prepared or committed");
        return branch;
    }

    /** Takes out a branch whatever goes on in it; null if there is none. */
    synchronized WorkingBranch takeAnyway(BranchId id) {
        WorkingBranch branch = branches.remove(id);
        if (branch != null) {
            branch.doomed = true;
            branch.close("it has been rolled back");
        }
        return branch;
    }

    synchronized boolean has(BranchId id) {
        return branches.containsKey(id);
    }

    @GuardedBy("this")
    private WorkingBranch known(BranchId id) throws XAException {
        WorkingBranch branch = branches.get(id);
        if (branch == null) {
            throw XaErrors.of(
                    XAException.XAER_NOTA,
                    "There is no transaction branch " + id + " to work on: it was never begun here, or is over.");
        }
        return branch;
    }

    /** Undoes what a branch did, each session with its redelivery delay; it is out of the table already. */
    static void rollBack(WorkingBranch branch) {
        Map<Leasing, List<Leased>> leases = branch.work.clear().stream()
                .collect(Collectors.groupingBy(Leased::by, LinkedHashMap::new, Collectors.toList()));
        try {
            leases.forEach(Leasing::release);
        } catch (EngineException e) {
            Logs.of(WorkingBranches.class).log(System.Logger.Level.DEBUG, "The leases end with the engine", e);
        } finally {
            branch.leave();
        }
    }
}
