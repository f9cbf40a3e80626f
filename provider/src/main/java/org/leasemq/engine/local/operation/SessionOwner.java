package org.leasemq.engine.local.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.leasemq.engine.Owner;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.memory.Kept;
import org.leasemq.engine.local.order.Holder;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.Waiter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Receipt;
import org.leasemq.memory.MemoryShare.Use;

/** An owner of leases that lives in this process. */
public final class SessionOwner extends Holder implements Owner {
    private final Kernel kernel;
    final Set<Waiter> receives = new LinkedHashSet<>();
    private final Kept kept;

    public SessionOwner(Kernel kernel, String description) {
        super(description);
        this.kernel = kernel;
        this.kept = new Kept(kernel.memory.share());
    }

    /** Leases take memory, and so does who may hold some; taken again when it is closed. */
    public void open() {
        long bytes = Footprint.OWNER + Footprint.of(description());
        if (!kernel.memory.hasRoomToHold(bytes)) {
            throw kernel.memory.noRoom(
                    false,
                    "No room for one more session or transaction branch",
                    "Close sessions, end transactions, or give the process more memory.");
        }
        kernel.memory.take(Use.LEASES, bytes);
        kernel.owners.add(this);
    }

    @Override
    public boolean isWaiting() {
        return !receives.isEmpty();
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
            if (!isClosed() && kernel.lock.failure() == null) {
                receipts.forEach(receipt -> giveBack(receipt, hidden.toMillis()));
                kernel.dispatch();
            }
            return null;
        });
    }

    private void giveBack(Receipt receipt, long hidden) {
        Lease lease = kernel.receipts.held(receipt);
        if (lease == null) {
            kernel.receipts.forget(receipt);
        } else if (lease.owner() == this) {
            lease.entry().queue().giveBack(lease, hidden);
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
        close(lease -> positions.contains(lease.position()));
    }

    private void close(Predicate<Lease> isSeen) {
        kept.end();
        kernel.lock.enter();
        try {
            if (isClosed() || kernel.lock.failure() != null) {
                return;
            }
            end();
            kernel.owners.remove(this);
            kernel.memory.giveBack(Use.LEASES, Footprint.OWNER + Footprint.of(description()));
            for (Waiter receive : new ArrayList<>(receives)) {
                receive.giveUp();
            }
            releaseAll(isSeen);
            kernel.dispatch();
        } catch (RuntimeException | Error e) {
            throw kernel.lock.fail(e);
        } finally {
            kernel.lock.exit();
        }
    }

    private void releaseAll(Predicate<Lease> isSeen) {
        for (Lease lease : held()) {
            if (!isSeen.test(lease)) {
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
