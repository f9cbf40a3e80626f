package org.leasemq.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import org.leasemq.options.InvalidOptionException;

/** A destination of this provider. Immutable, apart from being deleted if temporary; safe for use by several threads. */
public sealed interface LeaseMQDestination extends Destination permits LeaseMQQueue, LeaseMQTopic {

    /** Its name, without options. */
    String name();

    /** The provider's own destination for one that was given by the application. */
    static LeaseMQDestination of(Destination destination) throws JMSException {
        if (destination == null) {
            throw JmsErrors.invalidDestination("The destination is null. Give a queue or a topic.", null);
        }
        if (destination instanceof LeaseMQDestination own) {
            return own;
        }
        if (destination instanceof QueueAddress queue) {
            return queue(queue.getAddress());
        }
        if (destination instanceof Queue queue) {
            return queue(queue.getQueueName());
        }
        if (destination instanceof Topic topic) {
            return topic(topic.getTopicName());
        }
        throw JmsErrors.invalidDestination(
                "A destination of type " + destination.getClass().getName() + " is neither a queue nor a topic.", null);
    }

    /** The queue of that name, which may bring options for its creation. */
    static LeaseMQQueue queue(String name) throws JMSException {
        try {
            return new LeaseMQQueue(name);
        } catch (InvalidOptionException e) {
            throw JmsErrors.invalidDestination(e.getMessage(), e);
        }
    }

    /** The topic of that name. */
    static LeaseMQTopic topic(String name) throws JMSException {
        try {
            return new LeaseMQTopic(name);
        } catch (InvalidOptionException e) {
            throw JmsErrors.invalidDestination(e.getMessage(), e);
        }
    }
}
