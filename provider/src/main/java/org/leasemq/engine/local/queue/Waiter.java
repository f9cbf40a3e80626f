package org.leasemq.engine.local.queue;

import org.leasemq.engine.model.EngineException;

/** A receive that waits on a queue. */
public interface Waiter {
    /** Name of the queue. */
    String queueName();

    /** What it is restricted to; null for nothing. */
    QueueSelection selection();

    /** Whether it belongs to somebody who lives, and takes the next message whatever it is. */
    boolean takesWhatComes();

    /**
     * Takes what is available now.
     *
     * @return whether there was something, so that it no longer waits
     */
    boolean tryToTake();

    /** Ends the wait without messages; too late when there are some. */
    void giveUp();

    /** The engine has failed. */
    void abandon(EngineException.Failed cause);
}
