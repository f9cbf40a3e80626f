package org.leasemq.ra;

import jakarta.jms.Queue;
import jakarta.resource.Referenceable;
import java.io.Serializable;
import java.util.Objects;
import javax.naming.Reference;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.jms.QueueAddress;
import org.leasemq.options.InvalidOptionException;

/** A queue as an administered object, which servers make and set up. Safe for use by several threads once it has been set up. */
public class LeaseMQQueueObject implements QueueAddress, Referenceable, Serializable {
    private static final long serialVersionUID = 1L;

    private String destinationName;
    private Reference reference;

    static Queue queue(String name) {
        LeaseMQQueueObject made = new LeaseMQQueueObject();
        made.setDestinationName(name);
        return made;
    }

    /** Name of the queue, with options for its creation or without. */
    public String getDestinationName() {
        return destinationName;
    }

    /** @throws InvalidOptionException if it is none */
    public void setDestinationName(String value) {
        new LeaseMQQueue(value);
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
    public String getQueueName() {
        return new LeaseMQQueue(destinationName).getQueueName();
    }

    @Override
    public String getAddress() {
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
        return other instanceof LeaseMQQueueObject same && Objects.equals(same.destinationName, destinationName);
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
