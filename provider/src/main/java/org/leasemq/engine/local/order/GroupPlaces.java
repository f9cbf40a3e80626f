package org.leasemq.engine.local.order;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * Where the groups of a queue stand whose next message is available.
 *
 * @param <G> the groups
 */
final class GroupPlaces<G> {
    /** Those whose next message is available to anybody. */
    final TreeSet<G> free;

    /** How many have a next message that is available to their holder only. */
    int reserved;

    GroupPlaces(Comparator<G> order) {
        free = new TreeSet<>(order);
    }
}
