package org.leasemq.ra;

import jakarta.jms.Queue;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.jms.QueueAddress;

/** A queue as an administered object. */
public class LeaseMQQueueObject extends AdministeredDestination implements QueueAddress {
    private static final long serialVersionUID = 1L;

    static Queue queue(String name) {
        LeaseMQQueueObject made = new LeaseMQQueueObject();
        made.setDestinationName(name);
        return made;
    }

    @Override
    void check(String name) {
        new LeaseMQQueue(name);
    }

    @Override
    public String getQueueName() {
        return new LeaseMQQueue(getDestinationName()).getQueueName();
    }

    @Override
    public String getAddress() {
        return getDestinationName();
    }
}
