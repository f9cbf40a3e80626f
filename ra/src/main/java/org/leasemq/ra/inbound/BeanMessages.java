package org.leasemq.ra.inbound;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.resource.spi.ActivationSpec;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.jms.ServerConnection;
import org.leasemq.jms.server.ServerSource;

/**
 * Which messages the beans of one kind get, and how: what their activation specification comes to.
 *
 * @param spec the specification, by which logs call them
 * @param factory connects as they do
 * @param place where that is
 * @param destination the queue or topic
 * @param subscription counts for a topic
 * @param selector which of its messages; null for all
 * @param deadLetterQueue name of the dead-letter queue; null if the beans name none
 * @param sessions how many beans work at the same time at most
 * @param sessionsPerGroup how many of them may work on one message group at the same time
 */
public record BeanMessages(
        ActivationSpec spec,
        LeaseMQXAConnectionFactory factory,
        String place,
        Destination destination,
        Subscription subscription,
        String selector,
        String deadLetterQueue,
        int sessions,
        int sessionsPerGroup) {

    /**
     * A subscription of beans.
     *
     * @param name null for one that ends with them
     * @param durable whether it gets messages while there are no beans
     * @param shared whether others may receive from it; null for what its client identifier makes possible
     */
    public record Subscription(String name, boolean durable, Boolean shared) {}

    /** A durable subscription that belongs to no client identifier can only be a shared one. */
    ServerSource open(ServerConnection connection) throws JMSException {
        if (destination instanceof Queue queue) {
            refuseOwnDeadLetterQueue(queue.getQueueName());
        }
        boolean shared = Boolean.TRUE.equals(subscription.shared);
        if (!subscription.durable && !shared) {
            return connection.open(destination, selector);
        }
        boolean ofNobody =
                subscription.shared == null && connection.connection().getClientID() == null;
        return connection.open(destination, subscription.name, subscription.durable, shared || ofNobody, selector);
    }

    /** Otherwise it would have none: that is for the dead-letter queue of all queues, which the connection URL names. */
    private void refuseOwnDeadLetterQueue(String queue) throws InvalidDestinationException {
        if (queue.equals(deadLetterQueue) || queue.equals(deadLetterQueue + ".fifo")) {
            throw new InvalidDestinationException(
                    "Activation property deadLetterQueue names the queue '" + queue
                            + "' itself, which cannot be its own dead-letter queue. Name another, or leave it out.",
                    "LEASEMQ-INVALID-DESTINATION");
        }
    }
}
