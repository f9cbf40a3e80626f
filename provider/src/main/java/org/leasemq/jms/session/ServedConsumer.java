package org.leasemq.jms.session;

import org.leasemq.jms.delivery.DeliveryControl;

/** A connection consumer, as its connection knows it: what it does in its thread, until it is closed. */
public interface ServedConsumer extends Runnable {
    DeliveryControl delivery();

    void close();
}
