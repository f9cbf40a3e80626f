package org.leasemq.engine;

import java.util.List;
import java.util.Optional;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.engine.model.seen.BranchWork;

/** What can be asked about transaction branches in two phases. For threads and errors see {@link LeaseEngine}. */
public interface BranchPort {

    /**
     * Makes a unit of work durable without carrying it out, so that nothing but its coordinator's decision is needed: the
     * first phase of two. Its leases belong to the branch from now on, and neither end by time nor with their owner. What
     * is not persistent has part in it as long as the process lives.
     *
     * @param branch how the coordinator names it
     * @throws EngineException.BranchExists (by completion or at once) if there is one of that name
     */
    Completion<Branch> prepare(String branch, UnitOfWork work);

    /**
     * Carries a prepared branch out, or undoes it. Its messages enter their queues in the order of the commits; those for
     * queues that have been deleted meanwhile are dropped. What is undone is visible again at its old place.
     *
     * @throws EngineException.NoSuchBranch if there is none of that name
     * @throws EngineException.BranchBusy if somebody else is deciding it at this moment
     * @throws EngineException.BranchDecided if it has been {@linkplain #decide decided by hand}
     */
    Completion<Branch> settle(String branch, boolean commit);

    /**
     * As {@link #settle}, by somebody who is not the branch's coordinator: what was decided is remembered durably until it is
     * {@linkplain #forget forgotten}.
     */
    Completion<Branch> decide(String branch, boolean commit);

    /**
     * Forgets a branch that was decided by hand.
     *
     * @throws EngineException.NoSuchBranch if there is none of that name that was decided by hand
     */
    Completion<Branch> forget(String branch);

    /** Finds a branch among the {@link #branches}. */
    Completion<Optional<Branch>> findBranch(String id);

    /**
     * What a branch does if it is committed: nothing, once it has been decided.
     *
     * @param max how many messages are told at most, up to {@link BranchWork#MOST}
     * @throws EngineException.NoSuchBranch if there is none of that name
     * @throws EngineException.BranchBusy if somebody is deciding it at this moment
     */
    Completion<BranchWork> branchWork(String id, int max);

    /** All branches that are prepared, or were decided by hand and are not forgotten, oldest first. */
    Completion<List<Branch>> branches();
}
