package org.leasemq.engine.local.order;

import java.util.HashMap;
import java.util.Map;

/**
 * Who walks through an {@link EntryList} while others use it. Cursors are known by the entry they stand at, so that what
 * leaves costs nothing where nobody stands, and one step however many stand there.
 *
 * @param <E> the entries
 */
public final class Cursors<E extends Placed<E>> {
    /** Where some cursors stand. */
    private final class Place {
        /** Null at the end. */
        private E entry;

        private Cursor first;
        private int count;

        Place(E entry) {
            this.entry = entry;
        }

        void add(Cursor cursor) {
            cursor.place = this;
            cursor.before = null;
            cursor.after = first;
            if (first != null) {
                first.before = cursor;
            }
            first = cursor;
            count++;
        }

        void remove(Cursor cursor) {
            if (cursor.before == null) {
                first = cursor.after;
            } else {
                cursor.before.after = cursor.after;
            }
            if (cursor.after != null) {
                cursor.after.before = cursor.before;
            }
            cursor.place = null;
            cursor.before = null;
            cursor.after = null;
            count--;
        }

        /** All that stand at another place stand here from now on. */
        void addAll(Place other) {
            for (Cursor cursor = other.first; cursor != null; cursor = other.first) {
                other.remove(cursor);
                add(cursor);
            }
        }
    }

    private final EntryList<E> entries;
    private final Map<E, Place> places = new HashMap<>(0);

    Cursors(EntryList<E> entries) {
        this.entries = entries;
    }

    /** Begins a walk. */
    Cursor begin() {
        Cursor cursor = new Cursor();
        cursor.goTo(EntryList.LEVELS - 1);
        return cursor;
    }

    /** An entry is about to leave: who stands there goes on to the next. The few join the many. */
    void leaves(E entry) {
        Place place = places.isEmpty() ? null : places.remove(entry);
        if (place == null) {
            return;
        }
        E next = entries.following(entry);
        Place there = next == null ? null : places.get(next);
        if (there != null && there.count >= place.count) {
            there.addAll(place);
            return;
        }
        if (there != null) {
            place.addAll(there);
        }
        place.entry = next;
        if (next != null) {
            places.put(next, place);
        }
    }

    /** A place in a walk, which stays right when entries come and go. Has to be closed, except at the end. */
    public final class Cursor {
        /** Null at the end, and when it is closed. */
        private Place place;

        private Cursor before;
        private Cursor after;
        private boolean closed;

        /** The entry at this place; null at the end. */
        public E peek() {
            return place == null ? null : place.entry;
        }

        /** The entry at this place, which is left behind; null at the end. */
        public E next() {
            E entry = peek();
            if (entry != null) {
                goBehind(entry);
            }
            return entry;
        }

        /** Goes to the first entry of a level, or of those behind it. */
        public void goTo(int level) {
            stand(entries.firstFrom(level));
        }

        public void goBehind(E entry) {
            stand(entries.following(entry));
        }

        /** @param entry null for the end */
        public void stand(E entry) {
            leave();
            if (entry != null && !closed) {
                places.computeIfAbsent(entry, Place::new).add(this);
            }
        }

        private void leave() {
            Place left = place;
            if (left != null) {
                left.remove(this);
                if (left.first == null && left.entry != null) {
                    places.remove(left.entry);
                }
            }
        }

        public void close() {
            closed = true;
            leave();
        }
    }
}
