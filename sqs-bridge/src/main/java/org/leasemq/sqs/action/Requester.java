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
     * What is to be done if the client does not get the answer, as far as this side can tell. Called once at most.
     *
     * @param action runs at most once, on any thread; waits for nothing
     */
    default void ifUnanswered(Runnable action) {}

    /**
     * Takes memory for making the answer, until that has been written.
     *
     * @return whether there is so much
     */
    default boolean takes(long bytes) {
        return true;
    }
}
