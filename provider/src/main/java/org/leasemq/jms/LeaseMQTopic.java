package org.leasemq.jms;

import java.io.ObjectStreamException;
import java.io.Serializable;
import javax.naming.Reference;
import javax.naming.Referenceable;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.destination.TopicDestination;
import org.leasemq.options.DestinationName;
import org.leasemq.options.InvalidOptionException;

/**
 * A topic: a name. Topics need not be created. Immutable; safe for use by several threads. Two are equal if their names are.
 */
public sealed class LeaseMQTopic implements TopicDestination, Serializable, Referenceable
        permits LeaseMQTemporaryTopic {
    private static final long serialVersionUID = 1L;

    private final String name;

    /**
     * @param name name of the topic
     * @throws InvalidOptionException if it is missing, or none that a topic can have
     */
    public LeaseMQTopic(String name) {
        this.name = DestinationName.ofTopic(name);
    }

    @Override
    public final String getTopicName() {
        return name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Reference getReference() {
        return References.to(LeaseMQTopic.class, References.TOPIC, name);
    }

    /** What is read back is not temporary any more: it is not its connection's. */
    Object readResolve() throws ObjectStreamException {
        return new LeaseMQTopic(name);
    }

    @Override
    public final boolean equals(Object other) {
        return LeaseMQDestination.own(other) instanceof LeaseMQTopic topic && topic.name.equals(name);
    }

    @Override
    public final int hashCode() {
        return name.hashCode();
    }

    @Override
    public final String toString() {
        return name;
    }
}
