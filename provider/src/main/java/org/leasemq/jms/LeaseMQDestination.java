package org.leasemq.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import org.leasemq.jms.error.JmsErrors;
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
        LeaseMQDestination own = own(destination);
        if (own != null) {
            return own;
        }
        if (destination instanceof DestinationObject) {
            throw JmsErrors.invalidDestination("The destination has no name. Set its destinationName.", null);
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

    /** What the object is or stands for; null if that is no destination of this provider. */
    static LeaseMQDestination own(Object given) {
        if (given instanceof DestinationObject object) {
            return object.destination();
        }
        return given instanceof LeaseMQDestination own ? own : null;
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
