package org.leasemq.jms.destination;

import jakarta.jms.Topic;

/** A topic of this provider. */
public interface TopicDestination extends LeaseMQDestination, Topic {}
