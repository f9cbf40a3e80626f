package org.leasemq.jms;

import jakarta.jms.JMSException;

/** A connection made for queues, on which subscriptions are wrong rather than not there yet. */
final class LeaseMQQueueConnection extends LeaseMQConnection {
    LeaseMQQueueConnection(ConnectionCore core) {
        super(core);
    }

    @Override
    JMSException noSubscriptions() throws JMSException {
        checkOpen();
        return JmsErrors.illegalState("A QueueConnection has no topics. Use a Connection.");
    }
}
