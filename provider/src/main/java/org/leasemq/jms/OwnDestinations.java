package org.leasemq.jms;

import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import org.leasemq.jms.destination.Destinations;
import org.leasemq.jms.destination.QueueDestination;
import org.leasemq.jms.destination.TemporaryDestinations;
import org.leasemq.jms.destination.TopicDestination;

/** Destinations by the names that users write. */
final class OwnDestinations extends Destinations {
    @Override
    protected QueueDestination newQueue(String address) {
        return new LeaseMQQueue(address);
    }

    @Override
    protected TopicDestination newTopic(String name) {
        return new LeaseMQTopic(name);
    }

    @Override
    protected TemporaryQueue newTemporaryQueue(String name, TemporaryDestinations owner) {
        return new LeaseMQTemporaryQueue(name, owner);
    }

    @Override
    protected TemporaryTopic newTemporaryTopic(String name, TemporaryDestinations owner) {
        return new LeaseMQTemporaryTopic(name, owner);
    }
}
