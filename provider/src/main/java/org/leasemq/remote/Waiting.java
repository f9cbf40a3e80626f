package org.leasemq.remote;

import org.leasemq.engine.Completion;

/** How threads wait for answers. */
public interface Waiting {

    /** Waits until the call is done, the thread is interrupted, or for no reason. */
    void pause(Completion<?> call);
}
