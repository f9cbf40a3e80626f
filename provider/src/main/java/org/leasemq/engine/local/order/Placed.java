package org.leasemq.engine.local.order;

/**
 * What has a place in a queue: a priority, a position, and neighbours in the {@link EntryList} of the queue.
 *
 * @param <E> what it is itself
 */
public abstract class Placed<E extends Placed<E>> {
    final byte priority;

    /** Its place in the order, and its key. */
    long position;

    /** Its priority, or less where an earlier member of its group has less: see {@link #standsBefore}. */
    byte level;

    E before;
    E after;

    Placed(int priority, long position) {
        this.priority = (byte) priority;
        moveTo(position);
    }

    /** It has another place from now on, where it is in no group yet. */
    final void moveTo(long place) {
        position = place;
        level = priority;
    }

    /** Which of two goes first where each could be handed out now. */
    final boolean goesBefore(Placed<?> other) {
        return priority != other.priority ? priority > other.priority : position < other.position;
    }

    /**
     * Which of two comes first in a walk through the queue: by priority, but no member of a group before an earlier one. So
     * whoever has walked up to an entry has seen all that its group hands out before it.
     */
    public final boolean standsBefore(Placed<?> other) {
        return level != other.level ? level > other.level : position < other.position;
    }

    /** Room for some. */
    @SuppressWarnings("unchecked") // what is put there is of that type, and nobody else sees it
    static <E extends Placed<E>> E[] array(int length) {
        return (E[]) new Placed<?>[length];
    }

    public long position() {
        return position;
    }

    public E after() {
        return after;
    }

    public byte level() {
        return level;
    }
}
