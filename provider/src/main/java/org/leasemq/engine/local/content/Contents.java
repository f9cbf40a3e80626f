package org.leasemq.engine.local.content;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.leasemq.engine.local.order.Content;
import org.leasemq.engine.local.runtime.EngineLock;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Change;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;

/**
 * The contents of messages: in memory up to a budget, first come first kept, the rest only in the store. Those that are in the
 * store leave memory when something needs it that is not. What is read back comes with its neighbours, and those are kept for
 * a moment, since they are wanted next.
 */
public final class Contents {
    private static final int ATTEMPTS = 10;
    private static final long RECENT_BYTES = 8L << 20;
    private static final int READERS = 8;
    private static final long BYTES_FOR_READER = 64L << 20;

    private final EngineLock lock;
    private final Store store;
    private final MemoryShare memory;
    private final long budget;
    /** Bytes of what is nowhere else. */
    private long lasting;
    /** Bytes of what is in the store as well. */
    private long spare;
    /** The contents in memory that are in the store as well; those that came last stand at the end, as a rule. */
    private Content[] spares = new Content[16];

    private int spareCount;

    private final RecentBlocks recent;
    /** How many may read back at once: each holds all that was stored with what it reads. */
    private final Semaphore readers;

    public Contents(EngineLock lock, MemoryShare memory, Store store, long budget) {
        this.lock = lock;
        this.store = store;
        this.memory = memory;
        this.budget = budget;
        long limit = memory.account().limit();
        this.recent = new RecentBlocks(Math.min(RECENT_BYTES, limit / 16));
        this.readers = new Semaphore((int) Math.max(1, Math.min(READERS, limit / BYTES_FOR_READER)));
    }

    /** Keeps a content in memory if there is room, or if it is nowhere else. */
    public void keep(Content content, Message message) {
        if (content.message() != null) {
            return;
        }
        if (!content.persistent()) {
            makeRoom(content.size());
            lasting += content.size();
            memory.take(Use.CONTENTS, content.size());
            content.keep(message);
        } else if (hasRoomFor(content)) {
            add(content);
            content.keep(message);
        }
    }

    boolean hasRoomFor(Content content) {
        return lasting + spare + content.size() <= budget && memory.hasRoomToSpare(content.size());
    }

    public void drop(Content content) {
        if (content.message() != null) {
            content.keep(null);
            if (content.persistent()) {
                remove(content);
            } else {
                lasting -= content.size();
                memory.giveBack(Use.CONTENTS, content.size());
            }
        }
    }

    private void add(Content content) {
        if (spareCount == spares.length) {
            spares = Arrays.copyOf(spares, spareCount * 2);
        }
        content.standAt(spareCount);
        spares[spareCount++] = content;
        spare += content.size();
        memory.takeSpare(content.size());
    }

    private void remove(Content content) {
        Content last = spares[--spareCount];
        last.standAt(content.slot());
        spares[content.slot()] = last;
        spares[spareCount] = null;
        spare -= content.size();
        memory.takeSpare(-content.size());
        if (spareCount == 0) {
            spares = new Content[16];
        }
    }

    /** Lets contents that are in the store leave memory until so many bytes more can be taken, if need be. */
    public void makeRoom(long bytes) {
        while (spareCount > 0 && (lasting + spare + bytes > budget || !memory.hasRoomToSpare(bytes))) {
            drop(spares[spareCount - 1]);
        }
    }

    /** Whether the budget allows a content that has to stay in memory. */
    public boolean hasRoomToLast(long size) {
        return lasting + size <= budget;
    }

    /** Refuses a content that would have to stay in memory when there is no room. */
    public void checkRoom(long size) {
        if (!hasRoomToLast(size)) {
            throw new EngineException.NoRoom(
                    "No room for a non-persistent message of " + size + " bytes: the memory budget of " + budget
                            + " bytes is used up. Receive messages, send persistent ones, or raise the budget.",
                    null);
        }
    }

    /** What is known of where a content is. */
    private record Found(Message message, long location, boolean gone) {}

    /**
     * A content, from memory or from the store. Called without the lock.
     *
     * @param position that of the message whose it is
     */
    public Message load(Content content, long position) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Found found = lock.locked(() -> new Found(content.message(), content.location(), content.holders() == 0));
            if (found.message != null) {
                return found.message;
            }
            Message stored = read(found.location, content.id());
            if (stored != null) {
                return stored;
            }
            if (found.gone) {
                throw new EngineException.LeaseEnded("Message " + position
                        + " is gone: it was deleted, purged, or expired after its lease had ended.");
            }
            // it was moved to another location while we looked
        }
        throw new EngineException.StoreFailed("The content of message " + position + " is not in the store.", null);
    }

    private Message read(long location, long content) {
        List<Change.Storing> neighbours = recent.get(location);
        return find(neighbours == null ? readOnce(location) : neighbours, content);
    }

    private List<Change.Storing> readOnce(long location) {
        readers.acquireUninterruptibly();
        try {
            List<Change.Storing> neighbours = recent.get(location);
            if (neighbours == null) {
                neighbours = readBack(location);
                recent.put(location, neighbours);
            }
            return neighbours;
        } finally {
            readers.release();
        }
    }

    private List<Change.Storing> readBack(long location) {
        try {
            List<Change.Storing> found = store.read(location);
            return found == null ? List.of() : found;
        } catch (StoreException e) {
            throw new EngineException.StoreFailed("A message could not be read back: " + e.getMessage(), e);
        }
    }

    private static Message find(List<Change.Storing> neighbours, long content) {
        for (Change.Storing stored : neighbours) {
            if (stored.content() == content) {
                return stored.message();
            }
        }
        return null;
    }
}
