package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.MessageIds;
import org.leasemq.engine.local.order.Cursors;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryList;
import org.leasemq.engine.local.order.Group;
import org.leasemq.engine.local.order.Holder;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.store.Provenance;

/**
 * A walk through the entries of a queue, for one thread at a time; the lock is taken for a part of the way at a time. Has to be
 * closed.
 */
final class QueueWalk {
    /** In front of all messages. */
    private static final String BEGINNING = EntryList.LEVELS - 1 + ".0";

    private static final int STEPS_AT_ONCE = 1024;
    /** Bytes of contents that are read at once, unless one has more. */
    private static final long BYTES_AT_ONCE = 4 << 20;

    private final Kernel kernel;
    final QueueState queue;
    private final Cursors<Entry>.Cursor cursor;
    /** What has come later is passed over. */
    private long upTo;
    /** Behind which place it goes on. */
    private String place = BEGINNING;
    /** Whether there is nothing behind that. */
    private boolean ended;

    /** Called with the lock held. */
    QueueWalk(Kernel kernel, QueueState queue) {
        this.kernel = kernel;
        this.queue = queue;
        this.cursor = queue.entries().walk();
    }

    /** Behind which place it goes on. */
    String place() {
        return place;
    }

    /**
     * The next messages; fewer than could be told where they are large, or where the store does not give one and there is
     * something to tell without it.
     *
     * @param lastPosition what has come later is passed over
     */
    BrowsePage page(long lastPosition, long skip, int max) {
        upTo = lastPosition;
        for (long left = skip; left > 0 && next() != null; left--) {
            // passed over
        }
        List<BrowseItem> items = new ArrayList<>();
        long bytes = 0;
        while (!ended && items.size() < max && bytes < BYTES_AT_ONCE) {
            String before = place;
            Seen seen = next();
            BrowseItem item = null;
            try {
                item = seen == null ? null : read(seen);
            } catch (EngineException.StoreFailed e) {
                if (items.isEmpty()) {
                    throw e;
                }
                return new BrowsePage(items, before, upTo, bytes);
            }
            if (item != null) {
                items.add(item);
                bytes += seen.entry.content().size();
            }
        }
        return new BrowsePage(items, ended ? null : place, upTo, bytes);
    }

    /** @throws EngineException.InvalidAttribute if that is no place in a queue */
    void goBehind(String place) {
        if (!place.matches("[0-9]\\.[0-9]{1,18}")) {
            throw new EngineException.InvalidAttribute(
                    "'" + place + "' is no place in a queue. Give one that a browser has told.");
        }
        goBehind(place.charAt(0) - '0', Long.parseLong(place.substring(2)));
        this.place = place;
    }

    /** Where a message has gone, the place is looked for from the beginning of its level. */
    private void goBehind(int level, long position) {
        kernel.lock().enter();
        Entry entry = kernel.index().get(position);
        boolean there = entry != null && entry.queue() == queue && entry.level() == level;
        if (there) {
            cursor.goBehind(entry);
        } else {
            cursor.goTo(level);
        }
        kernel.lock().exit();
        while (!there) {
            kernel.lock().enter();
            there = passSome(level, position);
            kernel.lock().exit();
        }
    }

    private boolean passSome(int level, long position) {
        for (int i = 0; i < STEPS_AT_ONCE; i++) {
            Entry entry = cursor.peek();
            if (entry == null || entry.level() != level || entry.position() > position) {
                return true;
            }
            cursor.goBehind(entry);
        }
        return false;
    }

    /** What can be said of an entry without reading its message. */
    private record Seen(
            Entry entry,
            long position,
            byte level,
            int count,
            int earlier,
            String source,
            boolean moved,
            BrowseItem.State state,
            long until,
            String holder,
            long blockedBy) {}

    /** The next that is there to be seen, or null. */
    private Seen next() {
        boolean goesOn = true;
        while (goesOn) {
            kernel.lock().enter();
            try {
                for (int i = 0; i < STEPS_AT_ONCE && goesOn; i++) {
                    Entry entry = cursor.next();
                    BrowseItem.State state = entry == null || entry.position() > upTo ? null : stateOf(entry);
                    if (state != null) {
                        place = entry.level() + "." + entry.position();
                        return see(entry, state);
                    }
                    goesOn = entry != null;
                    ended |= !goesOn;
                }
            } finally {
                kernel.lock().exit();
            }
        }
        return null;
    }

    private Seen see(Entry entry, BrowseItem.State state) {
        Lease lease = state == BrowseItem.State.IN_FLIGHT ? entry.lease() : null;
        Group group = state == BrowseItem.State.AVAILABLE ? entry.group() : null;
        Holder holder = lease != null ? lease.owner() : group == null ? null : group.holder();
        return new Seen(
                entry,
                entry.position(),
                entry.level(),
                entry.receiveCount(),
                entry.earlierReceives(),
                kernel.queues().nameOf(entry.deadLetterSource()),
                entry.deadLetterSource() == Provenance.MOVED,
                state,
                lease == null || lease.until() == 0 ? 0 : kernel.time().dateOf(lease.until()),
                holder == null ? null : holder.description(),
                group == null ? 0 : group.blockerOf(entry.position()));
    }

    /** Null when the message has gone, or goes while it is being read. */
    private BrowseItem read(Seen seen) {
        try {
            Message message = kernel.contents().load(seen.entry.content(), seen.position);
            return new BrowseItem(
                    MessageIds.of(message, seen.moved, seen.position),
                    message,
                    seen.position,
                    seen.count,
                    seen.earlier,
                    seen.source,
                    seen.state,
                    seen.state == BrowseItem.State.DELAYED ? message.visibleAt() : seen.until,
                    seen.holder,
                    seen.blockedBy,
                    seen.level + "." + seen.position);
        } catch (EngineException.LeaseEnded e) {
            return null;
        }
    }

    private BrowseItem.State stateOf(Entry entry) {
        if (entry.isPurged()) {
            return null;
        }
        return switch (entry.state()) {
            case READY -> entry.isExpiredAt(kernel.now()) ? null : BrowseItem.State.AVAILABLE;
            case LEASED -> entry.lease().isBeingDeleted() ? null : BrowseItem.State.IN_FLIGHT;
            case DELAYED -> BrowseItem.State.DELAYED;
            case PENDING, MOVING, DELETING, GONE -> null;
        };
    }

    /** Called with the lock held. */
    void close() {
        cursor.close();
    }
}
