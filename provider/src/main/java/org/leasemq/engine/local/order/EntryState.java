package org.leasemq.engine.local.order;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where an entry stands, and where it may go from there: THE table of transitions. {@link EntryQueue} performs them. */
public enum EntryState {
    /** Accepted, not durable yet. */
    PENDING,
    /** Can be received, as far as its group allows. */
    READY,
    /** Becomes ready later. */
    DELAYED,
    /** Somebody has it. */
    LEASED,
    /** On its way to another queue. */
    MOVING,
    /** Being deleted without having been leased. */
    DELETING,
    /** Deleted, expired, or never stored. */
    GONE;

    private static final Map<EntryState, Set<EntryState>> NEXT = new EnumMap<>(Map.of(
            PENDING, EnumSet.of(READY, DELAYED, LEASED, MOVING, GONE),
            READY, EnumSet.of(LEASED, MOVING, DELETING, GONE),
            DELAYED, EnumSet.of(READY, MOVING, DELETING, GONE),
            LEASED, EnumSet.of(READY, LEASED, MOVING, GONE),
            MOVING, EnumSet.of(READY, DELAYED, GONE),
            DELETING, EnumSet.of(READY, GONE),
            GONE, EnumSet.noneOf(EntryState.class)));

    /** Whether an entry in this state can come to another one. A lease can end with another one beginning. */
    boolean mayBecome(EntryState next) {
        return NEXT.get(this).contains(next);
    }

    /** Whether a queue counts entries in this state. */
    boolean isCounted() {
        return this != PENDING && this != GONE;
    }
}
