package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryState;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.Deduplication;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/** The operations that concern a unit of work in two phases. */
public final class BranchOperations {
    private static final long[] NOTHING = {};

    private BranchOperations() {}

    /** The first phase: everything is stored, and nothing has happened yet. */
    public static final class Prepare extends Work<Branch> {
        private final PreparedBranch branch;

        public Prepare(Kernel kernel, PreparedBranch branch) {
            super(kernel, branch, new Deletes(kernel, false));
            this.branch = branch;
        }

        @Override
        public void encode(List<Change> changes) {
            List<Entry> deleted = deletes().entries().stream()
                    .filter(entry -> entry.isPersistent() && entry.state() != EntryState.GONE)
                    .toList();
            changes.add(branch.row(Branch.State.PREPARED, pending(), deleted));
            encodeSends(changes);
        }

        /** What waits for the second phase. */
        private List<PreparedBranch.Pending> pending() {
            return sendings().stream()
                    .filter(sending -> !sending.target.gone())
                    .map(sending ->
                            new PreparedBranch.Pending(sending.entry, sending.target, sending.message.withoutContent()))
                    .toList();
        }

        @Override
        public Branch expected() {
            return branch.info();
        }

        @Override
        public void durable(Locations locations) {
            enterQueues(locations);
            pending().forEach(branch::sends);
            for (Entry entry : deletes().entries()) {
                if (entry.state() != EntryState.GONE) {
                    branch.pin(entry);
                }
            }
            branch.busy = false;
            complete(branch.info());
        }

        @Override
        public void undo() {
            super.undo();
            kernel.branches.remove(branch);
        }

        @Override
        public boolean canBeRetried() {
            return false;
        }
    }

    /** The second phase. */
    public static final class Settle extends EngineOperation<Branch> {
        private final PreparedBranch branch;
        private final boolean commit;
        /** What is remembered of the decision; null for nothing. */
        private final Branch.State remembered;

        private final List<Arrival> arrivals = new ArrayList<>();

        /** A message that enters its queue, unless that has gone or has it already. */
        private static final class Arrival {
            final PreparedBranch.Pending send;
            final long position;
            final Deduplication.Known known;
            /** What it is a duplicate of, or null. */
            final Deduplication.Known original;

            boolean dropped;

            Arrival(
                    PreparedBranch.Pending send,
                    long position,
                    Deduplication.Known known,
                    Deduplication.Known original,
                    boolean dropped) {
                this.send = send;
                this.position = position;
                this.known = known;
                this.original = original;
                this.dropped = dropped;
            }
        }

        public Settle(Kernel kernel, PreparedBranch branch, boolean commit, Branch.State remembered) {
            super(kernel);
            this.branch = branch;
            this.commit = commit;
            this.remembered = remembered;
            branch.busy = true;
            branch.sends().forEach(send -> arrivals.add(arrival(send)));
        }

        private Arrival arrival(PreparedBranch.Pending send) {
            QueueState target = send.target();
            if (!commit || target == null || target.gone()) {
                return new Arrival(send, 0, null, null, true);
            }
            String key = SendRules.key(target, send.message());
            Deduplication.Known original = key == null ? null : SendRules.original(target, send.message());
            if (original != null) {
                return new Arrival(send, 0, null, original, true);
            }
            long position = kernel.numbers.nextPosition();
            Deduplication.Known known = null;
            if (key != null) {
                known = target.deduplication().remember(key, send.message().id(), position);
            }
            return new Arrival(send, position, known, null, false);
        }

        @Override
        public void encode(List<Change> changes) {
            for (Arrival arrival : arrivals) {
                Entry entry = arrival.send.entry();
                if (arrival.original != null && arrival.original.refused()) {
                    throw new EngineException.StoreFailed("The message this one duplicates could not be stored.", null);
                }
                arrival.dropped |=
                        commit && !arrival.dropped && arrival.send.target().gone();
                if (entry.isPersistent()) {
                    encode(arrival, entry, changes);
                }
            }
            for (Lease lease : branch.leases) {
                Entry entry = lease.entry();
                if (commit && entry.isPersistent() && entry.lease() == lease) {
                    changes.add(
                            new Change.Remove(entry.position(), entry.content().location()));
                }
            }
            changes.add(
                    remembered == null
                            ? new Change.DropQueue(branch.queue.number(), NOTHING)
                            : branch.row(remembered, List.of(), List.of()));
        }

        private void encode(Arrival arrival, Entry entry, List<Change> changes) {
            if (arrival.dropped) {
                changes.add(new Change.Remove(entry.position(), entry.content().location()));
                return;
            }
            QueueState target = arrival.send.target();
            changes.add(new Change.Move(entry.position(), target.number(), arrival.position, entry.provenance()));
            if (arrival.known != null) {
                changes.add(arrival.known.toStore(target.number(), kernel.time));
            }
        }

        @Override
        public Branch expected() {
            return remembered == null ? branch.info() : branch.infoOnce(remembered);
        }

        @Override
        public void durable(Locations locations) {
            for (Arrival arrival : arrivals) {
                if (arrival.dropped) {
                    branch.queue.forget(arrival.send.entry());
                } else {
                    arrive(arrival);
                }
            }
            branch.leases.forEach(this::end);
            branch.end();
            if (remembered == null) {
                kernel.branches.remove(branch);
            } else {
                branch.state = remembered;
                branch.busy = false;
            }
            complete(branch.info());
        }

        private void arrive(Arrival arrival) {
            Entry entry = arrival.send.entry();
            QueueState target = arrival.send.target();
            Message message = arrival.send.message();
            target.take(entry, arrival.position, message.groupId(), message.exclusiveGroup());
            target.sent(entry, Work.visibleFrom(kernel, message));
        }

        private void end(Lease lease) {
            Entry entry = lease.entry();
            if (entry.lease() != lease) {
                return; // gone with its queue
            }
            lease.deleteNot();
            if (commit) {
                entry.queue().delete(entry);
            } else {
                entry.queue().release(lease);
            }
        }

        @Override
        public void refused(EngineException cause) {
            for (Arrival arrival : arrivals) {
                if (arrival.known != null) {
                    arrival.send.target().deduplication().refuse(arrival.known);
                }
            }
            branch.busy = false;
            fail(cause);
        }
    }

    /** Forgets what was decided by hand. */
    public static final class Forget extends EngineOperation<Branch> {
        private final PreparedBranch branch;

        public Forget(Kernel kernel, PreparedBranch branch) {
            super(kernel);
            this.branch = branch;
            branch.busy = true;
        }

        @Override
        public void encode(List<Change> changes) {
            changes.add(new Change.DropQueue(branch.queue.number(), NOTHING));
        }

        @Override
        public Branch expected() {
            return branch.info();
        }

        @Override
        public void durable(Locations locations) {
            kernel.branches.remove(branch);
            complete(branch.info());
        }

        @Override
        public void refused(EngineException cause) {
            branch.busy = false;
            fail(cause);
        }
    }
}
