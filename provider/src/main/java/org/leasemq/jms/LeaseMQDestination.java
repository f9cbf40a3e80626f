package org.leasemq.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import org.leasemq.options.InvalidOptionException;

/** A destination of this provider. Immutable; safe for use by several threads. */
public sealed interface LeaseMQDestination extends Destination permits LeaseMQQueue {

    /** The provider's own destination for one that was given by the application. */
    static LeaseMQQueue queue(Destination destination) throws JMSException {
        if (destination == null) {
            throw JmsErrors.invalidDestination("The destination is null. Give a queue.", null);
        }
        if (destination instanceof LeaseMQQueue queue) {
            return queue;
        }
        if (destination instanceof jakarta.jms.Queue queue) {
            return named(queue.getQueueName());
        }
        throw JmsErrors.unsupported(
                "Destinations of type " + destination.getClass().getName() + " (only queues are)");
    }

    /** The queue of that name, which may bring options for its creation. */
    static LeaseMQQueue named(String name) throws JMSException {
        try {
            return new LeaseMQQueue(name);
        } catch (InvalidOptionException e) {
            throw JmsErrors.invalidDestination(e.getMessage(), e);
        }
    }
}
