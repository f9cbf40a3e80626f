package org.leasemq.store;

/**
 * Where a message in a queue came from.
 *
 * @param deadLetterSource number of the queue it was dead-lettered from, 0 if none, {@link #MOVED}
 * @param earlierReceives how often it had been delivered before it was dead-lettered, in all queues it had been in
 * @param retainedFrom when its retention period began, in milliseconds since the epoch
 */
public record Provenance(int deadLetterSource, int earlierReceives, long retainedFrom) {
    /** Stands for the queue that a message was dead-lettered from when somebody has moved it to another queue since. */
    public static final int MOVED = -1;

    /** Of a message that was sent to its queue. */
    public static Provenance sent(long retainedFrom) {
        return new Provenance(0, 0, retainedFrom);
    }
}
