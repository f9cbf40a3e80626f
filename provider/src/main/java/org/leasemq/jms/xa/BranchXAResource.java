package org.leasemq.jms.xa;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.leasemq.engine.Client;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;

/**
 * The XA side of one session, or of the sessions that an application server lets work for one transaction (Jakarta Messaging 3.1, chapter 11, and the X/Open XA specification). What is about branches
 * rather than about the session's work (prepare, commit, rollback, recover, forget) can be asked of the resource of any session
 * of the same engine. For one thread at a time, as its session, except that another one may end and roll back what takes too long.
 */
public final class BranchXAResource implements XAResource {
    private final Association association;
    private final Client client;
    private final LeaseEngine engine;
    private final TimeSource clock;
    private final WorkingBranches branches;
    private final Runnable withdraw;
    private int timeout;

    /** @param withdraw ends what waits for messages, and gives back those that nobody has seen, since the branch changes */
    public BranchXAResource(
            Association association, Client client, TimeSource clock, WorkingBranches branches, Runnable withdraw) {
        this.association = association;
        this.client = client;
        this.engine = client.engine();
        this.clock = clock;
        this.branches = branches;
        this.withdraw = withdraw;
    }

    // -------------------------------------------------------------------------------------------- association

    @Override
    public void start(Xid xid, int flags) throws XAException {
        BranchId id = BranchId.of(xid);
        WorkingBranch current = association.branch();
        if (current != null) {
            throw XaErrors.of(
                    XAException.XAER_PROTO,
                    "The session works on transaction branch " + current.id + ". End that first.");
        }
        association.associate(
                switch (flags) {
                    case TMNOFLAGS -> begun(id);
                    case TMJOIN -> branches.join(id, this);
                    case TMRESUME -> branches.resume(id, this);
                    default -> throw wrongFlags("start", flags);
                });
        withdraw.run(); // what listeners wait for belongs to the branch from now on
    }

    private WorkingBranch begun(BranchId id) throws XAException {
        try {
            return branches.begin(id, client, clock, timeout == 0 ? null : Duration.ofSeconds(timeout));
        } catch (EngineException e) {
            throw XaErrors.notBegun(e);
        }
    }

    /**
     * A session that joined a branch may end it twice: when the server has its connection back, and, as Narayana does for all that
     * joined, when the branch is about to be decided.
     */
    @Override
    public void end(Xid xid, int flags) throws XAException {
        BranchId id = BranchId.of(xid);
        WorkingBranch current = association.branch();
        boolean active = current != null && current.id.equals(id);
        if (flags != TMSUCCESS && flags != TMFAIL && (flags != TMSUSPEND || !active)) {
            throw wrongFlags("end", flags);
        }
        if (active) {
            endWork(current, flags);
        } else if (!branches.endSuspended(id, this, flags == TMFAIL)) {
            endAgain(id, flags == TMFAIL);
        }
    }

    private void endWork(WorkingBranch branch, int flags) {
        withdraw.run();
        if (!association.dissociate(branch)) {
            branches.alsoEnded(branch.id, flags == TMFAIL); // by another thread, such as one that looks after timeouts
            return;
        }
        if (flags == TMSUSPEND) {
            branches.suspend(branch, this);
        } else {
            branches.end(branch, flags == TMFAIL);
        }
        withdraw.run(); // a receive that was waiting may have begun to wait again
    }

    /** Of a branch that it does not work on any more, or never did. */
    private void endAgain(BranchId id, boolean failed) throws XAException {
        if (branches.endAgain(id, this, failed)) {
            return;
        }
        if (branches.isDoomed(id)) { // by the end of the session
            throw XaErrors.of(XAException.XA_RBROLLBACK, "Transaction branch " + id + " can only be rolled back.");
        }
        throw XaErrors.of(
                branches.has(id) ? XAException.XAER_PROTO : XAException.XAER_NOTA,
                "The session does not work on transaction branch " + id + ".");
    }

    /** The session is closed: what it was working on, or has suspended, can only be rolled back. */
    public void close() {
        WorkingBranch current = association.branch();
        if (current != null && association.dissociate(current)) {
            branches.end(current, true);
        }
        branches.failSuspended(this);
    }

    /** What is being worked on is rolled back, since nobody goes on with it; tells whether there was something. */
    public boolean abandon() {
        WorkingBranch current = association.branch();
        if (current == null || !association.dissociate(current)) {
            return false;
        }
        WorkingBranch left = branches.takeAnyway(current.id);
        if (left != null) {
            WorkingBranches.rollBack(left);
        }
        return true;
    }

    // ---------------------------------------------------------------------------------------------- decisions

    @Override
    public int prepare(Xid xid) throws XAException {
        BranchId id = BranchId.of(xid);
        WorkingBranch branch = branches.take(id);
        refuseIfDoomed(branch);
        if (branch.work.isEmpty()) {
            branch.leave();
            return XA_RDONLY;
        }
        try {
            engine.prepare(id.name(), branch.work.unit()).await();
        } catch (EngineException e) {
            WorkingBranches.rollBack(branch);
            throw XaErrors.rolledBack(e);
        } finally {
            branch.leave(); // whatever was thrown: what has been prepared has its leases for itself
        }
        return XA_OK;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        BranchId id = BranchId.of(xid);
        if (onePhase) {
            refuseIfPrepared(id);
            commitAtOnce(branches.take(id));
        } else {
            refuseIfWorking(id);
            settle(id, true);
        }
    }

    private void commitAtOnce(WorkingBranch branch) throws XAException {
        refuseIfDoomed(branch);
        try {
            if (!branch.work.isEmpty()) {
                engine.commit(branch.work.unit()).await();
            }
        } catch (EngineException e) {
            WorkingBranches.rollBack(branch);
            throw XaErrors.rolledBack(e);
        } finally {
            branch.leave();
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        BranchId id = BranchId.of(xid);
        WorkingBranch branch = branches.takeAnyway(id);
        if (branch != null) {
            WorkingBranches.rollBack(branch);
        } else {
            settle(id, false);
        }
    }

    private void settle(BranchId id, boolean commit) throws XAException {
        try {
            engine.settle(id.name(), commit).await();
        } catch (EngineException e) {
            throw XaErrors.undecided(e);
        }
    }

    private void refuseIfPrepared(BranchId id) throws XAException {
        if (!branches.has(id) && all().stream().anyMatch(branch -> branch.id().equals(id.name()))) {
            throw XaErrors.of(
                    XAException.XAER_PROTO,
                    "Transaction branch " + id + " has been prepared: commit it in two phases.");
        }
    }

    private void refuseIfWorking(BranchId id) throws XAException {
        if (branches.has(id)) {
            throw XaErrors.of(XAException.XAER_PROTO, "Transaction branch " + id + " has not been prepared.");
        }
    }

    private void refuseIfDoomed(WorkingBranch branch) throws XAException {
        boolean over = branch.isOver();
        if (branch.doomed || over) {
            WorkingBranches.rollBack(branch);
            throw XaErrors.of(
                    over ? XAException.XA_RBTIMEOUT : XAException.XA_RBROLLBACK,
                    "Transaction branch " + branch.id
                            + (over ? " took longer than its timeout" : " failed, or its session was closed,")
                            + " and has been rolled back.");
        }
    }

    // --------------------------------------------------------------------------------------------- recovery

    /** All branches that are prepared or were decided by hand, at the start of a scan; nothing more afterwards. */
    @Override
    public Xid[] recover(int flags) throws XAException {
        if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
            throw wrongFlags("recover", flags);
        }
        List<Xid> found = new ArrayList<>();
        if ((flags & TMSTARTRSCAN) != 0) {
            for (Branch branch : all()) {
                BranchId id = BranchId.parse(branch.id());
                if (id != null) {
                    found.add(id);
                }
            }
        }
        return found.toArray(new Xid[0]);
    }

    private List<Branch> all() throws XAException {
        try {
            return engine.branches().await();
        } catch (EngineException e) {
            throw XaErrors.undecided(e);
        }
    }

    @Override
    public void forget(Xid xid) throws XAException {
        try {
            engine.forget(BranchId.of(xid).name()).await();
        } catch (EngineException e) {
            throw XaErrors.undecided(e);
        }
    }

    // --------------------------------------------------------------------------------------------- settings

    @Override
    public boolean isSameRM(XAResource other) {
        return other instanceof BranchXAResource same && same.branches == branches;
    }

    @Override
    public int getTransactionTimeout() {
        return timeout;
    }

    /** Holds for branches begun afterwards: when its time is over a branch loses its leases, and can only be rolled back. */
    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        if (seconds < 0) {
            throw XaErrors.of(XAException.XAER_INVAL, "A timeout of " + seconds + " seconds is negative.");
        }
        timeout = seconds;
        return true;
    }

    private static XAException wrongFlags(String method, int flags) {
        return XaErrors.of(
                XAException.XAER_INVAL,
                "Flags 0x" + Integer.toHexString(Objects.hashCode(flags)) + " are none of those that " + method
                        + " takes here.");
    }
}
