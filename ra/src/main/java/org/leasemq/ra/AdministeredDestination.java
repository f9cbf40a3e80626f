package org.leasemq.ra;

import jakarta.jms.Destination;
import jakarta.resource.Referenceable;
import java.io.Serializable;
import java.util.Objects;
import javax.naming.Reference;
import org.leasemq.options.InvalidOptionException;

/** A destination as an administered object, which servers make and set up. Safe for use by several threads once it has been set up. */
public abstract class AdministeredDestination implements Destination, Referenceable, Serializable {
    private static final long serialVersionUID = 1L;

    private String destinationName;
    private Reference reference;

    AdministeredDestination() {}

    /** @throws InvalidOptionException if there can be no destination of that name */
    abstract void check(String name);

    /** Name of the destination; for a queue with options for its creation or without. */
    public String getDestinationName() {
        return destinationName;
    }

    /** @throws InvalidOptionException if it is none */
    public void setDestinationName(String value) {
        check(value);
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
    public void setReference(Reference value) {
        reference = value;
    }

    @Override
    public Reference getReference() {
        return reference;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof AdministeredDestination same
                && same.getClass() == getClass()
                && Objects.equals(same.destinationName, destinationName);
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
