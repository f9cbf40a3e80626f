package org.leasemq.engine.local.order;

import org.leasemq.engine.model.Message;

/** What a message says: stored once, whichever queues hold it. */
public final class Content {
    /** The location of what is not in the store. */
    public static final long NOWHERE = -1;

    /** The position of the first message that had it; never changes. */
    final long id;
    /** What it costs to keep it in memory. */
    final int size;
    /** Whether it is in the store. */
    final boolean persistent;

    private long location = NOWHERE;
    /** Null while it is in the store only. */
    private Message message;
    /** How many entries have it. */
    int holders;
    /** Where it stands among those that may leave memory. */
    private int slot;

    public Content(long id, int size, boolean persistent) {
        this.id = id;
        this.size = size;
        this.persistent = persistent;
    }

    public long id() {
        return id;
    }

    public Message message() {
        return message;
    }

    public boolean persistent() {
        return persistent;
    }

    public int size() {
        return size;
    }

    public int slot() {
        return slot;
    }

    public long location() {
        return location;
    }

    public int holders() {
        return holders;
    }

    /** It is in the store, there. */
    public void isAt(long place) {
        location = place;
    }

    /** @param kept null if it is in the store only */
    public void keep(Message kept) {
        message = kept;
    }

    /** Where it stands among those that may leave memory, from now on. */
    public void standAt(int place) {
        slot = place;
    }
}
