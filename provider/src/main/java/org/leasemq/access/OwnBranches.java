package org.leasemq.access;

import java.util.List;
import java.util.Optional;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;

/**
 * The branches of one user, which the engine knows by names with his: so they are his over restarts, too, and others may have some with
 * the same id. Who manages everything decides those of others as well. Immutable.
 */
final class OwnBranches {
    private static final String OF = " of ";

    private final Guard guard;

    OwnBranches(Guard guard) {
        this.guard = guard;
    }

    /** What the engine calls a branch of his. */
    String own(String id) {
        if (id.contains(OF)) {
            throw new EngineException.InvalidMessage("A transaction branch cannot be called '" + id + "'.");
        }
        return id + OF + guard.user();
    }

    /** As its coordinator names it. */
    Branch plain(Branch branch) {
        return new Branch(idOf(branch.id()), branch.preparedAt(), branch.state());
    }

    private static String idOf(String name) {
        int of = name.indexOf(OF);
        return of < 0 ? name : name.substring(0, of);
    }

    /** What the engine calls a branch that may be his to decide; his own, where there is none. */
    String find(LeaseEngine engine, String id) {
        String own = own(id);
        if (!guard.mayOfEverything(Right.MANAGE)
                || engine.findBranch(own).await().isPresent()) {
            return own;
        }
        return engine.branches().await().stream()
                .map(Branch::id)
                .filter(name -> idOf(name).equals(id))
                .findFirst()
                .orElse(own);
    }

    Completion<Optional<Branch>> findBranch(LeaseEngine engine, String id) {
        return engine.findBranch(find(engine, id)).map(found -> found.map(this::plain));
    }

    Completion<List<Branch>> branches(LeaseEngine engine) {
        return engine.branches()
                .map(all -> all.stream().filter(this::maySee).map(this::plain).toList());
    }

    private boolean maySee(Branch branch) {
        return guard.mayOfEverything(Right.MANAGE) || branch.id().equals(idOf(branch.id()) + OF + guard.user());
    }
}
