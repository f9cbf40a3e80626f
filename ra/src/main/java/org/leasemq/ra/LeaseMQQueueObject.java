package org.leasemq.ra;

import jakarta.jms.Queue;
import org.leasemq.jms.LeaseMQQueue;

/** A queue as an administered object. */
public class LeaseMQQueueObject extends AdministeredDestination implements Queue {
    private static final long serialVersionUID = 1L;

    static Queue queue(String name) {
        LeaseMQQueueObject made = new LeaseMQQueueObject();
        made.setDestinationName(name);
        return made;
    }

    @Override
    LeaseMQQueue named(String name) {
        return new LeaseMQQueue(name);
    }

    @Override
    public String getQueueName() {
        return named(getDestinationName()).getQueueName();
    }
}
