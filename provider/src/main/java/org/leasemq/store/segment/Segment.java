package org.leasemq.store.segment;

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
    private volatile boolean indexed;

    public Segment(long first) {
        this.first = first;
    }

    public long first() {
        return first;
    }

    /** Whether single blocks are found at once. */
    public boolean isIndexed() {
        return indexed;
    }

    /** By who holds what keeps others from defining tables. */
    public void setIndexed(boolean indexed) {
        this.indexed = indexed;
    }

    /** How many contents and answers are alive in it. */
    public long alive() {
        return live + liveAnswers;
    }

    long liveBytes() {
        return contents == 0 ? 0 : (long) ((double) bytes * live / contents);
    }

    boolean isDead(long now) {
        return alive() == 0 && now >= remembersUntil;
    }
}
