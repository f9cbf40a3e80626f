package org.leasemq.memory;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One user's part of a {@link MemoryAccount}: what is taken is counted here by its use, and there in all. Safe for use by
 * several threads. Closed by its user, which gives everything back.
 */
public final class MemoryShare implements AutoCloseable {
    /** What memory is taken for. */
    public enum Use {
        /** Messages in queues, without what they say: their place in the order and in the index. */
        MESSAGES,
        /** Contents of messages that are nowhere else. */
        CONTENTS,
        /** Contents of messages that are in the store as well. */
        CACHE,
        /** Groups and tenants with their ids. */
        GROUPS,
        /** Deduplication ids. */
        DEDUPLICATION,
        /** Answers that clients elsewhere may ask for again. */
        REMEMBERED,
        /** Queues and subscriptions with their definitions. */
        QUEUES,
        /** Leases, and those who hold some: clients with their names, sessions, transaction branches. */
        LEASES,
        /** Contents that are being stored. */
        SENDS,
        /** Contents that will be stored when a transaction commits. */
        TRANSACTIONS,
        /** Requests that are being read or carried out. */
        REQUESTS,
        /** Answers that are being made or written. */
        ANSWERS,
        /** Open browsers with what they have told last. */
        BROWSERS,
        /** What receives with an attempt id got. */
        ATTEMPTS,
        /** Connections to a server that are open. */
        CONNECTIONS,
        /** What passed the filters of receivers and is still in its queue. */
        SELECTIONS,
        /** A store that lies in the heap. */
        STORE,
        /** Counts over time, for people to look at. */
        FIGURES
    }

    private final MemoryAccount account;
    private final AtomicLongArray used = new AtomicLongArray(Use.values().length);
    private Runnable onShortage = () -> {};

    MemoryShare(MemoryAccount account) {
        this.account = account;
    }

    /** The account that this is a part of. */
    public MemoryAccount account() {
        return account;
    }

    /** Bytes taken for a use. */
    public long used(Use use) {
        return used.get(use.ordinal());
    }

    /** Bytes taken, by use, without what takes none. */
    public Map<Use, Long> uses() {
        Map<Use, Long> uses = new EnumMap<>(Use.class);
        for (Use use : Use.values()) {
            if (used(use) != 0) {
                uses.put(use, used(use));
            }
        }
        return uses;
    }

    /** Whether so many bytes more could stay. */
    public boolean hasRoomToLast(long bytes) {
        return account.hasRoomToLast(bytes);
    }

    /** Whether so many bytes more could stay once requests, answers and sends that are under way have passed. */
    public boolean hasRoomInAMoment(long bytes) {
        return account.hasRoomInAMoment(bytes);
    }

    /** Whether so many bytes more could be there for a moment. */
    public boolean hasRoomToPass(long bytes) {
        return account.hasRoomToPass(bytes);
    }

    /** Whether so many bytes could be taken for what passes when its holder wants: leases, connections, receives that wait. */
    public boolean hasRoomToHold(long bytes) {
        return account.hasRoomToHold(bytes);
    }

    /** Takes memory, whether or not there is room: who could be refused was asked before. */
    public void take(Use use, long bytes) {
        used.addAndGet(use.ordinal(), bytes);
        account.take(bytes);
    }

    /** Gives back what was taken, or a part of it. */
    public void giveBack(Use use, long bytes) {
        used.addAndGet(use.ordinal(), -bytes);
        account.take(-bytes);
    }

    /**
     * Takes memory for something that passes by itself, if there is room, or if it is the only one of its use: what is large
     * would never have its turn.
     *
     * @return whether it was taken, so that it has to be {@linkplain #giveBack given back}
     */
    public boolean tryToPass(Use use, long bytes) {
        return tryToTake(use, bytes, account.hasRoomToPass(bytes));
    }

    /** The same for what may be large, which leaves something to what is small. */
    public boolean tryToPassLarge(Use use, long bytes) {
        return tryToTake(use, bytes, account.hasRoomForLarge(bytes));
    }

    private boolean tryToTake(Use use, long bytes, boolean fits) {
        boolean alone = used.getAndAdd(use.ordinal(), bytes) == 0;
        if (alone || fits) {
            account.take(bytes);
            return true;
        }
        used.addAndGet(use.ordinal(), -bytes);
        return false;
    }

    /** Whether there is room for so many bytes that have to leave when somebody needs theirs. */
    public boolean hasRoomToSpare(long bytes) {
        return account.hasRoomToSpare(bytes);
    }

    /** Takes, or with a negative number gives back, memory that can be spared. */
    public void takeSpare(long bytes) {
        used.addAndGet(Use.CACHE.ordinal(), bytes);
        account.takeSpare(bytes);
    }

    /** Bytes of what can be spared that somebody needs; not positive if nobody does. */
    public long shortage() {
        return account.shortage();
    }

    /**
     * Has an action run whenever somebody needs what can be spared. Called once, before the share is used.
     *
     * @param action must not wait, and take no lock that is held while memory is taken
     */
    public void onShortage(Runnable action) {
        onShortage = action;
        account.onShortage(action);
    }

    @Override
    public void close() {
        account.onShortageNoMore(onShortage);
        account.ended(this);
        for (Use use : Use.values()) {
            long left = used.getAndSet(use.ordinal(), 0);
            if (use == Use.CACHE) {
                account.takeSpare(-left);
            } else {
                account.take(-left);
            }
        }
    }
}
