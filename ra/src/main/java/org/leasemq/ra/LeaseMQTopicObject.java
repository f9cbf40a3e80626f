package org.leasemq.ra;

import jakarta.jms.Topic;
import org.leasemq.jms.LeaseMQTopic;

/** A topic as an administered object. */
public class LeaseMQTopicObject extends AdministeredDestination implements Topic {
    private static final long serialVersionUID = 1L;

    static Topic topic(String name) {
        LeaseMQTopicObject made = new LeaseMQTopicObject();
        made.setDestinationName(name);
        return made;
    }

    @Override
    LeaseMQTopic named(String name) {
        return new LeaseMQTopic(name);
    }

    @Override
    public String getTopicName() {
        return getDestinationName();
    }
}
