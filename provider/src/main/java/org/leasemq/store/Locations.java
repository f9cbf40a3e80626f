package org.leasemq.store;

import java.util.HashMap;
import java.util.Map;

/** Where the contents of a batch are stored: in one place, or in several if it is large. Not thread-safe while it grows. */
public final class Locations {
    /** Of a batch without contents, which has not been written. */
    public static final Locations NONE = new Locations(-1);

    private final long first;
    /** The locations of contents and answers that are not at the first. */
    private final Map<Object, Long> others = new HashMap<>();

    /** @param first where the batch begins */
    public Locations(long first) {
        this.first = first;
    }

    /** Contents and answers of these changes are at a location. */
    public void put(Iterable<? extends Change> changes, long location) {
        if (location == first) {
            return;
        }
        for (Change change : changes) {
            if (change instanceof Change.Storing stored) {
                others.put(stored.content(), location);
            } else if (change instanceof Change.Answer answer) {
                others.put(answer, location);
            }
        }
    }

    /** Where the batch begins. */
    public long first() {
        return first;
    }

    /**
     * Where a content is.
     *
     * @param content one of the batch
     */
    public long of(long content) {
        return others.isEmpty() ? first : others.getOrDefault(content, first);
    }

    /**
     * Where an answer is.
     *
     * @param answer one of the batch
     */
    public long of(Change.Answer answer) {
        return others.isEmpty() ? first : others.getOrDefault(answer, first);
    }
}
