package org.leasemq.engine.local.operation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.queue.Queues;
import org.leasemq.engine.local.runtime.EngineTime;
import org.leasemq.engine.local.runtime.Life;
import org.leasemq.engine.local.runtime.Numbers;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Utf8;
import org.leasemq.memory.MemoryShare.Use;

/** The units of work that are prepared, or were decided by hand and are not forgotten. */
public final class Branches {
    private static final int LONGEST_ID = 900;

    private final Life life;
    private final EngineTime time;
    private final Numbers numbers;
    private final EngineMemory memory;
    private final Queues queues;
    private final Map<String, PreparedBranch> byId = new LinkedHashMap<>();
    /** Numbers of queues that branches had and left empty. */
    private final PriorityQueue<Integer> freeNumbers = new PriorityQueue<>();

    Branches(Life life, EngineTime time, Numbers numbers, EngineMemory memory, Queues queues) {
        this.life = life;
        this.time = time;
        this.numbers = numbers;
        this.memory = memory;
        this.queues = queues;
    }

    /** A new branch, whose name is taken from now on. */
    public PreparedBranch open(String id) {
        boolean possible = id.chars().noneMatch(Character::isISOControl) && Utf8.isWhole(id);
        if (id.isEmpty() || id.length() > LONGEST_ID || !possible) {
            throw new EngineException.InvalidAttribute(
                    "'" + id + "' cannot be the name of a transaction branch: it has 1 to " + LONGEST_ID
                            + " characters, and no control characters.");
        }
        if (byId.containsKey(id)) {
            throw new EngineException.BranchExists(id);
        }
        if (!memory.hasRoomToLast(Footprint.ofBranch(id))) {
            throw memory.noRoom(
                    false,
                    "No room for another prepared transaction",
                    "Let the transaction manager decide those that wait, receive and delete messages, or give the"
                            + " process more memory.");
        }
        Integer number = freeNumbers.poll();
        PreparedBranch branch =
                new PreparedBranch(queues, memory, id, number == null ? numbers.nextQueue() : number, time.now());
        branch.busy = true;
        add(branch);
        return branch;
    }

    public void add(PreparedBranch branch) {
        byId.put(branch.id, branch);
        memory.take(Use.QUEUES, Footprint.ofBranch(branch.id));
        queues.registerUnnamed(branch.queue);
    }

    /** The branch is over, and everything of it has left its queue. */
    public void remove(PreparedBranch branch) {
        byId.remove(branch.id);
        memory.giveBack(Use.QUEUES, Footprint.ofBranch(branch.id));
        queues.unregisterUnnamed(branch.queue);
        freeNumbers.add(branch.queue.number());
    }

    /** A branch that nobody is deciding. */
    public PreparedBranch get(String id) {
        life.checkOpen();
        PreparedBranch branch = byId.get(id);
        if (branch == null) {
            throw new EngineException.NoSuchBranch(id);
        }
        if (branch.busy) {
            throw new EngineException.BranchBusy(id);
        }
        return branch;
    }

    /** A branch that nobody is deciding, or has decided by hand. */
    public PreparedBranch undecided(String id) {
        PreparedBranch branch = get(id);
        if (branch.state != Branch.State.PREPARED) {
            throw new EngineException.BranchDecided(id, branch.state == Branch.State.COMMITTED_BY_HAND);
        }
        return branch;
    }

    /** The one of a name, unless somebody is deciding it. */
    public Optional<Branch> find(String id) {
        return Optional.ofNullable(byId.get(id)).filter(branch -> !branch.busy).map(PreparedBranch::info);
    }

    public List<Branch> list() {
        return byId.values().stream()
                .filter(branch -> !branch.busy)
                .map(PreparedBranch::info)
                .sorted(Comparator.comparingLong(Branch::preparedAt))
                .toList();
    }
}
