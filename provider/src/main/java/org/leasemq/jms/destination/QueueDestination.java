package org.leasemq.jms.destination;

import jakarta.jms.Queue;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.options.QueueSpec;

/** A queue of this provider. */
@VisibleTo(Audience.APPLICATIONS)
public interface QueueDestination extends LeaseMQDestination, Queue {
    /** Its name, and the options with which it is created when it is not there yet. */
    QueueSpec spec();
}
