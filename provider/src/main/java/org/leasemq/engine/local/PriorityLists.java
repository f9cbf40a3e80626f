package org.leasemq.engine.local;

import java.util.function.Consumer;
import org.leasemq.engine.model.Message;

/** Ready entries by priority, then position. */
final class PriorityLists {
    private static final int PRIORITIES = 10;

    private final ReadyList[] lists = new ReadyList[PRIORITIES];

    void add(Entry entry) {
        list(entry.priority).add(entry);
    }

    void remove(Entry entry) {
        list(entry.priority).remove(entry);
    }

    /** The first entry, or null. */
    Entry peek() {
        for (int priority = PRIORITIES - 1; priority >= 0; priority--) {
            Entry first = lists[priority] == null ? null : lists[priority].peek();
            if (first != null) {
                return first;
            }
        }
        return null;
    }

    /** Calls the action for entries of the usual priority that are likely to be the next. */
    void forNext(int max, Consumer<Entry> action) {
        ReadyList list = lists[Message.DEFAULT_PRIORITY];
        if (list != null) {
            list.forNext(max, action);
        }
    }

    private ReadyList list(int priority) {
        if (lists[priority] == null) {
            lists[priority] = new ReadyList();
        }
        return lists[priority];
    }
}
