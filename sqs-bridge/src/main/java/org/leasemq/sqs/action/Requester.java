package org.leasemq.sqs.action;

/** The other end of a request. Safe for use by several threads. */
@FunctionalInterface
public interface Requester {

    /** Whether the client has hung up. */
    boolean isGone();

    /**
     * Takes memory for making the answer, until that has been written.
     *
     * @return whether there is so much
     */
    default boolean takes(long bytes) {
        return true;
    }
}
