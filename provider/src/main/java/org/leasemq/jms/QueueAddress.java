package org.leasemq.jms;

import jakarta.jms.Queue;

/** A queue that says with which options it is created when it is not there yet. */
public interface QueueAddress extends Queue {
    /** Name of the queue with its options, as it was given. */
    String getAddress();
}
