package org.leasemq.memory;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;
import org.leasemq.memory.MemoryShare.Use;

/**
 * What clients make grow in one heap, in bytes, and how much of it there may be. Three kinds are told apart:
 *
 * <ul>
 *   <li>what <em>lasts</em> until somebody takes it away (messages, what is in memory only, groups, deduplication ids): refused
 *       above the {@linkplain #lasting() lasting} part of the limit;
 *   <li>what <em>passes</em> by itself (requests, answers, what is being stored): may use the rest too, so that receiving and
 *       deleting go on when nothing more can be sent;
 *   <li>what is <em>spare</em> (contents that are in the store as well): fills what nobody else wants, and has to leave when
 *       somebody does.
 * </ul>
 *
 * <p>Each user has a {@link MemoryShare}; all engines of a process and the servers in front of them share one account, since
 * they share the heap. Safe for use by several threads.
 */
public final class MemoryAccount {
    /** What the virtual machine and the libraries need of the heap before the first client comes. */
    private static final long OWN_NEEDS = 16L << 20;

    /** What Derby takes to keep pages of its tables, as a part of the heap. */
    private static final int CACHE_OF_DERBY = 16;

    private static final long LEAST = 4L << 20;
    /** What is no larger is not kept out by large things that pass by themselves. */
    private static final long SMALL = 32L << 10;
    /** A part of the limit that large things leave to those, which leave half of it to what passes. */
    private static final int PART_FOR_SMALL = 16;

    private static final MemoryAccount OF_THIS_PROCESS =
            new MemoryAccount(limitOf(Runtime.getRuntime().maxMemory()));

    private final long limit;
    private final long lasting;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong spare = new AtomicLong();
    private final Set<MemoryShare> shares = new CopyOnWriteArraySet<>();
    private final Set<Runnable> shortages = new CopyOnWriteArraySet<>();

    /** @param limit bytes, at most, of everything together */
    public MemoryAccount(long limit) {
        this.limit = limit;
        this.lasting = limit / 4 * 3;
    }

    /** The one of this process, whose limit follows the heap. */
    public static MemoryAccount ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * How much of a heap may be used: three quarters of what is left when the program itself has been served, so that the
     * garbage collector has room for garbage.
     */
    public static long limitOf(long heap) {
        return Math.max(LEAST, (heap - heap / CACHE_OF_DERBY - OWN_NEEDS) / 4 * 3);
    }

    /** Bytes that everything together may take. */
    public long limit() {
        return limit;
    }

    /** Bytes that what lasts may take, together with what passes at the moment. */
    public long lasting() {
        return lasting;
    }

    /** Bytes that are taken, what is spare included. */
    public long used() {
        return taken.get() + spare.get();
    }

    /** A part of the account for one user, who gives all of it back by closing it. */
    public MemoryShare share() {
        MemoryShare share = new MemoryShare(this);
        shares.add(share);
        return share;
    }

    /** Bytes that are taken, by use, without what takes none. */
    public Map<MemoryShare.Use, Long> uses() {
        Map<MemoryShare.Use, Long> uses = new EnumMap<>(MemoryShare.Use.class);
        for (MemoryShare share : shares) {
            share.uses().forEach((use, bytes) -> uses.merge(use, bytes, Long::sum));
        }
        return uses;
    }

    void ended(MemoryShare share) {
        shares.remove(share);
    }

    @Override
    public String toString() {
        return taken.get() + " bytes of " + lasting + " are taken";
    }

    boolean hasRoomToLast(long bytes) {
        return hasRoom(bytes, lasting);
    }

    /** Whether there is, or would be without what passes, if it is small. */
    private boolean hasRoom(long bytes, long most) {
        long all = taken.get() + bytes;
        return all <= most || bytes <= SMALL && all <= limit - forSmall() / 2 && all - passing() <= most;
    }

    /** Takes a look at all. */
    private long passing() {
        long passing = 0;
        for (MemoryShare share : shares) {
            passing += share.used(Use.SENDS) + share.used(Use.REQUESTS) + share.used(Use.ANSWERS);
        }
        return passing;
    }

    /**
     * Whether there would clearly be room without what passes by itself, of which some is there always. To be asked of those that
     * are refused: it takes a look at all.
     */
    boolean hasRoomInAMoment(long bytes) {
        return taken.get() - passing() + bytes <= lasting - lasting / 16;
    }

    boolean hasRoomToPass(long bytes) {
        return taken.get() + bytes <= limit;
    }

    private long forSmall() {
        return limit / PART_FOR_SMALL;
    }

    /** Whether there would be some left for what is small. */
    boolean hasRoomForLarge(long bytes) {
        return hasRoomToPass(bytes + forSmall());
    }

    /** The rest is for those who give back what they hold. */
    boolean hasRoomToHold(long bytes) {
        return hasRoom(bytes, lasting + (limit - lasting) / 2);
    }

    boolean hasRoomToSpare(long bytes) {
        return taken.get() + spare.get() + bytes <= lasting;
    }

    /** Bytes of what is spare that somebody else needs. */
    long shortage() {
        return Math.min(spare.get(), taken.get() + spare.get() - lasting);
    }

    void take(long bytes) {
        taken.addAndGet(bytes);
        if (bytes > 0 && shortage() > 0) {
            shortages.forEach(Runnable::run);
        }
    }

    void takeSpare(long bytes) {
        spare.addAndGet(bytes);
    }

    void onShortage(Runnable action) {
        shortages.add(action);
    }

    void onShortageNoMore(Runnable action) {
        shortages.remove(action);
    }
}
