package org.leasemq.engine.local.order;

import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.memory.MemoryShare.Use;

/**
 * What a selection has not judged yet: everything behind a place in each level of the queue, and the few entries that came to
 * stand before that place. So it takes no memory for what waits to be judged.
 */
public final class Unjudged {
    private static final Comparator<Entry> WALK = (one, other) -> one == other ? 0 : one.standsBefore(other) ? -1 : 1;

    private final EntryQueue queue;
    /** The next one in each level; null if all of a level are judged. */
    private final Entry[] next = new Entry[EntryList.LEVELS];
    /** What came to stand before those. */
    private final TreeSet<Entry> late = new TreeSet<>(WALK);

    public Unjudged(EntryQueue queue) {
        this.queue = queue;
        for (int level = 0; level < next.length; level++) {
            next[level] = queue.entries.first(level);
        }
    }

    /** The first, in the order of a walk; null if there is none. */
    public Entry first() {
        Entry first = late.isEmpty() ? null : late.first();
        for (int level = next.length - 1; level >= 0; level--) {
            if (next[level] != null) {
                return first == null || next[level].standsBefore(first) ? next[level] : first;
            }
        }
        return first;
    }

    /**
     * Whether one of its group comes before an entry that has been judged. When that was taken everything that stood before it had
     * been judged, so that only few can do so now: those that came since.
     */
    public boolean hasEarlierOfItsGroup(Entry entry) {
        for (Entry one : late) {
            if (one.group == entry.group && one.position < entry.position) {
                return true;
            }
        }
        for (int level = entry.level; level < next.length; level++) {
            for (Entry one = next[level]; one != null && one.standsBefore(entry); one = one.after) {
                if (one.group == entry.group && one.position < entry.position) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Calls the action for the first and some that follow it. */
    public void forFirst(int max, Consumer<Entry> action) {
        Entry entry = first();
        int left = late.isEmpty() ? max : 1;
        while (entry != null && left > 0) {
            action.accept(entry);
            entry = entry.after;
            left--;
        }
    }

    /** An entry has been judged. False if something stands before it, so that it will have to be judged again. */
    public boolean pass(Entry entry) {
        if (entry.queue() != queue || entry.state() == EntryState.GONE || isNoLongerLate(entry)) {
            return true;
        }
        if (next[entry.level] != entry) {
            return false;
        }
        next[entry.level] = entry.after;
        return true;
    }

    /** An entry has been put into the queue. */
    public void entered(Entry entry) {
        Entry place = next[entry.level];
        if (place == null ? entry.after == null : entry.after == place) {
            next[entry.level] = entry;
        } else if (place == null || entry.position < place.position) {
            enteredLate(entry);
        }
    }

    /** Without memory to remember it, what follows it is judged once more. */
    private void enteredLate(Entry entry) {
        EngineMemory memory = queue.memory;
        if (!memory.hasRoomToPass(Footprint.LATE)) {
            next[entry.level] = entry;
        } else if (late.add(entry)) {
            queue.memory.take(Use.SELECTIONS, Footprint.LATE);
        }
    }

    private boolean isNoLongerLate(Entry entry) {
        boolean was = !late.isEmpty() && late.remove(entry);
        if (was) {
            queue.memory.giveBack(Use.SELECTIONS, Footprint.LATE);
        }
        return was;
    }

    /** An entry is about to be taken out of the queue. */
    public void left(Entry entry) {
        if (next[entry.level] == entry) {
            next[entry.level] = entry.after;
        } else {
            isNoLongerLate(entry);
        }
    }

    public void clear() {
        Arrays.fill(next, null);
        queue.memory.giveBack(Use.SELECTIONS, (long) late.size() * Footprint.LATE);
        late.clear();
    }
}
