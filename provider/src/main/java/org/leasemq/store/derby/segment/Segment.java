package org.leasemq.store.derby.segment;

/** What is known of one segment of the log. Counts are guarded by {@link Segments}. */
public final class Segment {
    /** The first location it holds, or will hold. */
    final long first;

    long bytes;
    long contents;
    long live;
    long answers;
    long liveAnswers;
    long remembersUntil;
    volatile boolean indexed;

    Segment(long first) {
        this.first = first;
    }

    public long first() {
        return first;
    }

    /** Whether single blocks are found at once. */
    public boolean isIndexed() {
        return indexed;
    }

    long liveBytes() {
        return contents == 0 ? 0 : (long) ((double) bytes * live / contents);
    }

    boolean isDead(long now) {
        return live == 0 && liveAnswers == 0 && now >= remembersUntil;
    }
}
