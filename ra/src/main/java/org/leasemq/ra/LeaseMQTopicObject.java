package org.leasemq.ra;

import jakarta.jms.Topic;
import jakarta.resource.Referenceable;
import java.io.Serializable;
import java.util.Objects;
import javax.naming.Reference;
import org.leasemq.jms.LeaseMQTopic;
import org.leasemq.options.InvalidOptionException;

/** A topic as an administered object, which servers make and set up. Safe for use by several threads once it has been set up. */
public class LeaseMQTopicObject implements Topic, Referenceable, Serializable {
    private static final long serialVersionUID = 1L;

    private String destinationName;
    private Reference reference;

    static Topic topic(String name) {
        LeaseMQTopicObject made = new LeaseMQTopicObject();
        made.setDestinationName(name);
        return made;
    }

    /** Name of the topic. */
    public String getDestinationName() {
        return destinationName;
    }

    /** @throws InvalidOptionException if it is none */
    public void setDestinationName(String value) {
        new LeaseMQTopic(value);
        destinationName = value;
    }

    /** As {@code destinationName}. */
    public String getName() {
        return destinationName;
    }

    public void setName(String value) {
        setDestinationName(value);
    }

    @Override
    public String getTopicName() {
        return destinationName;
    }

    @Override
    public void setReference(Reference value) {
        reference = value;
    }

    @Override
    public Reference getReference() {
        return reference;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof LeaseMQTopicObject same && Objects.equals(same.destinationName, destinationName);
    }

    @Override
    public final int hashCode() {
        return Objects.hashCode(destinationName);
    }

    @Override
    public String toString() {
        return destinationName;
    }
}
