package org.leasemq.engine.local.order;

import java.util.function.Consumer;
import org.leasemq.engine.model.Message;

/**
 * Ready entries by priority, then position.
 *
 * @param <E> the entries
 */
final class PriorityLists<E extends Placed<E>> {
    private static final int PRIORITIES = 10;

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
    private final ReadyList<E>[] lists = new ReadyList[PRIORITIES];

    void add(E entry) {
        list(entry.priority).add(entry);
    }

    void remove(E entry) {
        list(entry.priority).remove(entry);
    }

    /** The first entry, or null. */
    E peek() {
        for (int priority = PRIORITIES - 1; priority >= 0; priority--) {
            E first = lists[priority] == null ? null : lists[priority].peek();
            if (first != null) {
                return first;
            }
        }
        return null;
    }

    /** Calls the action for entries of the usual priority that are likely to be the next. */
    void forNext(int max, Consumer<E> action) {
        ReadyList<E> list = lists[Message.DEFAULT_PRIORITY];
        if (list != null) {
            list.forNext(max, action);
        }
    }

    private ReadyList<E> list(int priority) {
        if (lists[priority] == null) {
            lists[priority] = new ReadyList<>();
        }
        return lists[priority];
    }
}
