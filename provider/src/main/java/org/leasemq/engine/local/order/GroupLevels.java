package org.leasemq.engine.local.order;

import java.util.Map;
import java.util.TreeMap;

/**
 * The least priority that the members of a group have had so far, by position: what one of them counts as in a walk through
 * the queue. It never rises, so that no member stands before an earlier one; there are at most as many steps as priorities.
 */
final class GroupLevels {
    private byte first = -1;
    /** Where it falls, and to what; null while all members have the same priority. */
    private TreeMap<Long, Byte> falls;

    private long last;

    /** What a member counts as. One that comes after its successors lowers nothing, since those stand where they stand. */
    byte join(long position, byte priority) {
        if (first < 0) {
            first = priority;
        }
        byte level = at(position);
        if (position > last) {
            last = position;
            if (priority < level) {
                level = priority;
                falls = falls == null ? new TreeMap<>() : falls;
                falls.put(position, level);
            }
        }
        return level;
    }

    private byte at(long position) {
        Map.Entry<Long, Byte> fall = falls == null ? null : falls.floorEntry(position);
        return fall == null ? first : fall.getValue();
    }
}
