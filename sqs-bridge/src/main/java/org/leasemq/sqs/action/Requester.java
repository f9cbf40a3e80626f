package org.leasemq.sqs.action;

/** The other end of a request. Safe for use by several threads. */
@FunctionalInterface
public interface Requester {

    /** Whether the client has hung up. */
    boolean isGone();

    /** The trace that the request belongs to, as its header {@code X-Amzn-Trace-Id} says; null if it has none. */
    default String trace() {
        return null;
    }

    /**
     * Takes memory for making the answer, until that has been written.
     *
     * @return whether there is so much
     */
    default boolean takes(long bytes) {
        return true;
    }
}
