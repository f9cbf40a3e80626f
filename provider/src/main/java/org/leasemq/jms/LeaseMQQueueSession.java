package org.leasemq.jms;

import jakarta.jms.JMSException;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.jms.session.OpenSession;
import org.leasemq.jms.session.SessionCore;

/** A session of a queue connection, which knows no topics. */
final class LeaseMQQueueSession extends LeaseMQSession {
    LeaseMQQueueSession(ConnectionCore connection, OpenSession session) {
        super(connection, session);
    }

    @Override
    SessionCore forTopics(String method) throws JMSException {
        live();
        throw JmsErrors.illegalState(
                "A QueueSession has no topics, and no " + method + ". Use a Session of a Connection.");
    }
}
