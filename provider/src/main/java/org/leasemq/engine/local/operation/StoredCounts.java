package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.store.Progress;

/**
 * The receive counts that an operation stores together with something else. A count may be that of a delivery which is then
 * given back, so what the store says has to be known, to be set right when the engine closes.
 */
public final class StoredCounts {
    private final List<Stored> stored = new ArrayList<>(1);

    private record Stored(Entry entry, int count) {}

    /** The operation is encoded, perhaps once more. */
    public void begin() {
        stored.clear();
    }

    public Progress of(Entry entry) {
        return note(entry, entry.progress());
    }

    /** With another end of its lease. */
    Progress of(Entry entry, long leasedUntil) {
        return note(entry, entry.progressUntil(leasedUntil));
    }

    private Progress note(Entry entry, Progress progress) {
        stored.add(new Stored(entry, progress.receiveCount()));
        return progress;
    }

    public void durable() {
        for (Stored one : stored) {
            one.entry.recorded(one.count);
        }
        stored.clear();
    }
}
