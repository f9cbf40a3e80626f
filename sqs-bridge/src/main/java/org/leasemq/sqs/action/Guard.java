package org.leasemq.sqs.action;

import org.leasemq.engine.QueueInfo;
import org.leasemq.sqs.wire.ApiException;

/** Decides who may do what with a queue. Safe for use by several threads. */
@FunctionalInterface
public interface Guard {
    /** Lets everybody do everything. */
    Guard OPEN = (who, action, queue) -> {};

    /** @throws ApiException if the caller may not */
    void require(Identity who, String action, QueueInfo queue);
}
