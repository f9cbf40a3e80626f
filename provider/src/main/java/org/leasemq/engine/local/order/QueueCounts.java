package org.leasemq.engine.local.order;

/** What a queue counts: its entries by their states, which {@link EntryQueue} keeps right, and what has happened so far. */
public final class QueueCounts {
    private final int[] inState = new int[EntryState.values().length];
    private long sent;
    private long received;
    private long deleted;
    private long deadLettered;
    private long expired;

    /** How many entries are in a state. */
    public int in(EntryState state) {
        return inState[state.ordinal()];
    }

    void changed(EntryState before, EntryState now) {
        left(before);
        came(now);
    }

    /** An entry has come to the queue. */
    void came(EntryState state) {
        inState[state.ordinal()] += state.isCounted() ? 1 : 0;
    }

    /** An entry has gone from the queue. */
    void left(EntryState state) {
        inState[state.ordinal()] -= state.isCounted() ? 1 : 0;
    }

    public void sent() {
        sent++;
    }

    /** @param count -1 for one that does not count after all */
    void received(int count) {
        received += count;
    }

    void deleted() {
        deleted++;
    }

    void deadLettered() {
        deadLettered++;
    }

    void expired() {
        expired++;
    }

    public long allSent() {
        return sent;
    }

    public long allReceived() {
        return received;
    }

    public long allDeleted() {
        return deleted;
    }

    public long allDeadLettered() {
        return deadLettered;
    }

    public long allExpired() {
        return expired;
    }
}
