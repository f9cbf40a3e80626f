package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.Browser;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.MessageIds;
import org.leasemq.engine.local.order.Cursors;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.Group;
import org.leasemq.engine.local.order.Holder;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Provenance;

/** A walk through the entries a queue had when it began; the lock is taken for a part of the way at a time. */
final class LocalBrowser implements Browser {
    private static final int STEPS_AT_ONCE = 1024;
    /** Bytes of contents that are read at once, unless one has more. */
    private static final long BYTES_AT_ONCE = 4 << 20;

    private final Kernel kernel;
    private final QueueState queue;
    private final Cursors<Entry>.Cursor cursor;
    /** What has come later is passed over. */
    private final long upTo;
    /** Bytes of memory that it takes, and what it has told last. */
    private long taken;

    /** Seen, but the store did not give it to the last call. */
    private Seen unread;

    private boolean closed;

    /** Called with the lock held. */
    LocalBrowser(Kernel kernel, QueueState queue) {
        this.kernel = kernel;
        this.queue = queue;
        this.cursor = queue.entries().walk();
        this.upTo = kernel.numbers().lastPosition();
        count(Footprint.BROWSER);
    }

    /** How much it takes from now on. Called with the lock held. */
    private void count(long bytes) {
        kernel.memory().take(Use.BROWSERS, bytes - taken);
        taken = bytes;
    }

    @Override
    public List<Item> next(int max) {
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        boolean goesOn = max > 0;
        while (goesOn) {
            Seen seen = unread == null ? next() : unread;
            Item item = seen == null ? null : readOnce(seen, items);
            if (item != null) {
                items.add(item);
                bytes += seen.entry.content().size();
            }
            goesOn = seen != null && unread == null && items.size() < max && bytes < BYTES_AT_ONCE;
        }
        told(bytes);
        return items;
    }

    /** What the store does not give ends this call if that has something to give, and fails the next one if need be. */
    private Item readOnce(Seen seen, List<Item> before) {
        unread = null;
        try {
            return read(seen);
        } catch (EngineException.StoreFailed e) {
            if (before.isEmpty()) {
                throw e;
            }
            unread = seen;
            return null;
        }
    }

    private void told(long bytes) {
        kernel.lock().enter();
        try {
            if (!closed) {
                count(Footprint.BROWSER + bytes);
            }
        } finally {
            kernel.lock().exit();
        }
    }

    @Override
    public void skip(long count) {
        long left = count;
        if (left > 0 && unread != null) {
            unread = null;
            left--;
        }
        while (left > 0 && next() != null) {
            left--;
        }
    }

    @Override
    public void goBehind(String place) {
        if (!place.matches("[0-9]\\.[0-9]{1,18}")) {
            throw new EngineException.InvalidAttribute(
                    "'" + place + "' is no place in a queue. Give one that a browser has told.");
        }
        goBehind(place.charAt(0) - '0', Long.parseLong(place.substring(2)));
    }

    /** Where a message has gone, the place is looked for from the beginning of its level. */
    private void goBehind(int level, long position) {
        unread = null;
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
            State state,
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
                    State state = entry == null || entry.position() > upTo ? null : stateOf(entry);
                    if (state != null) {
                        return see(entry, state);
                    }
                    goesOn = entry != null;
                }
            } finally {
                kernel.lock().exit();
            }
        }
        return null;
    }

    private Seen see(Entry entry, State state) {
        Lease lease = state == State.IN_FLIGHT ? entry.lease() : null;
        Group group = state == State.AVAILABLE ? entry.group() : null;
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
    private Item read(Seen seen) {
        try {
            Message message = kernel.contents().load(seen.entry.content(), seen.position);
            return new Item(
                    MessageIds.of(message, seen.moved, seen.position),
                    message,
                    seen.position,
                    seen.count,
                    seen.earlier,
                    seen.source,
                    seen.state,
                    seen.state == State.DELAYED ? message.visibleAt() : seen.until,
                    seen.holder,
                    seen.blockedBy,
                    seen.level + "." + seen.position);
        } catch (EngineException.LeaseEnded e) {
            return null;
        }
    }

    private State stateOf(Entry entry) {
        if (entry.isPurged()) {
            return null;
        }
        return switch (entry.state()) {
            case READY -> entry.isExpiredAt(kernel.now()) ? null : State.AVAILABLE;
            case LEASED -> entry.lease().isBeingDeleted() ? null : State.IN_FLIGHT;
            case DELAYED -> State.DELAYED;
            case PENDING, MOVING, DELETING, GONE -> null;
        };
    }

    @Override
    public void close() {
        kernel.lock().enter();
        try {
            closed = true;
            cursor.close();
            count(0);
        } finally {
            kernel.lock().exit();
        }
    }
}
