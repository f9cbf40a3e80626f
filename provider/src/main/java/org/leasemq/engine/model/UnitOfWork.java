package org.leasemq.engine.model;

import java.util.List;
import java.util.Objects;

/**
 * Sends and deletes that happen together or not at all.
 *
 * @param sends what is sent, to any queues and topics, in order
 * @param deletes the leases whose messages are deleted, of any queues
 */
public record UnitOfWork(List<Send> sends, List<Receipt> deletes) {
    /**
     * @param to where to
     * @param message what
     */
    public record Send(Target to, Message message) {
        public Send {
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(message, "message");
        }
    }
}
