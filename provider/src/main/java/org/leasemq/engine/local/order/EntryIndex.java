package org.leasemq.engine.local.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.memory.MemoryShare.Use;

/**
 * Entries by position, by queue and by content. Positions are dense, so they stand in small pages: about 6 bytes an entry.
 */
public final class EntryIndex {
    private static final int BITS = 6;
    private static final int SIZE = 1 << BITS;

    private static final class Page {
        final Entry[] entries = new Entry[SIZE];
        int count;
    }

    private final Map<Long, Page> pages = new HashMap<>();
    /** By content, those whose position is not that of their content: they have moved, or share it. */
    private final EntriesByContent elsewhere = new EntriesByContent();

    private final EngineMemory memory;

    /** Told of contents that no entry has any more. */
    private final Consumer<Content> unheld;

    private int size;

    public EntryIndex(EngineMemory memory, Consumer<Content> unheld) {
        this.memory = memory;
        this.unheld = unheld;
    }

    public int size() {
        return size;
    }

    public Entry get(long position) {
        Page page = pages.get(position >> BITS);
        return page == null ? null : page.entries[slot(position)];
    }

    public void put(Entry entry) {
        Page page = pages.computeIfAbsent(entry.position >> BITS, key -> {
            memory.take(Use.MESSAGES, Footprint.PAGE);
            return new Page();
        });
        if (page.entries[slot(entry.position)] != null) {
            throw new IllegalStateException("Position " + entry.position + " is taken: indicates a bug");
        }
        page.entries[slot(entry.position)] = entry;
        page.count++;
        size++;
        entry.queue().entries().add(entry);
        entry.content.holders++;
        if (entry.position != entry.content.id) {
            elsewhere.add(entry);
        }
    }

    void remove(Entry entry) {
        long key = entry.position >> BITS;
        Page page = pages.get(key);
        if (page == null || page.entries[slot(entry.position)] != entry) {
            throw new IllegalStateException("Position " + entry.position + " is not indexed: indicates a bug");
        }
        page.entries[slot(entry.position)] = null;
        size--;
        if (--page.count == 0) {
            pages.remove(key);
            memory.giveBack(Use.MESSAGES, Footprint.PAGE);
        }
        entry.queue().entries().remove(entry);
        entry.content.holders--;
        if (entry.position != entry.content.id) {
            elsewhere.remove(entry);
        }
    }

    /** The entry is gone, and maybe its content. */
    void forget(Entry entry) {
        remove(entry);
        memory.giveBack(Use.MESSAGES, entry.footprint());
        if (entry.content.holders == 0) {
            unheld.accept(entry.content);
        }
    }

    /** One of the entries with a content, or null if there is none. */
    public Entry holder(long content) {
        Entry first = get(content);
        if (first != null && first.content.id == content) {
            return first;
        }
        List<Entry> others = elsewhere.get(content);
        return others.isEmpty() ? null : others.get(0);
    }

    /** Every entry with a content, wherever it has moved. */
    public List<Entry> holders(long content) {
        List<Entry> holders = new ArrayList<>(elsewhere.get(content));
        Entry first = get(content);
        if (first != null && first.content.id == content) {
            holders.add(0, first);
        }
        return holders;
    }

    /** Calls the action for every entry, in the order of positions. */
    public void forEach(Consumer<Entry> action) {
        long[] keys =
                pages.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        for (long key : keys) {
            for (Entry entry : pages.get(key).entries.clone()) {
                if (entry != null) {
                    action.accept(entry);
                }
            }
        }
    }

    private static int slot(long position) {
        return (int) position & (SIZE - 1);
    }
}
