package org.leasemq.jms;

import jakarta.jms.JMSException;

/** A session of a queue connection, on which topic methods are wrong rather than not there yet. */
final class LeaseMQQueueSession extends LeaseMQSession {
    LeaseMQQueueSession(ConnectionCore connection, SessionCore core) {
        super(connection, core);
    }

    @Override
    JMSException noTopics() throws JMSException {
        live();
        return JmsErrors.illegalState("A QueueSession has no topics. Use a Session of a Connection.");
    }
}
