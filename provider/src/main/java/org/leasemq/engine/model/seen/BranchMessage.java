package org.leasemq.engine.model.seen;

import java.util.Objects;

/**
 * A message that a transaction branch sends, or has received.
 *
 * @param queue name of the queue; empty if that has been deleted
 * @param sent whether it sends it, rather than that it has received it
 * @param sequenceNumber of what has been received, as everywhere in that queue; what is sent has this one until it is there
 */
public record BranchMessage(String queue, boolean sent, long sequenceNumber) {
    public BranchMessage {
        Objects.requireNonNull(queue, "queue");
    }
}
