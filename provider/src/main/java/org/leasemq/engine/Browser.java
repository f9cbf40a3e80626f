package org.leasemq.engine;

import java.util.List;
import org.leasemq.engine.model.EngineException;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/**
 * Walks through a queue as it was when the first messages were asked for, passing over what has gone since, page by page. For one
 * thread, apart from {@link #close}; has to be closed.
 */
public final class Browser implements AutoCloseable {
    /** What it takes itself. */
    private static final int OWN_BYTES = 400;

    private final LeaseEngine engine;
    private final String queue;
    private final MemoryShare memory;
    /** Behind which place to go on; null for the beginning, and at the end. */
    private String after;

    private BrowseItem.State state;
    private String group;

    private long upTo;
    private boolean ended;
    private long skipped;

    /** Bytes counted for it; negative once it is closed. */
    private long taken;

    private Browser(LeaseEngine engine, String queue) {
        this.engine = engine;
        this.queue = queue;
        this.memory = engine.memory();
    }

    /**
     * Begins a walk.
     *
     * @throws EngineException.NoSuchQueue if there is none of that name
     */
    public static Browser of(LeaseEngine engine, String queue) {
        Browser browser = new Browser(engine, queue);
        browser.upTo =
                engine.browse(new BrowseRequest(queue, null, -1, 0, 0)).await().upTo();
        browser.count(OWN_BYTES);
        return browser;
    }

    /**
     * The next messages: fewer than could be told where they are large. Until the next call they are counted as memory that
     * this browser takes.
     *
     * @param max how many at most
     * @return empty at the end
     * @throws EngineException.StoreFailed if a content cannot be read
     */
    public List<BrowseItem> next(int max) {
        List<BrowseItem> items = List.of();
        long bytes = 0;
        while (items.isEmpty() && !ended && max > 0) {
            BrowsePage page = page(max);
            skipped = 0;
            after = page.next();
            ended = after == null;
            items = page.items();
            bytes = page.size();
        }
        count(OWN_BYTES + bytes);
        return items;
    }

    /** One whose content cannot be read is passed over by the next call. */
    private BrowsePage page(int max) {
        try {
            return engine.browse(new BrowseRequest(queue, after, upTo, skipped, max, state, group))
                    .await();
        } catch (EngineException.StoreFailed e) {
            skipped++;
            throw e;
        }
    }

    /**
     * Shows only some from now on.
     *
     * @param state those in that state; null for all
     * @param group those of that group; null for all
     */
    public void only(BrowseItem.State state, String group) {
        this.state = state;
        this.group = group;
    }

    /** Passes over the next messages without reading them. */
    public void skip(long count) {
        skipped += count;
    }

    /**
     * Goes on behind a message that this browser or an earlier one has shown, whether it is still there or not.
     *
     * @param place its {@linkplain BrowseItem#place place}; one that is none is refused with
     *     {@link EngineException.InvalidAttribute} when the next messages are asked for
     */
    public void goBehind(String place) {
        after = place;
        ended = false;
        skipped = 0;
    }

    /** May be called by any thread; closing twice is harmless. */
    @Override
    public synchronized void close() {
        count(0);
        taken = -1;
    }

    private synchronized void count(long bytes) {
        if (taken >= 0) {
            memory.take(Use.BROWSERS, bytes - taken);
            taken = bytes;
        }
    }
}
