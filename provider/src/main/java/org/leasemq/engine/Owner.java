package org.leasemq.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Receipt;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/**
 * A holder of leases that lives in this process, such as a Jakarta Messaging session. While it holds leases in a message
 * group it alone gets the next messages of that group. Safe for use by several threads.
 */
public final class Owner implements AutoCloseable {
    private static final long ENDED = Long.MIN_VALUE;

    private final LeaseEngine engine;
    private final UUID id;
    /** Bytes of what is kept to be sent; {@link #ENDED} once it is closed. */
    private final AtomicLong kept = new AtomicLong();

    private Owner(LeaseEngine engine, UUID id) {
        this.engine = engine;
        this.id = id;
    }

    /** Opens an owner that belongs to a client. */
    static Owner open(LeaseEngine engine, UUID client, String description) {
        Owner owner = new Owner(engine, engine.newId());
        engine.openOwner(client, owner.id, description).await();
        return owner;
    }

    /** What {@link ReceiveRequest}s name it by. */
    public UUID id() {
        return id;
    }

    /**
     * Counts a message that is kept in this process until it is sent, or until somebody has been told that it was.
     *
     * @return bytes, to be {@linkplain #letGo let go} when it is sent or forgotten; closing the owner lets go of all
     * @throws EngineException.NoRoom if there is no room for it: it must not be kept
     */
    public long keep(Message message) {
        MemoryShare memory = engine.memory();
        long size = engine.footprint(message);
        if (!memory.hasRoomToLast(size)) {
            throw EngineException.NoRoom.of(
                    "No room for a message that is to be sent later, by a transaction or in the background",
                    memory.account().toString(),
                    memory.hasRoomInAMoment(size),
                    "Commit or roll back, send less at once, or give the process more memory.");
        }
        if (kept.getAndUpdate(before -> before == ENDED ? ENDED : before + size) == ENDED) {
            throw new EngineException.Closed(
                    "Nothing can be kept to be sent later, since the session has been closed.");
        }
        memory.take(Use.TRANSACTIONS, size);
        return size;
    }

    /** What was counted by {@link #keep} is not kept any more. Harmless when the owner has been closed. */
    public void letGo(long bytes) {
        if (kept.getAndUpdate(before -> before == ENDED ? ENDED : before - bytes) != ENDED) {
            engine.memory().giveBack(Use.TRANSACTIONS, bytes);
        }
    }

    /** As {@link MessagePort#giveBack}, without waiting for it: callbacks of outcomes may call it. */
    public void giveBack(Collection<Receipt> receipts, Duration hidden) {
        engine.giveBack(id, List.copyOf(receipts), hidden).background();
    }

    /** As {@link ClientPort#closeOwner}, all leases having been seen. Closing twice is harmless. */
    @Override
    public void close() {
        end(null);
    }

    /** As {@link ClientPort#closeOwner}. */
    public void close(Collection<Receipt> seen) {
        end(List.copyOf(seen));
    }

    private void end(List<Receipt> seen) {
        long left = kept.getAndSet(ENDED);
        if (left != ENDED) {
            engine.memory().giveBack(Use.TRANSACTIONS, left);
        }
        engine.closeOwner(id, seen).await();
    }
}
