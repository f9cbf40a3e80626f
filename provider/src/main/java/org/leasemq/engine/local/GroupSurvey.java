package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.SeenGroup;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.seen.MessageGroup;
import org.leasemq.engine.model.seen.MessageGroups;

/** A look at the groups of a queue, for one thread; the lock is taken for some of them at a time. */
final class GroupSurvey {
    private static final int AT_ONCE = 1024;

    /** What matters least comes first. */
    private static final Comparator<Found> ORDER = Comparator.comparing(Found::blocked)
            .thenComparingInt(Found::messages)
            .thenComparing(
                    Comparator.comparing((Found found) -> found.group.id()).reversed());

    /** As it was when it was looked at. */
    private record Found(SeenGroup group, boolean blocked, int messages) {}

    private final Kernel kernel;
    private final String search;
    private final int max;
    private final PriorityQueue<Found> first = new PriorityQueue<>(ORDER);
    private int all;
    private int blocked;

    GroupSurvey(Kernel kernel, String search, int max) {
        this.kernel = kernel;
        this.search = search;
        this.max = Math.max(0, max);
    }

    MessageGroups of(String name) {
        List<SeenGroup> groups = new ArrayList<>();
        kernel.locked(() -> {
            QueueState queue = kernel.queue(name);
            queue.order().forGroups(groups::add);
            return queue;
        });
        for (int from = 0; from < groups.size(); from += AT_ONCE) {
            List<SeenGroup> some = groups.subList(from, Math.min(groups.size(), from + AT_ONCE));
            kernel.lock().run(() -> some.forEach(this::look));
        }
        List<Found> ordered = new ArrayList<>(first);
        ordered.sort(ORDER.reversed());
        return new MessageGroups(
                all,
                blocked,
                kernel.locked(() -> ordered.stream().map(this::describe).toList()));
    }

    private void look(SeenGroup group) {
        if (group.messages() == 0 || !group.id().contains(search)) {
            return;
        }
        Found found = new Found(group, group.isBlocked(), group.messages());
        all++;
        blocked += found.blocked ? 1 : 0;
        first.add(found);
        if (first.size() > max) {
            first.remove();
        }
    }

    private MessageGroup describe(Found found) {
        SeenGroup group = found.group;
        long position = group.firstLease();
        Entry entry = position == 0 ? null : kernel.index().get(position);
        boolean leased = entry != null && entry.lease() != null;
        return new MessageGroup(
                group.id(),
                group.isOrdered(),
                found.messages,
                group.inFlight(),
                found.blocked,
                group.keptFor(),
                leased ? position : 0,
                leased ? entry.receiveCount() : 0,
                leased ? entry.firstReceivedAt() : 0,
                leased && entry.lease().until() != 0
                        ? kernel.time().dateOf(entry.lease().until())
                        : 0);
    }
}
