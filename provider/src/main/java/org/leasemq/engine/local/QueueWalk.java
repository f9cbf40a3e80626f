package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.BrowseItem;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.BrowseRequest;
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
    private static final int STEPS_AT_ONCE = 1024;
    /** Bytes of contents that are read at once, unless one has more. */
    private static final long BYTES_AT_ONCE = 4 << 20;

    private final Kernel kernel;
    final QueueState queue;
    private final Cursors<Entry>.Cursor cursor;
    /** What is asked for. */
    private BrowseRequest asked;
    /** What has come later is passed over. */
    private long upTo;
    /** Behind which place it goes on: at first in front of all messages. */
    private int level = EntryList.LEVELS - 1;

    private long position;
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
        return level + "." + position;
    }

    /**
     * The next messages; fewer than could be told where they are large, or where the store does not give one and there is
     * something to tell without it.
     *
     * @param lastPosition what has come later is passed over
     */
    BrowsePage page(BrowseRequest request, long lastPosition) {
        asked = request;
        upTo = lastPosition;
        if (asked.skip() > 0) {
            next(asked.skip() - 1);
        }
        List<BrowseItem> items = new ArrayList<>();
        long bytes = 0;
        while (!ended && items.size() < asked.max() && bytes < BYTES_AT_ONCE) {
            String before = place();
            Seen seen = next(0);
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
        return new BrowsePage(items, ended ? null : place(), upTo, bytes);
    }

    /** @throws EngineException.InvalidAttribute if that is no place in a queue */
    void goBehind(String place) {
        if (!place.matches("[0-9]\\.[0-9]{1,18}")) {
            throw new EngineException.InvalidAttribute(
                    "'" + place + "' is no place in a queue. Give one that a browser has told.");
        }
        level = place.charAt(0) - '0';
        position = Long.parseLong(place.substring(2));
        goBehind();
    }

    /** Where a message has gone, the place is looked for from the beginning of its level. */
    private void goBehind() {
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
            there = passSome();
            kernel.lock().exit();
        }
    }

    private boolean passSome() {
        Entry entry = cursor.peek();
        for (int i = 0; i < STEPS_AT_ONCE && isUpToHere(entry); i++) {
            entry = queue.entries().following(entry);
        }
        cursor.stand(entry);
        return !isUpToHere(entry);
    }

    private boolean isUpToHere(Entry entry) {
        return entry != null && entry.level() == level && entry.position() <= position;
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

    /**
     * The next that is there to be seen and asked for, or null. On the way the cursor is moved once for many entries, since that
     * takes longer than passing an entry.
     *
     * @param skip so many of these are passed over
     */
    private Seen next(long skip) {
        long left = skip;
        while (!ended) {
            kernel.lock().enter();
            try {
                long now = kernel.now();
                Entry entry = cursor.peek();
                for (int i = 0; i < STEPS_AT_ONCE && entry != null; i++) {
                    BrowseItem.State state = wantedState(entry, now);
                    if (state != null) {
                        level = entry.level();
                        position = entry.position();
                        if (left == 0) {
                            cursor.goBehind(entry);
                            return see(entry, state);
                        }
                        left--;
                    }
                    entry = queue.entries().following(entry);
                }
                cursor.stand(entry);
                ended = entry == null;
            } finally {
                kernel.lock().exit();
            }
        }
        return null;
    }

    /** Null where it is not to be seen, or not asked for. */
    private BrowseItem.State wantedState(Entry entry, long now) {
        BrowseItem.State state = entry.position() > upTo ? null : stateOf(entry, now);
        boolean wanted = (asked.state() == null || state == asked.state())
                && (asked.group() == null || asked.group().equals(entry.groupId()));
        return wanted ? state : null;
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

    private BrowseItem.State stateOf(Entry entry, long now) {
        if (entry.isPurged()) {
            return null;
        }
        return switch (entry.state()) {
            case READY -> entry.isExpiredAt(now) ? null : BrowseItem.State.AVAILABLE;
            case LEASED -> isGoing(entry.lease()) ? null : BrowseItem.State.IN_FLIGHT;
            case DELAYED -> BrowseItem.State.DELAYED;
            case PENDING, MOVING, DELETING, GONE -> null;
        };
    }

    private static boolean isGoing(Lease lease) {
        return lease.isBeingDeleted() && !lease.isPinned();
    }

    /** Called with the lock held. */
    void close() {
        cursor.close();
    }
}
