package org.leasemq.sqs.call;

/** The other end of a request. Safe for use by several threads. */
@FunctionalInterface
public interface Requester {

    /** Whether the client has hung up. */
    boolean isGone();

    /**
     * Has something done as soon as the client hangs up while it waits for its answer, as far as this side can tell.
     *
     * @param gone runs at most once, on any thread
     * @return what ends this: to be run when the wait is over, before anything else is asked of the client
     */
    default Runnable whenGone(Runnable gone) {
        return () -> {};
    }

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
     * Takes memory for making an answer with messages, until that has been written.
     *
     * @return whether there is so much
     */
    default boolean takes(long bytes) {
        return true;
    }

    /** As {@link #takes}, for one without messages: those leave some to others. */
    default boolean takesForList(long bytes) {
        return true;
    }

    /** Whether memory has been taken for making the answer. */
    default boolean hasTaken() {
        return false;
    }
}
