package org.leasemq.remote;

import org.leasemq.engine.Completion;

/** How threads wait for answers. Safe for use by several threads. */
public interface Waiting {

    /** Waits until the call is done, the thread is interrupted, or for no reason. */
    void pause(Completion<?> call);

    /** Somebody is to be called back, so that no thread may be waiting for the answer. */
    default void expect() {}
}
