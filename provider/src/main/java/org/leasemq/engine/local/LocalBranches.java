package org.leasemq.engine.local;

import java.util.List;
import java.util.Optional;
import org.leasemq.engine.BranchPort;
import org.leasemq.engine.Completion;
import org.leasemq.engine.local.commit.RememberedCall;
import org.leasemq.engine.local.operation.BranchOperations;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.PreparedBranch;
import org.leasemq.engine.local.operation.Room;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.seen.BranchWork;

/** What is asked about transaction branches in two phases. */
final class LocalBranches extends LocalPort implements BranchPort {
    private final Room room;

    LocalBranches(Kernel kernel, Room room) {
        super(kernel, null);
        this.room = room;
    }

    /** The same, for one call. */
    LocalBranches(LocalBranches branches, RememberedCall call) {
        super(branches.kernel, call);
        this.room = branches.room;
    }

    @Override
    public Completion<Branch> prepare(String id, UnitOfWork work) {
        requireAll(id);
        requireAll(work.deletes().toArray());
        room.check(work.sends().stream().map(UnitOfWork.Send::message).toList());
        return accepted(work.sends(), verdicts -> {
            kernel.checkOpen();
            PreparedBranch branch = kernel.branches().open(id);
            BranchOperations.Prepare prepare = new BranchOperations.Prepare(kernel, branch);
            admit(work, prepare, verdicts);
            return submit(prepare);
        });
    }

    @Override
    public Completion<Branch> settle(String id, boolean commit) {
        requireAll(id);
        return locked(() ->
                submit(new BranchOperations.Settle(kernel, kernel.branches().undecided(id), commit, null)));
    }

    @Override
    public Completion<Branch> decide(String id, boolean commit) {
        requireAll(id);
        Branch.State decision = commit ? Branch.State.COMMITTED_BY_HAND : Branch.State.ROLLED_BACK_BY_HAND;
        return locked(() ->
                submit(new BranchOperations.Settle(kernel, kernel.branches().undecided(id), commit, decision)));
    }

    @Override
    public Completion<Branch> forget(String id) {
        requireAll(id);
        return locked(() -> {
            PreparedBranch branch = kernel.branches().get(id);
            if (branch.state() == Branch.State.PREPARED) {
                throw new EngineException.NoSuchBranch(id);
            }
            return submit(new BranchOperations.Forget(kernel, branch));
        });
    }

    @Override
    public Completion<Optional<Branch>> findBranch(String id) {
        requireAll(id);
        return told(() -> kernel.branches().find(id));
    }

    @Override
    public Completion<BranchWork> branchWork(String id, int max) {
        requireAll(id);
        return told(() -> kernel.branches().get(id).work(Math.min(max, BranchWork.MOST)));
    }

    @Override
    public Completion<List<Branch>> branches() {
        return told(kernel.branches()::list);
    }
}
