package org.leasemq.engine.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.leasemq.engine.Owner;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.memory.Kept;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Receipt;
import org.leasemq.memory.MemoryShare.Use;

/** An owner of leases that lives in this process. */
final class SessionOwner implements Owner {
    private final Kernel kernel;
    private final String description;
    final Set<Lease> leases = new LinkedHashSet<>();
    final Set<ReceiveOperation> receives = new LinkedHashSet<>();
    private final Map<ReadyOrder, TreeSet<Group>> groups = new HashMap<>();
    private final Kept kept;
    private boolean closed;

    SessionOwner(Kernel kernel, String description) {
        this.kernel = kernel;
        this.kept = new Kept(kernel.memory.share());
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    /** Leases take memory, and so does who may hold some; taken again when it is closed. */
    void open() {
        long bytes = Footprint.OWNER + Footprint.of(description);
        if (!kernel.memory.hasRoomToHold(bytes)) {
            throw kernel.memory.noRoom(
                    false,
                    "No room for one more session or transaction branch",
                    "Close sessions, end transactions, or give the process more memory.");
        }
        kernel.memory.take(Use.LEASES, bytes);
        kernel.owners.add(this);
    }

    boolean isClosed() {
        return closed;
    }

    /** The groups of a queue whose next message only this owner may have. */
    TreeSet<Group> groupsIn(ReadyOrder order) {
        return groups.computeIfAbsent(order, key -> new TreeSet<>(Group.IN_ORDER));
    }

    /** As {@link #groupsIn}, without making anything. */
    Group firstGroupIn(ReadyOrder order) {
        TreeSet<Group> reserved = groups.get(order);
        return reserved == null || reserved.isEmpty() ? null : reserved.first();
    }

    /** The earliest message of a group that it holds; 0 if it holds none. */
    long firstLeaseIn(Group group) {
        return leases.stream()
                .filter(lease -> lease.group == group)
                .mapToLong(lease -> lease.position)
                .min()
                .orElse(0);
    }

    @Override
    public long keep(Message message) {
        return kept.add(message);
    }

    @Override
    public void letGo(long bytes) {
        kept.remove(bytes);
    }

    @Override
    public void giveBack(Collection<Receipt> receipts, Duration hidden) {
        kernel.locked(() -> {
            if (!closed && kernel.failure() == null) {
                receipts.forEach(receipt -> giveBack(receipt, hidden.toMillis()));
                kernel.dispatch();
            }
            return null;
        });
    }

    private void giveBack(Receipt receipt, long hidden) {
        Lease lease = kernel.held(receipt);
        if (lease == null) {
            kernel.forget(receipt);
        } else if (lease.owner == this) {
            lease.entry.queue.giveBack(lease, hidden);
        }
    }

    @Override
    public void close() {
        close(lease -> true);
    }

    @Override
    public void close(Collection<Receipt> seen) {
        Set<Long> positions = new HashSet<>();
        seen.forEach(receipt -> positions.add(receipt.sequenceNumber()));
        close(lease -> positions.contains(lease.position));
    }

    private void close(Predicate<Lease> isSeen) {
        kept.end();
        kernel.enter();
        try {
            if (closed || kernel.failure() != null) {
                return;
            }
            closed = true;
            kernel.owners.remove(this);
            kernel.memory.giveBack(Use.LEASES, Footprint.OWNER + Footprint.of(description));
            for (ReceiveOperation receive : new ArrayList<>(receives)) {
                receive.giveUp();
            }
            releaseAll(isSeen);
            kernel.dispatch();
        } catch (RuntimeException | Error e) {
            throw kernel.fail(e);
        } finally {
            kernel.exit();
        }
    }

    private void releaseAll(Predicate<Lease> isSeen) {
        List<Lease> held = new ArrayList<>(leases);
        for (Lease lease : held) {
            lease.unseen |= !lease.deleting && !isSeen.test(lease);
            if (!lease.handedOver && !lease.deleting) {
                lease.entry.queue.giveBack(lease);
            } else {
                lease.entry.queue.releaseIfOver(lease);
            }
        }
    }
}
