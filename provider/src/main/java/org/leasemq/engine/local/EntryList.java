package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.List;

/** The entries of one queue, in whatever state, linked by their own fields. */
final class EntryList {
    private Entry last;
    private int size;

    void add(Entry entry) {
        entry.before = last;
        if (last != null) {
            last.after = entry;
        }
        last = entry;
        size++;
    }

    void remove(Entry entry) {
        if (entry.before != null) {
            entry.before.after = entry.after;
        }
        if (entry.after != null) {
            entry.after.before = entry.before;
        } else {
            last = entry.before;
        }
        entry.before = null;
        entry.after = null;
        size--;
    }

    int size() {
        return size;
    }

    /** The entries of this moment, in no particular order. */
    List<Entry> snapshot() {
        List<Entry> entries = new ArrayList<>(size);
        for (Entry entry = last; entry != null; entry = entry.before) {
            entries.add(entry);
        }
        return entries;
    }
}
