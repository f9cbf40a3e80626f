package org.leasemq.served;

import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/**
 * What something that is asked takes of the heap: as it came, until it has been read, and what was made of that, until it has been
 * carried out. Safe for use by several threads.
 */
final class CallMemory implements WireIn.Room {
    /** What is counted with every call. */
    private static final long SMALL = 512;
    /** So much more is taken than is needed at the moment. */
    private static final long STEP = 4 << 10;
    /** What takes more leaves something to others. */
    private static final long LARGE = 64 << 10;

    private final MemoryShare memory;

    @GuardedBy("this")
    private long parts;

    @GuardedBy("this")
    private long read;

    @GuardedBy("this")
    private long taken;

    /** Whether it is given back when there is an answer. */
    private boolean kept;

    /** @param parts what has been taken for what came of it before its end; given back here */
    CallMemory(MemoryShare memory, long parts) {
        this.memory = memory;
        this.parts = parts;
    }

    @Override
    public synchronized boolean take(long bytes) {
        read += bytes;
        long more = read - taken;
        if (read <= SMALL || more <= 0) {
            return true;
        }
        boolean fits = parts + read <= LARGE
                ? memory.tryToPass(Use.REQUESTS, more + STEP)
                : memory.tryToPassLarge(Use.REQUESTS, more + STEP);
        taken += fits ? more + STEP : 0;
        return fits;
    }

    /** It has been read, whatever came of that. */
    synchronized void isRead() {
        memory.giveBack(Use.REQUESTS, parts);
        parts = 0;
    }

    /** How much it would have to take to be read, as far as that is known. */
    synchronized long wanted() {
        return parts + read;
    }

    /** Whether it is so large that it may find no place, although there is memory. */
    boolean isLarge() {
        return wanted() > LARGE;
    }

    /** Somebody will end it. */
    void keep() {
        kept = true;
    }

    void endUnlessKept() {
        if (!kept) {
            end();
        }
    }

    /** It is over, or somebody else counts it. */
    synchronized void end() {
        isRead();
        memory.giveBack(Use.REQUESTS, taken);
        taken = 0;
    }
}
