package org.leasemq.remote;

import java.util.HashMap;
import java.util.Map;
import org.leasemq.engine.wire.Parts;

/**
 * What is being carried in parts, and has to keep its order with others. What does not fit into one frame is passed by what does; but
 * what has the same place in an order, as what is sent to the same queue has, comes behind it, in parts, too. For one thread at a time.
 */
final class OrderedParts {
    private final Map<Object, Integer> underWay = new HashMap<>();

    /** What it has to come in parts for, which is told when it is {@link #over}; null if it is carried as it is. */
    Object begun(Object order, int bytes) {
        if (order == null || bytes <= Parts.SIZE && !underWay.containsKey(order)) {
            return null;
        }
        underWay.merge(order, 1, Integer::sum);
        return order;
    }

    /** @param order what {@link #begun} told */
    void over(Object order) {
        if (order != null) {
            underWay.computeIfPresent(order, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
