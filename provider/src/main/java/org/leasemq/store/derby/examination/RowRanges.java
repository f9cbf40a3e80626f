package org.leasemq.store.derby.examination;

import java.util.Map;
import java.util.TreeMap;

/** A set of numbers of rows, most of which follow one another: takes memory for the gaps only. */
final class RowRanges {
    /** Each range by its first number, with its last. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    void add(long number) {
        Map.Entry<Long, Long> before = ranges.floorEntry(number);
        if (before != null && before.getValue() >= number) {
            return;
        }
        long first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
        Long last = ranges.remove(number + 1);
        ranges.put(first, last == null ? number : last);
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> before = ranges.floorEntry(number);
        return before != null && before.getValue() >= number;
    }
}
