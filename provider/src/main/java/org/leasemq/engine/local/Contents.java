package org.leasemq.engine.local;

import java.util.List;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.Message;
import org.leasemq.store.Store;
import org.leasemq.store.StoreException;
import org.leasemq.store.StoredMessage;

/**
 * The contents of messages: in memory up to a budget, first come first kept, the rest only in the store. What is read back
 * comes with its neighbours, and those are kept for a moment, since they are wanted next.
 */
final class Contents {
    private static final int ATTEMPTS = 10;

    private final Kernel kernel;
    private final Store store;
    private final long budget;
    private long used;

    private final RecentBlocks recent = new RecentBlocks();

    Contents(Kernel kernel, Store store, long budget) {
        this.kernel = kernel;
        this.store = store;
        this.budget = budget;
    }

    /** Keeps a content in memory if there is room, or if it is nowhere else. */
    void keep(Content content, Message message) {
        if (content.message == null && (!content.persistent || hasRoomFor(content))) {
            used += content.size;
            content.message = message;
        }
    }

    boolean hasRoomFor(Content content) {
        return used + content.size <= budget;
    }

    void drop(Content content) {
        if (content.message != null) {
            used -= content.size;
            content.message = null;
        }
    }

    /** Refuses a message that would have to stay in memory when there is no room. */
    void checkRoom(long size) {
        if (used + size > budget) {
            throw new EngineException.NoRoom(
                    "No room for a non-persistent message of " + size + " bytes: the memory budget of " + budget
                            + " bytes is used up. Receive messages, send persistent ones, or raise the budget.",
                    null);
        }
    }

    /** The content of an entry, from memory or from the store. Called without the lock. */
    Message load(Entry entry) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            kernel.enter();
            Message message = entry.content.message;
            long location = entry.content.location;
            boolean gone = entry.state == Entry.State.GONE;
            kernel.exit();
            if (message != null) {
                return message;
            }
            StoredMessage stored = read(location, entry.content.id);
            if (stored != null) {
                return Messages.fromStore(stored);
            }
            if (gone) {
                throw new EngineException.LeaseEnded("Message " + entry.position
                        + " is gone: it was deleted, purged, or expired after its lease had ended.");
            }
            // it was moved to another location while we looked
        }
        throw new EngineException.StoreFailed(
                "The content of message " + entry.position + " is not in the store.", null);
    }

    private StoredMessage read(long location, long content) {
        List<StoredMessage> neighbours = recent.get(location);
        if (neighbours == null) {
            neighbours = readBack(location);
            recent.put(location, neighbours);
        }
        return find(neighbours, content);
    }

    private List<StoredMessage> readBack(long location) {
        try {
            List<StoredMessage> found = store.read(location);
            return found == null ? List.of() : found;
        } catch (StoreException e) {
            throw new EngineException.StoreFailed("A message could not be read back: " + e.getMessage(), e);
        }
    }

    private static StoredMessage find(List<StoredMessage> messages, long content) {
        for (StoredMessage message : messages) {
            if (message.content() == content) {
                return message;
            }
        }
        return null;
    }
}
