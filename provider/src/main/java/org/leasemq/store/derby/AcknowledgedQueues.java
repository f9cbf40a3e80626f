package org.leasemq.store.derby;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.store.Change;

/**
 * The queues as they are in what was acknowledged. What a batch changes is applied before it is durable, so that nothing can
 * fail afterwards, and undone if it does not become durable. Not thread-safe.
 */
final class AcknowledgedQueues {
    private final TreeMap<Integer, Change.PutQueue> byNumber = new TreeMap<>();

    /** What stood at some numbers before; null for nothing. */
    private Map<Integer, Change.PutQueue> before = Map.of();

    void load(Map<Integer, Change.PutQueue> queues) {
        byNumber.putAll(queues);
    }

    Collection<Change.PutQueue> all() {
        return byNumber.values();
    }

    void apply(List<? extends Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.PutQueue put) {
                remember(put.queue());
                byNumber.put(put.queue(), put);
            } else if (change instanceof Change.DropQueue drop) {
                remember(drop.queue());
                byNumber.remove(drop.queue());
            }
        }
    }

    private void remember(int number) {
        if (before.isEmpty()) {
            before = new HashMap<>();
        }
        if (!before.containsKey(number)) {
            before.put(number, byNumber.get(number));
        }
    }

    /** The batch is durable. */
    void keep() {
        before = Map.of();
    }

    /** The batch is not. */
    void undo() {
        before.forEach((number, queue) -> {
            if (queue == null) {
                byNumber.remove(number);
            } else {
                byNumber.put(number, queue);
            }
        });
        before = Map.of();
    }
}
