package org.leasemq.engine.local;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.EngineException;
import org.leasemq.store.Change;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoredMessage;

/**
 * Has the store give back the space of dead messages. The store reclaims from its oldest end; when much is dead but a few
 * messages in the oldest part are alive, those are written again, so that the part can go. At most as much is rewritten as
 * is reclaimed.
 */
final class Housekeeping {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
    private final Kernel kernel;
    private final Store store;
    private final EngineSettings.Reclaiming settings;
    private int writes;
    private boolean busy;
    /** The last location looked through; only used by the one task at a time. */
    private long cursor = -1;

    Housekeeping(Kernel kernel, Store store) {
        this.kernel = kernel;
        this.store = store;
        this.settings = kernel.settings.reclaiming();
    }

    /** Called after every write, with the lock held. */
    void look() {
        writes++;
        if (writes >= settings.writesBetweenLooks() && !busy && !kernel.isClosing()) {
            writes = 0;
            Store.Usage usage = store.usage();
            if (usage.reclaimable() || isWasteful(usage)) {
                busy = true;
                kernel.environment.execute(this::work);
            }
        }
    }

    private boolean isWasteful(Store.Usage usage) {
        return usage.deadBytes() > Math.max(settings.toleratedBytes(), usage.liveBytes());
    }

    /** One step; gives the thread to others before the next. */
    private void work() {
        boolean more = false;
        try {
            store.reclaim(kernel.now());
            more = isWasteful(store.usage()) && rewriteSome();
        } catch (StoreException | EngineException e) {
            LOG.log(Level.WARNING, "Space could not be reclaimed, this will be tried again: " + e.getMessage(), e);
        }
        kernel.enter();
        if (more && !kernel.isClosing()) {
            kernel.environment.execute(this::work);
        } else {
            busy = false;
        }
        kernel.exit();
    }

    /** Writes again what is alive at one location; tells whether there may be more to do. */
    private boolean rewriteSome() {
        Store.Replay old = store.oldest(cursor);
        if (old == null) {
            boolean begun = cursor != -1;
            cursor = -1;
            store.reclaim(kernel.now());
            return begun;
        }
        cursor = old.location();
        kernel.enter();
        try {
            Rewriting rewriting = new Rewriting(kernel, old);
            kernel.commit.submit(rewriting);
            kernel.commit.drain();
            rewriting.inBackground();
        } finally {
            kernel.exit();
        }
        return true;
    }

    /** Writes the live messages of a location again. */
    private static final class Rewriting extends Operation<Integer> {
        private final Store.Replay old;
        private final List<Entry> entries = new ArrayList<>();

        Rewriting(Kernel kernel, Store.Replay old) {
            super(kernel);
            this.old = old;
        }

        @Override
        void encode(List<Change> changes) {
            entries.clear();
            for (Change change : old.changes()) {
                if (change instanceof Change.Add add) {
                    rewrite(add.message(), changes);
                } else if (change instanceof Change.Rewrite rewrite) {
                    rewrite(rewrite.message(), changes);
                } else if (change instanceof Change.Deduplicate known) {
                    remember(known, changes);
                }
            }
        }

        private void rewrite(StoredMessage message, List<Change> changes) {
            Entry entry = kernel.byContent(message.content());
            if (entry == null || entry.location != old.location() || entry.state == Entry.State.GONE) {
                return;
            }
            entries.add(entry);
            changes.add(new Change.Rewrite(
                    entry.queue.number,
                    entry.position,
                    entry.progress(),
                    entry.deadLetterSource,
                    entry.retainedFrom,
                    message,
                    old.location()));
        }

        private void remember(Change.Deduplicate known, List<Change> changes) {
            QueueState queue = kernel.queuesByNumber.get(known.queue());
            boolean current = queue != null && queue.deduplication.remembers(known.key(), known.position());
            if (current && known.until() > kernel.now()) {
                changes.add(known);
            }
        }

        @Override
        void durable(long location) {
            for (Entry entry : entries) {
                if (entry.state != Entry.State.GONE) {
                    entry.location = location;
                }
            }
            complete(entries.size());
        }

        @Override
        void refused(EngineException cause) {
            fail(cause);
        }

        @Override
        boolean canBeRetried() {
            return true;
        }
    }
}
