package org.leasemq.engine.model;

import java.util.Objects;

/**
 * Where messages go that are not deleted after too many deliveries.
 *
 * @param deadLetterQueue name of the dead-letter queue; it has to be of the same kind, standard or FIFO
 * @param maxReceiveCount after this many deliveries, 1 to 1000
 */
public record RedrivePolicy(String deadLetterQueue, int maxReceiveCount) {
    public RedrivePolicy {
        Objects.requireNonNull(deadLetterQueue, "deadLetterQueue");
    }
}
