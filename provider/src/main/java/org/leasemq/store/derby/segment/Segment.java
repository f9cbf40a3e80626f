package org.leasemq.store.derby.segment;

/** What is known of one segment of the log. Counts are guarded by {@link Segments}. */
public final class Segment {
    /** The first location it holds, or will hold. */
    public final long first;

    long bytes;
    long contents;
    long live;
    long remembersUntil;
    public volatile boolean indexed;

    public Segment(long first) {
        this.first = first;
    }

    long liveBytes() {
        return contents == 0 ? 0 : (long) ((double) bytes * live / contents);
    }

    boolean isDead(long now) {
        return live == 0 && now >= remembersUntil;
    }
}
