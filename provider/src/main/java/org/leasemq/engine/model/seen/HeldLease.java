package org.leasemq.engine.model.seen;

/**
 * A message that an owner of leases has.
 *
 * @param owner who that is
 * @param queue name of the queue
 * @param sequenceNumber of the message there
 * @param receiveCount how often it has been delivered there
 * @param since when the lease began, in milliseconds since the epoch
 * @param until when it ends; 0 if it does not end by time
 * @param group the message group, or null
 */
public record HeldLease(
        String owner, String queue, long sequenceNumber, int receiveCount, long since, long until, String group) {
    /** No more are told at once. */
    public static final int MOST = 1000;
}
