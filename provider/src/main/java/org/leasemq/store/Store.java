package org.leasemq.store;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * A durable log of {@link Change changes} with room reclaimed from its old end.
 *
 * <p>The engine keeps the order, the leases and the counts in memory; the store makes what it is told durable, plays it
 * back at start, and reads message contents back on request.
 *
 * <p><b>Locations.</b> {@link #write} tells where it wrote each content: a large batch lies in several places, so that one
 * content can be read back without all of it. The engine remembers the location of every message it has stored and gives it back to {@link #read} the content or, in {@link Change.Remove} and its kin, to
 * say that the content is no longer needed. So it does with every {@link Change.Answer}, which it never reads. A location is an opaque token; later locations are greater.
 *
 * <p><b>Reclaiming.</b> A store gives space back from its oldest end only: the oldest part whose contents are all dead
 * goes. What is still alive in the oldest part can be moved out of the way by writing it again
 * ({@link Change.Rewrite}, the same {@link Change.Answer}); {@link #usage} tells when that pays, {@link #oldest} what to look at.
 *
 * <p><b>Threads.</b> {@link #recover} is called once and first. {@link #write} is called by one thread at a time (not
 * always the same thread); {@link #read}, {@link #usage}, {@link #oldest}, {@link #reclaim} and {@link #checkRoom} may be
 * called by any thread at any time, also during a write. {@link #close} is called once, when no other call is running.
 *
 * <p><b>Errors.</b> Every failure is a {@link StoreException}. After a failed {@link #write} nothing of that batch is
 * durable, nor will be: a store that cannot know has to find out and undo before it accepts the next batch. A store
 * that failed heals itself: each later call tries again (a disk that was full may have space again).
 */
public interface Store extends AutoCloseable {

    /** Who this store is: created with it, never changed, and unlike any other store's. */
    UUID identity();

    /**
     * Plays every durable change that may still matter, oldest first, in the order in which they were written, and again as
     * long as {@link Recovery#again} asks for it. Changes to queues come before all others. Changes may concern messages that are not there any more: those are to be ignored.
     */
    void recover(Recovery recovery);

    /**
     * Makes all changes durable as one step, in their order: either all of them survive a crash or none.
     *
     * @param changes at least one
     * @return where the contents of this batch are
     */
    Locations write(List<? extends Change> changes);

    /**
     * Reads contents back.
     *
     * @param location what {@link #write} returned for the content when it was stored (or rewritten)
     * @return every change that stored a message at that location, at least those still alive, so that neighbours need not be read
     *     again; null when the location has been reclaimed, that is when all of its contents were dead or rewritten
     */
    List<Change.Storing> read(long location);

    /** How much is stored and how much of it is dead. Cheap. */
    Usage usage();

    /**
     * What the oldest part of the store still holds: changes to be looked through for what is needed and written again.
     *
     * @param after the last location already looked at, or -1 to begin at the oldest end
     * @return the changes of one location of the oldest reclaimable part, or null when that part has no more
     */
    Replay oldest(long after);

    /**
     * All that is needed of the oldest part, up to and including a location, has been written again and is durable. If that
     * is the whole part, its {@link Change.Deduplicate} entries no longer keep it: it can go once its contents are dead.
     *
     * @param location of the {@linkplain #oldest oldest} part
     */
    void lookedThrough(long location);

    /**
     * Gives the space of dead parts back to the operating system, as far as can be done now. May take some milliseconds;
     * does not block {@link #write} for long. Called from time to time when {@link Usage#reclaimable} says so.
     *
     * @param now the time, in milliseconds since the epoch, to judge {@link Change.Deduplicate} entries by
     */
    void reclaim(long now);

    /**
     * Refuses when so little space is left that storing more messages would endanger what keeps existing ones flowing.
     * Cheap enough to be called for every message.
     *
     * @param bytes what is about to be stored; 0 to find out only whether the store is there
     * @throws StoreFullException when there is no room
     * @throws StoreException when the store has been taken away
     */
    void checkRoom(long bytes);

    /**
     * Bytes of the heap that what is stored takes, dead or alive: of a store that keeps its contents there. Cheap enough to be
     * called for every write.
     *
     * @return negative for one that keeps them on a disk
     */
    default long heapBytes() {
        return -1;
    }

    /**
     * How long the data stays this store's without anything being written, in milliseconds: then others may take them over. 0
     * if nobody can as long as this store is open.
     */
    default long term() {
        return 0;
    }

    /**
     * Whether it is certain that nobody has taken the data over. Once that is not so it is never so again, and
     * {@link #write} throws {@link StoreLostException}. Cheap enough to be asked before everything that is handed over.
     */
    default boolean isOwned() {
        return true;
    }

    /** Shuts down in good order; afterwards another process may open the same data. */
    @Override
    void close();

    /** Receives what {@link Store#recover} plays back. */
    interface Recovery {
        /**
         * Called for each change.
         *
         * @param location the location that holds the change
         * @param change the change
         */
        void replay(long location, Change change);

        /**
         * Called after everything was played: whether all changes but those to queues are to be played once more, to look for
         * what was passed over.
         */
        default boolean again() {
            return false;
        }

        /**
         * Called once at the end, so that the store knows what is alive.
         *
         * @return the locations of all contents that are alive, one element for each message
         */
        LongStream liveLocations();

        /** The same, of {@linkplain Change.Answer answers}. */
        default LongStream liveAnswers() {
            return LongStream.empty();
        }
    }

    /**
     * The changes of one location.
     *
     * @param location the location
     * @param changes what was written there
     */
    record Replay(long location, List<Change> changes) {}

    /**
     * @param liveBytes bytes of contents that are alive
     * @param deadBytes bytes of contents and of bookkeeping that could be given back
     * @param reclaimable whether {@link Store#reclaim} would give something back without anything being rewritten
     */
    record Usage(long liveBytes, long deadBytes, boolean reclaimable) {}
}
