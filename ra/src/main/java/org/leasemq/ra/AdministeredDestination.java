package org.leasemq.ra;

import jakarta.resource.Referenceable;
import java.io.Serializable;
import javax.naming.Reference;
import org.leasemq.jms.destination.DestinationObject;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.options.InvalidOptionException;

/** A destination as an administered object, which servers make and set up. Safe for use by several threads once it has been set up. */
public abstract class AdministeredDestination implements DestinationObject, Referenceable, Serializable {
    private static final long serialVersionUID = 1L;

    private String destinationName;
    private Reference reference;

    AdministeredDestination() {}

    /** @throws InvalidOptionException if there can be no destination of that name */
    abstract LeaseMQDestination named(String name);

    /** Name of the destination; for a queue with options for its creation or without. */
    public String getDestinationName() {
        return destinationName;
    }

    /** @throws InvalidOptionException if it is none */
    public void setDestinationName(String value) {
        named(value);
        destinationName = value;
    }

    @Override
    public final LeaseMQDestination destination() {
        return destinationName == null ? null : named(destinationName);
    }

    /** As {@code destinationName}. */
    public String getName() {
        return destinationName;
    }

    public void setName(String value) {
        setDestinationName(value);
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
        LeaseMQDestination own = destination();
        return own == null ? other == this : own.equals(other);
    }

    @Override
    public final int hashCode() {
        LeaseMQDestination own = destination();
        return own == null ? 0 : own.hashCode();
    }

    @Override
    public String toString() {
        return destinationName;
    }
}
