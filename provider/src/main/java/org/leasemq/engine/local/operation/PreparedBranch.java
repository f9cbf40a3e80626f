package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.leasemq.engine.local.definition.Definition;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryIndex;
import org.leasemq.engine.local.order.Holder;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.local.queue.Queues;
import org.leasemq.engine.local.runtime.Numbers;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.seen.BranchMessage;
import org.leasemq.engine.model.seen.BranchShare;
import org.leasemq.engine.model.seen.BranchWork;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Change;

/**
 * A unit of work between its two phases. What it sends lies in a queue of its own that nobody sees; what it deletes is leased
 * by an owner of its own that never ends. In the store it is that queue, whose definition says the rest.
 */
public final class PreparedBranch {
    /** What the definition of such a queue begins with. */
    private static final String MARK = "kind=branch\n";

    private static final String ID = "id";
    private static final String PREPARED = "prepared-at";
    private static final String STATE = "state";
    private static final String SENDS = "sends";
    private static final String DELETES = "deletes";

    /**
     * A message that enters its queue when the branch is committed.
     *
     * @param target null if it is gone
     * @param message without its content
     */
    record Pending(Entry entry, QueueState target, Message message) {}

    final String id;
    final long preparedAt;
    /** The queue that holds what is sent. */
    final QueueState queue;

    private final Holder owner;
    private final List<Pending> sends = new ArrayList<>();
    final List<Lease> leases = new ArrayList<>();
    Branch.State state = Branch.State.PREPARED;
    /** Whether somebody is deciding it. */
    boolean busy;

    private final EngineMemory memory;

    PreparedBranch(Queues queues, EngineMemory memory, String id, int number, long preparedAt) {
        this.id = id;
        this.preparedAt = preparedAt;
        this.memory = memory;
        String name = "xa:" + id;
        QueueAttributes usual = QueueAttributes.standardQueue();
        this.queue = queues.make(name, number, preparedAt, Definition.understood(name, usual, Map.of()));
        this.owner = new Holder("transaction branch " + id);
    }

    Branch info() {
        return infoOnce(state);
    }

    /** What it will be when it has this state. */
    Branch infoOnce(Branch.State next) {
        return new Branch(id, preparedAt, next);
    }

    List<Pending> sends() {
        return sends;
    }

    /** It sends this if it is committed. */
    void sends(Pending send) {
        sends.add(send);
        memory.take(Use.MESSAGES, Footprint.ofPending(send.message));
    }

    /** What it does, with so many of its messages. */
    public BranchWork work(int max) {
        List<Lease> held = leases.stream()
                .filter(lease -> lease.entry().lease() == lease) // others are gone with their queue, or by a purge
                .toList();
        Map<String, BranchShare> shares = new HashMap<>();
        for (Lease lease : held) {
            shares.merge(
                    lease.entry().queue().name(),
                    new BranchShare(lease.entry().queue().name(), 0, 1),
                    PreparedBranch::sum);
        }
        for (Pending send : sends) {
            shares.merge(name(send), new BranchShare(name(send), 1, 0), PreparedBranch::sum);
        }
        List<BranchShare> most = shares.values().stream()
                .sorted(Comparator.comparingInt((BranchShare share) -> share.sends() + share.receives())
                        .reversed()
                        .thenComparing(BranchShare::queue))
                .limit(BranchWork.MOST)
                .toList();
        Stream<BranchMessage> received = held.stream()
                .map(Lease::entry)
                .map(entry -> new BranchMessage(entry.queue().name(), false, entry.position()));
        Stream<BranchMessage> sent =
                sends.stream().map(send -> new BranchMessage(name(send), true, send.entry.position()));
        List<BranchMessage> first =
                Stream.concat(received, sent).limit(Math.max(0, max)).toList();
        return new BranchWork(info(), sends.size(), held.size(), most, first);
    }

    private static BranchShare sum(BranchShare one, BranchShare other) {
        return new BranchShare(one.queue(), one.sends() + other.sends(), one.receives() + other.receives());
    }

    /** Of the queue that it goes to; empty if that is gone. */
    private static String name(Pending send) {
        return send.target == null || send.target.gone() ? "" : send.target.name();
    }

    /** It has been decided. */
    void end() {
        sends.forEach(send -> memory.giveBack(Use.MESSAGES, Footprint.ofPending(send.message)));
        sends.clear();
        leases.clear();
    }

    /** Takes over a lease, which ends with the branch only. */
    void pin(Entry entry) {
        Lease lease = entry.queue().pin(entry, owner);
        leases.add(lease);
    }

    // ------------------------------------------------------------------------------------------- in the store

    /** Its row, in a state, with what it sends and deletes if that is still to be decided. */
    Change.PutQueue row(Branch.State next, List<Pending> sent, List<Entry> deleted) {
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put(ID, id);
        lines.put(PREPARED, preparedAt);
        lines.put(STATE, next);
        lines.put(
                SENDS,
                sent.stream()
                        .filter(send -> send.entry.isPersistent())
                        .map(send -> send.entry.position() + ":" + send.target.number())
                        .collect(Collectors.joining(",")));
        lines.put(
                DELETES,
                deleted.stream().map(entry -> String.valueOf(entry.position())).collect(Collectors.joining(",")));
        String definition = lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                .collect(Collectors.joining());
        return new Change.PutQueue(queue.number(), queue.name(), MARK + definition);
    }

    public static boolean isOne(Change.PutQueue put) {
        return put.definition().startsWith(MARK);
    }

    /** What was stored of one, to be completed when all messages are back. */
    public static final class Stored {
        final PreparedBranch branch;
        /** Numbers of target queues, by position. */
        private final Map<Long, Integer> targets = new LinkedHashMap<>();

        private final List<Long> deletes;

        public Stored(Queues queues, Numbers numbers, EngineMemory memory, Change.PutQueue put) {
            Map<String, String> lines = put.definition()
                    .lines()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
            branch =
                    new PreparedBranch(queues, memory, lines.get(ID), put.queue(), Long.parseLong(lines.get(PREPARED)));
            branch.state = Branch.State.valueOf(lines.get(STATE));
            for (String send : parts(lines.get(SENDS))) {
                String[] pair = send.split(":", 2);
                targets.put(Long.valueOf(pair[0]), Integer.valueOf(pair[1]));
            }
            targets.values().forEach(numbers::skipQueues);
            deletes = parts(lines.get(DELETES)).stream().map(Long::valueOf).toList();
        }

        private static List<String> parts(String list) {
            return list.isEmpty() ? List.of() : Arrays.asList(list.split(",", -1));
        }

        /** Finds its messages; a target queue may have been deleted. */
        public void complete(EntryIndex index, Queues queues, Function<Entry, Message> messages) {
            targets.forEach((position, number) -> {
                Entry entry = index.get(position);
                if (entry != null && entry.queue() == branch.queue) {
                    branch.queue.toBeMoved(entry);
                    branch.sends(new Pending(entry, queues.numbered(number), messages.apply(entry)));
                }
            });
            for (long position : deletes) {
                Entry entry = index.get(position);
                if (entry != null) {
                    branch.pin(entry);
                }
            }
        }

        public PreparedBranch branch() {
            return branch;
        }
    }

    public Branch.State state() {
        return state;
    }

    public QueueState queue() {
        return queue;
    }
}
