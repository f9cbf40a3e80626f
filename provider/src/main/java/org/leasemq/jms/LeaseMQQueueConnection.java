package org.leasemq.jms;

import jakarta.jms.JMSException;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.session.ConnectionCore;

/** A connection made for queues, which knows no topics. */
final class LeaseMQQueueConnection extends LeaseMQConnection {
    LeaseMQQueueConnection(ConnectionCore core) {
        super(core);
    }

    @Override
    ConnectionCore forTopics(String method) throws JMSException {
        live();
        throw JmsErrors.illegalState("A QueueConnection has no topics, and no " + method + ". Use a Connection.");
    }
}
