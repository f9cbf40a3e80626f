package org.leasemq.jms;

/** A connection consumer, as its connection knows it: what it does in its thread, until it is closed. */
interface ServedConsumer extends Runnable {
    DeliveryControl delivery();

    void close();
}
