package org.leasemq.engine.local.order;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Ready entries in the order of their positions. New entries come at the end of a ring; those that come back (released,
 * no longer delayed) wait beside it in a tree, so that each finds its old place at the cost of the few that came back.
 *
 * @param <E> the entries
 */
public final class ReadyList<E extends Placed<E>> {
    private static final Comparator<Placed<?>> BY_POSITION = Comparator.comparingLong(entry -> entry.position);

    /** A power of two long; slots from head to tail, null where an entry was taken out of the middle. */
    private E[] ring = Placed.array(4);
    /** The positions of the entries in those slots, also of those that were taken out. */
    private long[] positions = new long[4];

    private long head;
    private long tail;
    private int holes;
    private TreeSet<E> returned;

    void add(E entry) {
        if (head == tail || lastPosition() < entry.position) {
            if (tail - head == ring.length) {
                makeRoom();
            }
            positions[slot(tail)] = entry.position;
            ring[slot(tail++)] = entry;
            return;
        }
        if (returned == null) {
            returned = new TreeSet<>(BY_POSITION);
        }
        returned.add(entry);
    }

    /** The first entry, or null. */
    public E peek() {
        E first = head == tail ? null : ring[slot(head)];
        E back = returned == null || returned.isEmpty() ? null : returned.first();
        if (first == null || back != null && back.position < first.position) {
            return back;
        }
        return first;
    }

    boolean isEmpty() {
        return head == tail && (returned == null || returned.isEmpty());
    }

    /** Takes an entry out, wherever it is. */
    void remove(E entry) {
        long index = find(entry);
        if (index < 0) {
            boolean removed = returned != null && returned.remove(entry);
            if (!removed) {
                throw new IllegalStateException("Entry " + entry.position + " is not in its list: indicates a bug");
            }
            return;
        }
        ring[slot(index)] = null;
        holes++;
        dropHolesAtTheEnds();
    }

    /** Calls the action for the next entries of the ring; those that came back are not looked at. */
    void forNext(int max, Consumer<E> action) {
        int left = max;
        for (long index = head; index < tail && left > 0; index++) {
            E entry = ring[slot(index)];
            if (entry != null) {
                action.accept(entry);
                left--;
            }
        }
    }

    private long lastPosition() {
        return ring[slot(tail - 1)].position;
    }

    /** Where an entry is in the ring; negative if it is not there. */
    private long find(E entry) {
        long low = head;
        long high = tail;
        while (low < high) {
            long middle = (low + high) >>> 1;
            long position = positions[slot(middle)];
            if (position == entry.position) {
                return ring[slot(middle)] == entry ? middle : -1;
            }
            if (position < entry.position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return -1;
    }

    private void dropHolesAtTheEnds() {
        while (head < tail && ring[slot(head)] == null) {
            head++;
            holes--;
        }
        while (head < tail && ring[slot(tail - 1)] == null) {
            tail--;
            holes--;
        }
        if (head == tail && ring.length > 1024) {
            ring = Placed.array(4);
            positions = new long[4];
            head = 0;
            tail = 0;
        }
    }

    /** Doubles the ring, or only closes the gaps if those are many. */
    private void makeRoom() {
        int length = holes > ring.length / 2 ? ring.length : ring.length * 2;
        E[] entries = Placed.array(length);
        long[] places = new long[length];
        int count = 0;
        for (long index = head; index < tail; index++) {
            E entry = ring[slot(index)];
            if (entry != null) {
                places[count] = entry.position;
                entries[count++] = entry;
            }
        }
        ring = entries;
        positions = places;
        head = 0;
        tail = count;
        holes = 0;
    }

    private int slot(long index) {
        return (int) index & (ring.length - 1);
    }
}
