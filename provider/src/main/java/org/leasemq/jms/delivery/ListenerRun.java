package org.leasemq.jms.delivery;

/**
 * Which listener of a session is running, if any. It has no lock; the {@link DeliveryMonitor} alone asks and changes it, under
 * its own.
 */
final class ListenerRun {
    private Thread thread;
    /** Whose listener it is; null if it is the session's own. */
    private ConsumerState<?, ?> consumer;
    /** Whether it waits for completion listeners. */
    private boolean waiting;

    void enter(ConsumerState<?, ?> whose) {
        consumer = whose;
        thread = Thread.currentThread();
    }

    void leave() {
        consumer = null;
        thread = null;
    }

    boolean isCaller() {
        return thread == Thread.currentThread();
    }

    /** Notes whether the listener waits for completion listeners, if the caller is the listener. */
    void setWaiting(boolean value) {
        if (isCaller()) {
            waiting = value;
        }
    }

    /**
     * Whether the caller has to wait for the listener of a consumer, or any if null; not if it is the listener, or what the listener
     * waits for.
     *
     * @param completions where completion listeners run, or null
     */
    boolean isAwaited(ConsumerState<?, ?> whose, Thread completions) {
        return thread != null
                && (whose == null || consumer == whose)
                && !isCaller()
                && !(waiting && completions == Thread.currentThread());
    }
}
