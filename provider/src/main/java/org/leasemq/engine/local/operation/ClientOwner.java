package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.Holder;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.Waiter;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.seen.HeldLease;
import org.leasemq.engine.model.seen.KnownClient;
import org.leasemq.memory.MemoryShare.Use;

/** An owner of leases: what the engine knows of a session, or of a transaction branch that is not prepared yet. */
public final class ClientOwner extends Holder {
    private final Kernel kernel;
    private final UUID id;
    final Set<Waiter> receives = new LinkedHashSet<>();

    private ClientOwner(Kernel kernel, UUID id, String description) {
        super(description);
        this.kernel = kernel;
        this.id = id;
    }

    /** What its user calls it. */
    public UUID id() {
        return id;
    }

    /** Leases take memory, and so does who may hold some; given back when it is closed. */
    public static ClientOwner open(Kernel kernel, UUID id, String description) {
        if (!kernel.memory.hasRoomToHold(footprint(description))) {
            throw kernel.memory.noRoom(
                    false,
                    "No room for one more session or transaction branch",
                    "Close sessions, end transactions, or give the process more memory.");
        }
        kernel.memory.take(Use.LEASES, footprint(description));
        return new ClientOwner(kernel, id, description);
    }

    private static long footprint(String description) {
        return Footprint.OWNER + Footprint.of(description);
    }

    @Override
    public boolean isWaiting() {
        return !receives.isEmpty();
    }

    /** For people. */
    public KnownClient.KnownOwner known() {
        List<String> waiting = receives.stream().map(Waiter::queueName).toList();
        return new KnownClient.KnownOwner(description(), waiting, held().size());
    }

    /** What it holds, for people. */
    public Stream<HeldLease> leases() {
        return held().stream().map(lease -> {
            Entry entry = lease.entry();
            return new HeldLease(
                    description(),
                    entry.queue().name(),
                    entry.position(),
                    entry.receiveCount(),
                    kernel.time.dateOf(lease.since()),
                    lease.until() == 0 ? 0 : kernel.time.dateOf(lease.until()),
                    entry.groupId());
        });
    }

    /** Returns leases whose messages nobody has seen. */
    public void giveBack(List<Receipt> receipts, long hidden) {
        for (Receipt receipt : receipts) {
            Lease lease = kernel.receipts.held(receipt);
            if (lease == null) {
                kernel.receipts.forget(receipt);
            } else if (lease.owner() == this) {
                lease.entry().queue().giveBack(lease, hidden);
            }
        }
    }

    /** @param seen positions of messages that somebody has got; null for all */
    public void close(Set<Long> seen) {
        end();
        kernel.memory.giveBack(Use.LEASES, footprint(description()));
        for (Waiter receive : new ArrayList<>(receives)) {
            receive.giveUp();
        }
        for (Lease lease : held()) {
            if (seen != null && !seen.contains(lease.position())) {
                lease.hasNotBeenSeen();
            }
            if (!lease.isHandedOver() && !lease.isBeingDeleted()) {
                lease.entry().queue().giveBack(lease);
            } else {
                lease.entry().queue().releaseIfOver(lease);
            }
        }
    }
}
