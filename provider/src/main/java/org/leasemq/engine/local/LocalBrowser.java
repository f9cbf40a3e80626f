package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.Browser;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Message;

/** A browser over the entries a queue had when it was opened. */
final class LocalBrowser implements Browser {
    private final Kernel kernel;
    private final QueueState queue;
    private final List<Entry> entries;
    private int next;

    /** Called with the lock held. */
    LocalBrowser(Kernel kernel, QueueState queue) {
        this.kernel = kernel;
        this.queue = queue;
        this.entries = queue.entries.snapshot();
        entries.sort((one, other) -> one == other ? 0 : one.standsBefore(other) ? -1 : 1);
    }

    @Override
    public List<Item> next(int max) {
        List<Item> items = new ArrayList<>();
        while (items.size() < max && next < entries.size()) {
            Entry entry = entries.get(next);
            entries.set(next, null);
            next++;
            Item item = describe(entry);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    @Override
    public void skip(long count) {
        kernel.enter();
        try {
            for (long left = count; left > 0 && next < entries.size(); next++) {
                left -= stateOf(entries.get(next)) == null ? 0 : 1;
            }
        } finally {
            kernel.exit();
        }
    }

    /** Null when the message has gone, or goes while it is being read. */
    private Item describe(Entry entry) {
        kernel.enter();
        State state = stateOf(entry);
        long position = entry.position;
        int count = entry.receiveCount;
        Lease lease = state == State.IN_FLIGHT ? entry.lease : null;
        Group group = state == State.AVAILABLE ? entry.group : null;
        long until = lease == null || lease.until == 0 ? 0 : kernel.dateOf(lease.until);
        SessionOwner holder = lease != null ? lease.owner : group == null ? null : group.holder();
        long blockedBy = group == null ? 0 : group.blockerOf(position);
        kernel.exit();
        if (state == null) {
            return null;
        }
        try {
            Message message = kernel.contents.load(entry);
            return new Item(
                    message,
                    position,
                    count,
                    state,
                    state == State.DELAYED ? message.visibleAt() : until,
                    holder == null ? null : holder.description(),
                    blockedBy);
        } catch (EngineException.LeaseEnded e) {
            return null;
        }
    }

    private State stateOf(Entry entry) {
        if (entry.queue != queue) {
            return null;
        }
        return switch (entry.state) {
            case READY -> entry.isExpiredAt(kernel.now()) ? null : State.AVAILABLE;
            case LEASED -> entry.lease.deleting ? null : State.IN_FLIGHT;
            case DELAYED -> State.DELAYED;
            case PENDING, MOVING, DELETING, GONE -> null;
        };
    }

    @Override
    public void close() {
        next = entries.size();
        entries.clear();
    }
}
