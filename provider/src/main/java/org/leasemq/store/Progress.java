package org.leasemq.store;

/**
 * How far a message has come with being delivered.
 *
 * @param receiveCount how often it was delivered, or may have been
 * @param firstReceivedAt when it was delivered first, in milliseconds since the epoch; 0 if never
 * @param leasedUntil end of a lease that outlives the process, or of a delay, in milliseconds since the epoch; 0 if none
 */
public record Progress(int receiveCount, long firstReceivedAt, long leasedUntil) {
    /** Never delivered. */
    public static final Progress NONE = new Progress(0, 0, 0);
}
