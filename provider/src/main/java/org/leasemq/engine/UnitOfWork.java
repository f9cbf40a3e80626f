package org.leasemq.engine;

import java.util.List;

/**
 * Sends and deletes that happen together or not at all.
 *
 * @param sends what is sent, to any queues, in order
 * @param deletes the leases whose messages are deleted, of any queues
 */
public record UnitOfWork(List<Send> sends, List<Receipt> deletes) {
    /**
     * @param queue where to
     * @param message what
     */
    public record Send(String queue, NewMessage message) {}
}
