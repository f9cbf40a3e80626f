package org.leasemq.jms.destination;

import jakarta.jms.Destination;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/**
 * A destination of this provider: a {@link QueueDestination} or a {@link TopicDestination}. Immutable, apart from being deleted
 * if temporary; safe for use by several threads.
 */
@VisibleTo(Audience.APPLICATIONS)
public interface LeaseMQDestination extends Destination {

    /** Its name, without options. */
    String name();

    /** What the object is or stands for; null if that is no destination of this provider. */
    static LeaseMQDestination own(Object given) {
        if (given instanceof DestinationObject object) {
            return object.destination();
        }
        return given instanceof LeaseMQDestination own ? own : null;
    }
}
