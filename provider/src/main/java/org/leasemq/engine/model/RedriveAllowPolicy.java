package org.leasemq.engine.model;

import java.util.List;

/** Which queues may name this one as their dead-letter queue. */
public sealed interface RedriveAllowPolicy {
    /** All. */
    record AllowAll() implements RedriveAllowPolicy {}

    /** None. */
    record DenyAll() implements RedriveAllowPolicy {}

    /**
     * Only these.
     *
     * @param sources names of up to 10 queues
     */
    record ByQueue(List<String> sources) implements RedriveAllowPolicy {
        public ByQueue {
            sources = List.copyOf(sources);
        }
    }
}
