package org.leasemq.sqs.move;

import java.time.Duration;

/** Calls back later, on some thread. */
@FunctionalInterface
public interface Delayer {
    void after(Duration delay, Runnable action);
}
