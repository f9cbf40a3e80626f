package org.leasemq.engine.local.order;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** What passed a filter and can be received: in the order of {@link ReadyOrder}, but for fair shares of tenants. */
public final class SelectedReady {
    private static final Comparator<Entry> DELIVERY_ORDER =
            (one, other) -> one == other ? 0 : one.goesBefore(other) ? -1 : 1;
    private static final Comparator<Entry> BY_POSITION = Comparator.comparingLong(entry -> entry.position);

    private final TreeSet<Entry> ungrouped = new TreeSet<>(DELIVERY_ORDER);
    /** By position, whatever their priorities, as {@link Group} hands them out. */
    private final Map<Group, TreeSet<Entry>> groups = new HashMap<>();
    /** The first of each group. */
    private final TreeSet<Entry> heads = new TreeSet<>(DELIVERY_ORDER);

    /** The first that can be handed to the owner now, or null. Looks at no more groups than others have messages of. */
    public Entry first(Holder owner) {
        Entry first = ungrouped.isEmpty() ? null : ungrouped.first();
        for (Entry head : heads) {
            if (first != null && first.goesBefore(head)) {
                break;
            }
            if (head.group.isOpenTo(owner, head.position)) {
                return head;
            }
        }
        return first;
    }

    /** The first of a group, or null. */
    public Entry firstIn(Group group) {
        TreeSet<Entry> entries = groups.get(group);
        return entries == null ? null : entries.first();
    }

    public void add(Entry entry) {
        if (entry.group == null) {
            ungrouped.add(entry);
            return;
        }
        TreeSet<Entry> entries = groups.computeIfAbsent(entry.group, key -> new TreeSet<>(BY_POSITION));
        Entry head = entries.isEmpty() ? null : entries.first();
        entries.add(entry);
        moved(head, entries);
    }

    public void remove(Entry entry) {
        if (entry.group == null) {
            ungrouped.remove(entry);
            return;
        }
        TreeSet<Entry> entries = groups.get(entry.group);
        if (entries == null) {
            return;
        }
        Entry head = entries.first();
        entries.remove(entry);
        moved(head, entries);
        if (entries.isEmpty()) {
            groups.remove(entry.group);
        }
    }

    private void moved(Entry before, TreeSet<Entry> entries) {
        Entry now = entries.isEmpty() ? null : entries.first();
        if (now != before) {
            if (before != null) {
                heads.remove(before);
            }
            if (now != null) {
                heads.add(now);
            }
        }
    }
}
