package org.leasemq.jms.xa;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.leasemq.engine.Owner;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.jms.acknowledge.PendingWork;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Logs;

/**
 * A transaction branch that is not prepared yet. Its leases belong to an owner of its own, so that they outlast the session
 * that took them, and end when the branch's time is over. Guarded by its {@link WorkingBranches}, apart from its work.
 */
final class WorkingBranch {
    final BranchId id;
    final Owner owner;
    final PendingWork work;

    private final TimeSource clock;
    /** The moment at which its time is over; {@link Long#MAX_VALUE} if it is not limited. */
    private final long deadline;

    /** How many sessions work on it now. */
    int associations;
    /** What has suspended it; mostly nothing. */
    final Set<BranchXAResource> suspended = new HashSet<>(0);
    /** What has joined it after it had begun; mostly nothing. */
    private final Set<BranchXAResource> joined = new HashSet<>(0);
    /** Whether it can only be rolled back. */
    boolean doomed;

    WorkingBranch(BranchId id, Owner owner, TimeSource clock, Duration timeout) {
        this.id = id;
        this.owner = owner;
        this.work = new PendingWork(owner);
        this.clock = clock;
        this.deadline = timeout == null ? Long.MAX_VALUE : clock.elapsedMillis() + timeout.toMillis();
    }

    void join(BranchXAResource resource) {
        joined.add(resource);
        associations++;
    }

    boolean wasJoinedBy(BranchXAResource resource) {
        return joined.contains(resource);
    }

    /** Takes in nothing more: it is about to be decided, or rolled back. */
    void close(String how) {
        work.end(() -> JmsErrors.branchOver(id.name(), how));
    }

    /** @throws JMSException if nothing can be sent or consumed in it any more */
    void refuseIfOver() throws JMSException {
        work.refuseIfEnded();
        if (isOver()) {
            throw JmsErrors.branchOver(id.name(), "it took longer than its timeout, and can only be rolled back");
        }
    }

    /** Ends its leases, of which somebody has got what it has consumed. */
    void leave() {
        try {
            owner.close(Leased.receipts(work.consumed()));
        } catch (EngineException e) {
            Logs.of(WorkingBranch.class).log(System.Logger.Level.DEBUG, "The leases end with the engine", e);
        }
    }

    boolean isOver() {
        return deadline <= clock.elapsedMillis();
    }

    /** How long a lease taken now may last; null if its time is not limited. */
    Duration remaining() {
        return deadline == Long.MAX_VALUE ? null : Duration.ofMillis(Math.max(1, deadline - clock.elapsedMillis()));
    }
}
