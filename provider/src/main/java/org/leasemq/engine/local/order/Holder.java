package org.leasemq.engine.local.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who holds leases until they are ended: lives in this process, or is a unit of work that is prepared. */
public class Holder {
    private final String description;
    final Set<Lease> leases = new LinkedHashSet<>();
    private final Map<GroupPlaces<Group>, TreeSet<Group>> groups = new HashMap<>();
    private boolean closed;

    public Holder(String description) {
        this.description = description;
    }

    /** Who that is, for people. */
    public final String description() {
        return description;
    }

    /** What it holds at present. */
    public final List<Lease> held() {
        return new ArrayList<>(leases);
    }

    /** Holds nothing any more. */
    public final void end() {
        closed = true;
    }

    public final boolean isClosed() {
        return closed;
    }

    /** Whether it would take a message now. */
    public boolean isWaiting() {
        return false;
    }

    /** The groups of a queue whose next message only this one may have. */
    final TreeSet<Group> groupsIn(GroupPlaces<Group> places) {
        return groups.computeIfAbsent(places, key -> new TreeSet<>(Group.IN_ORDER));
    }

    /** As {@link #groupsIn}, the first, without making anything. */
    final Group firstGroupIn(GroupPlaces<Group> places) {
        TreeSet<Group> reserved = groups.get(places);
        return reserved == null || reserved.isEmpty() ? null : reserved.first();
    }

    /** The earliest message of a group that it holds; 0 if it holds none. */
    final long firstLeaseIn(Group group) {
        return leases.stream()
                .filter(lease -> lease.group == group)
                .mapToLong(lease -> lease.position)
                .min()
                .orElse(0);
    }
}
