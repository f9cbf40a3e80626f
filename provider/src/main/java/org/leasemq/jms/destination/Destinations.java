package org.leasemq.jms.destination;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import org.leasemq.engine.model.Target;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.options.InvalidOptionException;

/**
 * Makes the destinations of this provider. Their classes are those that applications write and directories keep by name, so they
 * stand with the connection factories, which know all the rest; here they are made without being known. Safe for use by several
 * threads.
 */
public abstract class Destinations {
    /** @throws InvalidOptionException if there can be no such queue */
    protected abstract QueueDestination newQueue(String address);

    /** @throws InvalidOptionException if there can be no such topic */
    protected abstract TopicDestination newTopic(String name);

    /** @param owner what deletes it; null if it is another connection's */
    protected abstract TemporaryQueue newTemporaryQueue(String name, TemporaryDestinations owner);

    /** @param owner what deletes it; null if it is another connection's */
    protected abstract TemporaryTopic newTemporaryTopic(String name, TemporaryDestinations owner);

    /** What the engine knows it by. */
    public static Target target(LeaseMQDestination destination) {
        return new Target(destination.name(), destination instanceof TopicDestination);
    }

    /** The provider's own destination for one that was given by the application. */
    public final LeaseMQDestination of(Destination destination) throws JMSException {
        if (destination == null) {
            throw JmsErrors.invalidDestination("The destination is null. Give a queue or a topic.", null);
        }
        LeaseMQDestination own = LeaseMQDestination.own(destination);
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

    /** The queue of that name, which may bring options for its creation. */
    public final QueueDestination queue(String name) throws JMSException {
        try {
            return newQueue(name);
        } catch (InvalidOptionException e) {
            throw JmsErrors.invalidDestination(e.getMessage(), e);
        }
    }

    /** The topic of that name. */
    public final TopicDestination topic(String name) throws JMSException {
        try {
            return newTopic(name);
        } catch (InvalidOptionException e) {
            throw JmsErrors.invalidDestination(e.getMessage(), e);
        }
    }
}
