package org.leasemq.engine.local;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.leasemq.engine.NewMessage;

/** In which order the ready entries of a queue are handed out: by priority, then position, as far as groups allow. */
final class ReadyOrder {
    private static final int PRIORITIES = 10;

    /** Groups whose next message is available to anybody. */
    final TreeSet<Group> freeGroups = new TreeSet<>(Group.IN_ORDER);
    /** How many groups have a next message that is available to their holder only. */
    int reservedGroups;

    private final ReadyList[] ungrouped = new ReadyList[PRIORITIES];
    private final Map<String, Group> groups = new HashMap<>();
    private int size;

    int size() {
        return size;
    }

    /** Makes an entry a member of a group, which is made if need be. */
    void join(String id, Entry entry) {
        entry.group = groups.computeIfAbsent(id, key -> new Group(id, this));
        entry.group.join();
    }

    void leave(Entry entry) {
        if (entry.group != null && entry.group.leave()) {
            groups.remove(entry.group.id);
        }
    }

    void add(Entry entry) {
        size++;
        if (entry.group != null) {
            entry.group.addReady(entry);
        } else {
            list(entry.priority).add(entry);
        }
    }

    void remove(Entry entry) {
        size--;
        if (entry.group != null) {
            entry.group.removeReady(entry);
        } else {
            list(entry.priority).remove(entry);
        }
    }

    /** Whether there is something that anybody could have. */
    boolean hasForAnybody() {
        return !freeGroups.isEmpty() || firstUngrouped() != null;
    }

    /**
     * The entry to hand out next.
     *
     * @param owner to whom; null for somebody who holds nothing yet
     */
    Entry next(SessionOwner owner) {
        Entry best = firstUngrouped();
        if (!freeGroups.isEmpty()) {
            best = earlier(best, freeGroups.first().head());
        }
        Group own = owner == null ? null : owner.firstGroupIn(this);
        return own == null ? best : earlier(best, own.head());
    }

    /** Calls the action for entries that are likely to be handed out soon. */
    void forUpcoming(int max, Consumer<Entry> action) {
        ReadyList list = ungrouped[NewMessage.DEFAULT_PRIORITY];
        if (list != null) {
            list.forNext(max, action);
        }
        int left = max;
        for (Group group : freeGroups) {
            if (left-- == 0) {
                return;
            }
            action.accept(group.head());
        }
    }

    void forEach(Consumer<Entry> action) {
        for (ReadyList list : ungrouped) {
            if (list != null) {
                list.forEach(action);
            }
        }
        groups.values().forEach(group -> group.ready.forEach(action));
    }

    private Entry firstUngrouped() {
        for (int priority = PRIORITIES - 1; priority >= 0; priority--) {
            Entry first = ungrouped[priority] == null ? null : ungrouped[priority].peek();
            if (first != null) {
                return first;
            }
        }
        return null;
    }

    private ReadyList list(int priority) {
        if (ungrouped[priority] == null) {
            ungrouped[priority] = new ReadyList();
        }
        return ungrouped[priority];
    }

    private static Entry earlier(Entry one, Entry other) {
        return one == null || other.goesBefore(one) ? other : one;
    }
}
