package org.leasemq.engine.local.order;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.runtime.Moments;
import org.leasemq.memory.MemoryShare.Use;

/**
 * In which order the ready entries of a queue are handed out: by priority, then position, as far as groups and noisy tenants
 * allow.
 */
public final class ReadyOrder {
    private final GroupPlaces<Group> places = new GroupPlaces<>(Group.IN_ORDER);
    private final PriorityLists<Entry> ungrouped = new PriorityLists<>();
    private final Map<String, Group> groups = new HashMap<>();

    /** Null until the first message of a tenant comes. */
    private Tenants<Entry> tenants;

    private final Moments time;
    private final EngineMemory memory;

    /** Of all messages of the queue. */
    private final ProcessingTime processing;

    ReadyOrder(Moments time, EngineMemory memory, ProcessingTime processing) {
        this.time = time;
        this.memory = memory;
        this.processing = processing;
    }

    /** Makes an entry a member of a group, which is made if need be. */
    void join(String id, Entry entry) {
        entry.group = groups.computeIfAbsent(id, key -> {
            memory.take(Use.GROUPS, Footprint.ofGroup(id));
            return new Group(id, places);
        });
        entry.group.join(entry);
    }

    /** Makes an entry one of a tenant's, who is made if need be. */
    void joinTenant(String id, Entry entry) {
        if (tenants == null) {
            tenants = new Tenants<>(time, memory, processing);
        }
        entry.tenant = tenants.join(id, entry.retainedFrom());
    }

    void leave(Entry entry) {
        if (entry.group != null && entry.group.leave()) {
            groups.remove(entry.group.id);
            memory.giveBack(Use.GROUPS, Footprint.ofGroup(entry.group.id));
        } else if (entry.tenant != null) {
            tenants.leave(entry.tenant);
        }
    }

    void add(Entry entry) {
        if (entry.group != null) {
            entry.group.addReady(entry);
        } else if (entry.tenant != null) {
            entry.tenant.addReady(entry);
        } else {
            ungrouped.add(entry);
        }
    }

    void remove(Entry entry) {
        if (entry.group != null) {
            entry.group.removeReady(entry);
        } else if (entry.tenant != null) {
            entry.tenant.removeReady(entry);
        } else {
            ungrouped.remove(entry);
        }
    }

    /** Whether there is something that somebody could have. */
    public boolean hasForSomebody() {
        return places.reserved > 0
                || !places.free.isEmpty()
                || ungrouped.peek() != null
                || tenants != null && tenants.hasReady();
    }

    /**
     * The entry to hand out next.
     *
     * @param owner to whom; null for somebody who holds nothing yet
     */
    public Entry next(Holder owner) {
        Entry best = ungrouped.peek();
        Group group = places.free.isEmpty() ? null : places.free.first();
        Group own = owner == null ? null : owner.firstGroupIn(places);
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
    public void forUpcoming(int max, Consumer<Entry> action) {
        ungrouped.forNext(max, action);
        if (tenants != null) {
            tenants.forUpcoming(max, action);
        }
        int left = max;
        for (Group group : places.free) {
            if (left-- == 0) {
                return;
            }
            action.accept(group.head());
        }
    }

    /** Calls the action for all groups, ordered or not. */
    public void forGroups(Consumer<SeenGroup> action) {
        groups.values().forEach(action);
        if (tenants != null) {
            tenants.forAll(action);
        }
    }

    private static Entry earlier(Entry one, Entry other) {
        return one == null || other.goesBefore(one) ? other : one;
    }
}
