package org.leasemq.jms;

import jakarta.jms.Topic;
import java.io.ObjectStreamException;
import java.io.Serializable;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import org.leasemq.options.InvalidOptionException;

/**
 * A topic: a name. Topics need not be created. Immutable; safe for use by several threads. Two are equal if their names are.
 */
public sealed class LeaseMQTopic implements LeaseMQDestination, Topic, Serializable, Referenceable
        permits LeaseMQTemporaryTopic {
    private static final long serialVersionUID = 1L;

    private final String name;

    /**
     * @param name name of the topic
     * @throws InvalidOptionException if it is missing
     */
    public LeaseMQTopic(String name) {
        if (name == null || name.isBlank()) {
            throw new InvalidOptionException("The topic name is missing. Give a name such as 'prices'.");
        }
        this.name = name;
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
        return new Reference(
                LeaseMQTopic.class.getName(),
                new StringRefAddr(LeaseMQObjectFactory.TOPIC, name),
                LeaseMQObjectFactory.class.getName(),
                null);
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
