package org.leasemq.jms.destination;

import jakarta.jms.Destination;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/** A destination as an object of an application server's. It stands for one of this provider, and each equals the other. */
@VisibleTo(Audience.APPLICATIONS)
public interface DestinationObject extends Destination {
    /** What it stands for; null while it has no name. */
    LeaseMQDestination destination();
}
