package org.leasemq.engine.local.order;

import java.util.ArrayList;
import java.util.List;

/**
 * Entries by the id of their content, of which most are the only one. They stand in one table at the next free place from where
 * their id belongs, so that each takes 6 to 24 bytes: a map would take 60, for every dead letter.
 */
final class EntriesByContent {
    private static final int LEAST = 16;
    /** Spreads ids, which are dense or have regular gaps, all over the table. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Each place has an {@link Entry}, {@link Several}, or nothing; a third at least is free. */
    private Object[] table = new Object[LEAST];

    private int contents;

    /** Those with the same content. */
    private record Several(List<Entry> entries) {}

    void add(Entry entry) {
        int place = place(entry.content.id);
        if (table[place] instanceof Several several) {
            several.entries.add(entry);
        } else if (table[place] instanceof Entry other) {
            table[place] = new Several(new ArrayList<>(List.of(other, entry)));
        } else {
            table[place] = entry;
            contents++;
            resizeIfNeeded();
        }
    }

    void remove(Entry entry) {
        int place = place(entry.content.id);
        if (table[place] instanceof Several several) {
            several.entries.remove(entry);
            if (several.entries.size() == 1) {
                table[place] = several.entries.get(0);
            }
        } else if (table[place] == entry) {
            clear(place);
            contents--;
            resizeIfNeeded();
        }
    }

    /** Those with a content. */
    List<Entry> get(long content) {
        Object present = table[place(content)];
        if (present instanceof Several several) {
            return several.entries;
        }
        return present instanceof Entry entry ? List.of(entry) : List.of();
    }

    /** Where a content is, or would be put. */
    private int place(long content) {
        int place = firstPlace(content);
        while (table[place] != null && contentOf(table[place]) != content) {
            place = next(place);
        }
        return place;
    }

    private int firstPlace(long content) {
        long once = content * SPREAD;
        return (int) ((once ^ (once >>> Integer.SIZE)) * SPREAD >>> (Long.numberOfLeadingZeros(table.length) + 1));
    }

    private int next(int place) {
        return (place + 1) & (table.length - 1);
    }

    private static long contentOf(Object present) {
        return present instanceof Several several ? several.entries.get(0).content.id : ((Entry) present).content.id;
    }

    /** What stands behind, up to a free place, may have been kept from its own place by what goes. */
    private void clear(int place) {
        table[place] = null;
        for (int behind = next(place); table[behind] != null; behind = next(behind)) {
            Object present = table[behind];
            table[behind] = null;
            table[place(contentOf(present))] = present;
        }
    }

    private void resizeIfNeeded() {
        if (contents * 3L > table.length * 2L) {
            resize(table.length * 2);
        } else if (contents * 6L < table.length && table.length > LEAST) {
            resize(table.length / 2);
        }
    }

    private void resize(int length) {
        Object[] old = table;
        table = new Object[length];
        for (Object present : old) {
            if (present != null) {
                table[place(contentOf(present))] = present;
            }
        }
    }
}
