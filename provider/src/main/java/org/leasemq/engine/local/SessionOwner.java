package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.leasemq.engine.model.Receipt;
import org.leasemq.memory.MemoryShare.Use;

/** An owner of leases: what the engine knows of a session, or of a transaction branch that is not prepared yet. */
final class SessionOwner {
    private final Kernel kernel;
    final Clients.Client client;
    private final String description;
    final Set<Lease> leases = new LinkedHashSet<>();
    final Set<ReceiveOperation> receives = new LinkedHashSet<>();
    private final Map<ReadyOrder, TreeSet<Group>> groups = new HashMap<>();
    private boolean closed;

    /** @param client whose it is; null for one of the engine itself */
    SessionOwner(Kernel kernel, Clients.Client client, String description) {
        this.kernel = kernel;
        this.client = client;
        this.description = description;
    }

    /** Leases take memory, and so does who may hold some; given back when it is closed. */
    static SessionOwner open(Kernel kernel, Clients.Client client, String description) {
        if (!kernel.memory.hasRoomToHold(footprint(description))) {
            throw SendRules.noRoom(
                    kernel.memory,
                    false,
                    "No room for one more session or transaction branch",
                    "Close sessions, end transactions, or give the process more memory.");
        }
        kernel.take(Use.LEASES, footprint(description));
        return new SessionOwner(kernel, client, description);
    }

    private static long footprint(String description) {
        return Footprint.OWNER + Footprint.of(description);
    }

    String description() {
        return description;
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

    /** Returns leases whose messages nobody has seen. */
    void giveBack(List<Receipt> receipts, long hidden) {
        for (Receipt receipt : receipts) {
            Lease lease = kernel.held(receipt);
            if (lease == null) {
                kernel.forget(receipt);
            } else if (lease.owner == this) {
                lease.entry.queue.giveBack(lease, hidden);
            }
        }
    }

    /** @param seen positions of messages that somebody has got; null for all */
    void close(Set<Long> seen) {
        closed = true;
        kernel.memory.giveBack(Use.LEASES, footprint(description));
        for (ReceiveOperation receive : new ArrayList<>(receives)) {
            receive.giveUp();
        }
        for (Lease lease : new ArrayList<>(leases)) {
            lease.unseen |= !lease.deleting && seen != null && !seen.contains(lease.position);
            if (!lease.handedOver && !lease.deleting) {
                lease.entry.queue.giveBack(lease);
            } else {
                lease.entry.queue.releaseIfOver(lease);
            }
        }
    }
}
