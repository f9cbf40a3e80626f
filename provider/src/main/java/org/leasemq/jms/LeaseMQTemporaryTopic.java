package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.TemporaryTopic;
import org.leasemq.jms.destination.TemporaryDestinations;

/** A topic that lives as long as its connection. Safe for use by several threads. */
final class LeaseMQTemporaryTopic extends LeaseMQTopic implements TemporaryTopic {
    private static final long serialVersionUID = 1L;

    /** Null when it came with a message, so that it is somebody else's. */
    private final transient TemporaryDestinations owner;

    LeaseMQTemporaryTopic(String name, TemporaryDestinations owner) {
        super(name);
        this.owner = owner;
    }

    @Override
    public void delete() throws JMSException {
        TemporaryDestinations.delete(owner, this);
    }
}
