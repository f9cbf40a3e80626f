package org.leasemq.engine.model.seen;

import java.util.Objects;

/**
 * What a transaction branch does with one queue.
 *
 * @param queue its name; empty if it has been deleted, so that what is sent there is dropped
 * @param sends how many messages it sends there
 * @param receives how many messages of it it has received, which are deleted when it is committed
 */
public record BranchShare(String queue, int sends, int receives) {
    public BranchShare {
        Objects.requireNonNull(queue, "queue");
    }
}
