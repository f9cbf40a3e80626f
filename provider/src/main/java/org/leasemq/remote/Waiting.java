package org.leasemq.remote;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.leasemq.engine.Completion;

/** How threads wait for answers. Safe for use by several threads. */
public interface Waiting {

    /** Waits until the call is done, the thread is interrupted, or for no reason. */
    void pause(Completion<?> call);

    /** As {@link #pause(Completion)}, while there is no connection, and for so long at most. */
    default void pause(Completion<?> call, long millis) {
        LockSupport.parkNanos(call, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Somebody is to be called back, so that no thread may be waiting for the answer. */
    default void expect() {}
}
