package org.leasemq.engine.local;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Ready entries in the order of their positions. New entries come at the end of a ring; those that come back (released,
 * no longer delayed) wait beside it in a heap, so that each finds its old place at the cost of the few that came back.
 */
final class ReadyList {
    private static final Comparator<Entry> BY_POSITION = Comparator.comparingLong(entry -> entry.position);

    /** A power of two long; slots from head to tail, null where an entry was taken out of the middle. */
    private Entry[] ring = new Entry[4];

    private long head;
    private long tail;
    private int holes;
    private PriorityQueue<Entry> returned;

    void add(Entry entry) {
        if (head == tail || lastPosition() < entry.position) {
            if (tail - head == ring.length) {
                makeRoom();
            }
            ring[slot(tail++)] = entry;
            return;
        }
        if (returned == null) {
            returned = new PriorityQueue<>(BY_POSITION);
        }
        returned.add(entry);
    }

    /** The first entry, or null. */
    Entry peek() {
        Entry first = head == tail ? null : ring[slot(head)];
        Entry back = returned == null ? null : returned.peek();
        if (first == null || back != null && back.position < first.position) {
            return back;
        }
        return first;
    }

    Entry poll() {
        Entry first = peek();
        if (first != null) {
            remove(first);
        }
        return first;
    }

    boolean isEmpty() {
        return head == tail && (returned == null || returned.isEmpty());
    }

    int size() {
        return (int) (tail - head) - holes + (returned == null ? 0 : returned.size());
    }

    /** Takes an entry out, wherever it is. */
    void remove(Entry entry) {
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

    void forEach(Consumer<Entry> action) {
        for (long index = head; index < tail; index++) {
            Entry entry = ring[slot(index)];
            if (entry != null) {
                action.accept(entry);
            }
        }
        if (returned != null) {
            returned.forEach(action);
        }
    }

    /** Calls the action for the next entries of the ring; those that came back are not looked at. */
    void forNext(int max, Consumer<Entry> action) {
        int left = max;
        for (long index = head; index < tail && left > 0; index++) {
            Entry entry = ring[slot(index)];
            if (entry != null) {
                action.accept(entry);
                left--;
            }
        }
    }

    private long lastPosition() {
        return ring[slot(tail - 1)].position;
    }

    /** Binary search; a hole is stepped over to the right. */
    private long find(Entry entry) {
        long low = head;
        long high = tail;
        while (low < high) {
            long middle = (low + high) >>> 1;
            long probe = middle;
            while (probe < high && ring[slot(probe)] == null) {
                probe++;
            }
            if (probe == high) {
                high = middle;
                continue;
            }
            Entry found = ring[slot(probe)];
            if (found == entry) {
                return probe;
            }
            if (found.position < entry.position) {
                low = probe + 1;
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
            ring = new Entry[4];
            head = 0;
            tail = 0;
        }
    }

    /** Doubles the ring, or only closes the gaps if those are many. */
    private void makeRoom() {
        Entry[] old = ring;
        int length = holes > old.length / 2 ? old.length : old.length * 2;
        Entry[] bigger = new Entry[length];
        int count = 0;
        for (long index = head; index < tail; index++) {
            Entry entry = old[slot(index)];
            if (entry != null) {
                bigger[count++] = entry;
            }
        }
        Arrays.fill(old, null);
        ring = bigger;
        head = 0;
        tail = count;
        holes = 0;
    }

    private int slot(long index) {
        return (int) index & (ring.length - 1);
    }
}
