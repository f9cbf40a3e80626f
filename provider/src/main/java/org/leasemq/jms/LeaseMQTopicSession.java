package org.leasemq.jms;

import jakarta.jms.JMSException;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.jms.session.OpenSession;
import org.leasemq.jms.session.SessionCore;

/** A session of a topic connection, which knows no queues. */
final class LeaseMQTopicSession extends LeaseMQSession {
    LeaseMQTopicSession(ConnectionCore connection, OpenSession session) {
        super(connection, session);
    }

    @Override
    SessionCore forQueues(String method) throws JMSException {
        live();
        throw JmsErrors.illegalState(
                "A TopicSession has no queues, and no " + method + ". Use a Session of a Connection.");
    }
}
