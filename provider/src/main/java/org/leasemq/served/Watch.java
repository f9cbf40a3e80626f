package org.leasemq.served;

/** Has something done later. */
public interface Watch {

    /** Has an action run after so many milliseconds, on some thread. */
    Stop in(long millis, Runnable action);

    /** Ends that. */
    interface Stop {
        /** It need not be done any more; harmless when it has been. */
        void stop();
    }
}
