package org.leasemq.engine.local.recovery;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.local.commit.Answers;
import org.leasemq.engine.local.commit.BatchSize;
import org.leasemq.engine.local.commit.SpaceWatch;
import org.leasemq.engine.local.operation.EngineOperation;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.StoredCounts;
import org.leasemq.engine.local.order.Content;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.queue.Deduplication;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.log.Logs;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;

/**
 * Has the store give back the space of dead messages. The store reclaims from its oldest end; when much is dead but a few
 * messages in the oldest part are alive, those are written again, so that the part can go. At most as much is rewritten as
 * is reclaimed.
 */
public final class Housekeeping {
    private static final System.Logger LOG = Logs.of(Housekeeping.class);
    private static final int CHANGES_AT_ONCE = 500;
    private static final long BYTES_AT_ONCE = 1 << 20;

    private final Kernel kernel;
    private final Store store;
    private final SpaceWatch watch;

    /** The last location looked through; only used by the one step at a time. */
    private volatile long cursor = -1;

    private Housekeeping(Kernel kernel) {
        this.kernel = kernel;
        this.store = kernel.store();
        this.watch = kernel.space();
    }

    /** From now on it is seen to. */
    public static void begin(Kernel kernel) {
        Housekeeping housekeeping = new Housekeeping(kernel);
        kernel.space().keptBy(housekeeping::work);
    }

    /** One step. The next follows when what this one writes again is durable, and others have had their turn. */
    private void work() {
        try {
            if (cursor != -1) {
                store.lookedThrough(cursor);
            }
            store.reclaim(kernel.time().now());
            if (!watch.isWasteful(store.usage()) || !rewriteSome()) {
                rest();
            }
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "Space could not be reclaimed, this will be tried again: " + e.getMessage(), e);
            rest();
        } catch (RuntimeException | Error e) {
            rest(); // first of all, since nobody would look any more
            LOG.log(Level.ERROR, "Space could not be reclaimed, for a reason that indicates a bug", e);
        }
    }

    /** Writes again what is needed of some locations; tells whether there was anything to look at. */
    private boolean rewriteSome() {
        List<Store.Replay> parts = new ArrayList<>();
        long last = cursor;
        int changes = 0;
        Store.Replay next = store.oldest(last);
        long bytes = 0;
        while (next != null) {
            parts.add(next);
            changes += next.changes().size();
            bytes += BatchSize.contentBytes(next.changes());
            last = next.location();
            next = changes < CHANGES_AT_ONCE && bytes < BYTES_AT_ONCE ? store.oldest(last) : null;
        }
        if (parts.isEmpty()) {
            boolean reachedTheEnd = cursor != -1;
            cursor = -1;
            if (reachedTheEnd) {
                kernel.threads().executeAside(this::work);
            }
            return reachedTheEnd;
        }
        rewrite(parts, last);
        return true;
    }

    private void rewrite(List<Store.Replay> parts, long last) {
        Rewriting rewriting = new Rewriting(kernel, parts);
        kernel.lock().run(() -> kernel.commit().submit(rewriting));
        rewriting.whenDone((count, error) -> rewritten(last, error));
    }

    private void rewritten(long location, EngineException error) {
        if (error == null) {
            cursor = location;
            kernel.threads().executeAside(this::work);
        } else {
            // who waits for the store knows of its failure; this is tried again after the next writes
            LOG.log(Level.DEBUG, "Space could not be reclaimed", error);
            rest();
        }
    }

    private void rest() {
        kernel.lock().run(watch::rest);
    }

    /**
     * Writes the live messages of some locations again. Alone in its batch: it writes what is known of each message, so no
     * change of one may be on its way in the same batch.
     */
    private static final class Rewriting extends EngineOperation<Integer> {
        private final List<Store.Replay> parts;
        private final List<Content> contents = new ArrayList<>();
        private final List<Answers.Rewritten> answers = new ArrayList<>();
        private final StoredCounts counts = new StoredCounts();

        Rewriting(Kernel kernel, List<Store.Replay> parts) {
            super(kernel);
            this.parts = parts;
        }

        @Override
        public boolean isBarrier() {
            return true;
        }

        @Override
        public void encode(List<Change> changes) {
            if (kernel().space().isPaused()) {
                throw new EngineException.StoreFailed("Nothing is written again while a queue is being cleared.", null);
            }
            counts.begin();
            for (Store.Replay part : parts) {
                for (Change change : part.changes()) {
                    if (change instanceof Change.Storing stored) {
                        rewrite(stored, part.location(), changes);
                    } else if (change instanceof Change.Deduplicate known) {
                        remember(known, changes);
                    } else if (change instanceof Change.Answer answer) {
                        rewrite(answer, part.location(), changes);
                    }
                }
            }
            kernel().answers().tell(changes); // what is known to be dead holds the part no more
        }

        private void rewrite(Change.Answer found, long location, List<Change> changes) {
            Answers.Rewritten answer = kernel().answers().rewrite(found, location);
            if (answer != null) {
                answer.encode(changes);
                answers.add(answer);
            }
        }

        private void rewrite(Change.Storing stored, long location, List<Change> changes) {
            List<Entry> holders = kernel().index().holders(stored.content());
            if (holders.isEmpty() || holders.get(0).content().location() != location) {
                return;
            }
            contents.add(holders.get(0).content());
            for (Entry entry : holders) {
                boolean first = entry == holders.get(0);
                changes.add(first ? rewritten(entry, stored, location) : shared(entry, location));
            }
        }

        private Change rewritten(Entry entry, Change.Storing stored, long location) {
            return new Change.Rewrite(
                    entry.queue().number(),
                    entry.position(),
                    counts.of(entry),
                    entry.provenance(),
                    stored.content(),
                    stored.message(),
                    location);
        }

        private Change shared(Entry entry, long location) {
            return new Change.Share(
                    entry.queue().number(),
                    entry.position(),
                    counts.of(entry),
                    entry.provenance(),
                    entry.content().id(),
                    location);
        }

        private void remember(Change.Deduplicate known, List<Change> changes) {
            QueueState queue = kernel().queues().numbered(known.queue());
            Deduplication.Known current = queue == null
                    ? null
                    : queue.deduplication().find(known.key(), kernel().time().elapsed());
            if (current != null && current.position() == known.position()) {
                changes.add(current.toStore(queue.number(), kernel().time()));
            }
        }

        @Override
        public void durable(Locations locations) {
            counts.durable();
            contents.forEach(content -> content.isAt(locations.of(content.id())));
            answers.forEach(answer -> answer.durable(locations));
            complete(contents.size());
        }

        @Override
        public void refused(EngineException cause) {
            fail(cause);
        }
    }
}
