package org.leasemq.engine.local;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.memory.MemoryShare.Use;

/**
 * In which order the ready entries of a queue are handed out: by priority, then position, as far as groups and noisy tenants
 * allow.
 */
final class ReadyOrder {
    /** Groups whose next message is available to anybody. */
    final TreeSet<Group> freeGroups = new TreeSet<>(Group.IN_ORDER);
    /** How many groups have a next message that is available to their holder only. */
    int reservedGroups;

    private final PriorityLists ungrouped = new PriorityLists();
    private final Map<String, Group> groups = new HashMap<>();
    /** Null until the first message of a tenant comes. */
    private Tenants tenants;

    private final Kernel kernel;
    private int size;

    ReadyOrder(Kernel kernel) {
        this.kernel = kernel;
    }

    int size() {
        return size;
    }

    /** Makes an entry a member of a group, which is made if need be. */
    void join(String id, Entry entry) {
        entry.group = groups.computeIfAbsent(id, key -> {
            kernel.memory.take(Use.GROUPS, Footprint.ofGroup(id));
            return new Group(id, this);
        });
        entry.group.join(entry);
    }

    /** Makes an entry one of a tenant's, who is made if need be. */
    void joinTenant(String id, Entry entry) {
        if (tenants == null) {
            tenants = new Tenants(entry.queue);
        }
        tenants.join(id, entry);
    }

    void leave(Entry entry) {
        if (entry.group != null && entry.group.leave()) {
            groups.remove(entry.group.id);
            kernel.memory.giveBack(Use.GROUPS, Footprint.ofGroup(entry.group.id));
        } else if (entry.tenant != null) {
            tenants.leave(entry.tenant);
        }
    }

    void add(Entry entry) {
        size++;
        if (entry.group != null) {
            entry.group.addReady(entry);
        } else if (entry.tenant != null) {
            entry.tenant.addReady(entry);
        } else {
            ungrouped.add(entry);
        }
    }

    void remove(Entry entry) {
        size--;
        if (entry.group != null) {
            entry.group.removeReady(entry);
        } else if (entry.tenant != null) {
            entry.tenant.removeReady(entry);
        } else {
            ungrouped.remove(entry);
        }
    }

    /** Whether there is something that anybody could have. */
    boolean hasForAnybody() {
        return !freeGroups.isEmpty() || ungrouped.peek() != null || tenants != null && tenants.hasReady();
    }

    /**
     * The entry to hand out next.
     *
     * @param owner to whom; null for somebody who holds nothing yet
     */
    Entry next(SessionOwner owner) {
        Entry best = ungrouped.peek();
        Group group = freeGroups.isEmpty() ? null : freeGroups.first();
        Group own = owner == null ? null : owner.firstGroupIn(this);
        if (own != null) {
            group = Group.earlier(group, own);
        }
        if (group != null) {
            best = earlier(best, group.head());
        }
        return tenants == null ? best : fairly(best);
    }

    /** @param best the first of what belongs to no tenant, or null */
    private Entry fairly(Entry best) {
        Entry quiet = tenants.firstQuiet();
        Entry first = quiet == null ? best : earlier(best, quiet);
        return first != null ? first : tenants.firstNoisy();
    }

    /** Calls the action for entries that are likely to be handed out soon. */
    void forUpcoming(int max, Consumer<Entry> action) {
        ungrouped.forNext(max, action);
        if (tenants != null) {
            tenants.forUpcoming(max, action);
        }
        int left = max;
        for (Group group : freeGroups) {
            if (left-- == 0) {
                return;
            }
            action.accept(group.head());
        }
    }

    private static Entry earlier(Entry one, Entry other) {
        return one == null || other.goesBefore(one) ? other : one;
    }
}
