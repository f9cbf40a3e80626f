package org.leasemq.engine.local;

import org.leasemq.engine.model.Message;

/** What a message says: stored once, whichever queues hold it. */
final class Content {
    /** The location of what is not in the store. */
    static final long NOWHERE = -1;

    /** The position of the first message that had it; never changes. */
    final long id;
    /** What it costs to keep it in memory. */
    final int size;
    /** Whether it is in the store. */
    final boolean persistent;

    long location = NOWHERE;
    /** Null while it is in the store only. */
    Message message;
    /** How many entries have it. */
    int holders;
    /** Where it stands among those that may leave memory. */
    int slot;

    Content(long id, int size, boolean persistent) {
        this.id = id;
        this.size = size;
        this.persistent = persistent;
    }
}
