package org.leasemq.jms.destination;

import jakarta.jms.Topic;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/** A topic of this provider. */
@VisibleTo(Audience.APPLICATIONS)
public interface TopicDestination extends LeaseMQDestination, Topic {}
