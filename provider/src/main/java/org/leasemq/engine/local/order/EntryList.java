package org.leasemq.engine.local.order;

/**
 * The entries of one queue, in whatever state, in the order of a walk: by level, then position
 * ({@link Placed#standsBefore}). They are linked by their own fields. Whoever walks while others use the queue does so by a
 * {@link Cursors.Cursor}.
 *
 * @param <E> the entries
 */
public final class EntryList<E extends Placed<E>> {
    public static final int LEVELS = 10;
    /** How far from the end the place of an entry is looked for before another place is tried. */
    private static final int NEAR = 64;

    private final E[] firsts = Placed.array(LEVELS);
    private final E[] lasts = Placed.array(LEVELS);
    /** What was put between others last: what comes next from there often stands behind it. */
    private E inserted;

    private final Cursors<E> cursors = new Cursors<>(this);
    private int size;

    public int size() {
        return size;
    }

    /** Entries come nearly in the order of their positions. */
    void add(E entry) {
        E before = placeFor(entry);
        E after = before == null ? firsts[entry.level] : before.after;
        entry.before = before;
        entry.after = after;
        if (before == null) {
            firsts[entry.level] = entry;
        } else {
            before.after = entry;
        }
        if (after == null) {
            lasts[entry.level] = entry;
        } else {
            after.before = entry;
            inserted = entry;
        }
        size++;
    }

    /** What it comes behind; null if it comes first. */
    private E placeFor(E entry) {
        E place = lasts[entry.level];
        for (int steps = 0; place != null && place.position > entry.position; steps++) {
            boolean far = steps == NEAR && inserted != null && inserted.level == entry.level;
            place = far ? inserted : place.before;
        }
        E behind = place == null ? null : place.after;
        while (behind != null && behind.position < entry.position) {
            place = behind;
            behind = place.after;
        }
        return place;
    }

    void remove(E entry) {
        cursors.leaves(entry);
        if (entry == inserted) {
            inserted = entry.before;
        }
        if (entry.before == null) {
            firsts[entry.level] = entry.after;
        } else {
            entry.before.after = entry.after;
        }
        if (entry.after == null) {
            lasts[entry.level] = entry.before;
        } else {
            entry.after.before = entry.before;
        }
        entry.before = null;
        entry.after = null;
        size--;
    }

    /** The first of a level, or null. */
    public E first(int level) {
        return firsts[level];
    }

    /** The first up to a position, of whatever level; null if there is none. */
    public E firstUpTo(long position) {
        for (int level = LEVELS - 1; level >= 0; level--) {
            if (firsts[level] != null && firsts[level].position <= position) {
                return firsts[level];
            }
        }
        return null;
    }

    /** How many came after a position. Takes as long as there are. */
    public int countBehind(long position) {
        int count = 0;
        for (E last : lasts) {
            for (E entry = last; entry != null && entry.position > position; entry = entry.before) {
                count++;
            }
        }
        return count;
    }

    /** Begins a walk. */
    public Cursors<E>.Cursor walk() {
        return cursors.begin();
    }

    /** The first of a level, or of those behind it; null if there is none. */
    E firstFrom(int level) {
        for (int next = level; next >= 0; next--) {
            if (firsts[next] != null) {
                return firsts[next];
            }
        }
        return null;
    }

    /** What comes behind an entry; null at the end. */
    public E following(E entry) {
        return entry.after != null ? entry.after : firstFrom(entry.level - 1);
    }
}
