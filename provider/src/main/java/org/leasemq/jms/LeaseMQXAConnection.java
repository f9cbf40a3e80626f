package org.leasemq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XASession;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicSession;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.jms.session.SessionCore;
import org.leasemq.jms.xa.Association;
import org.leasemq.jms.xa.BranchXAResource;

/** A connection that has sessions for global transactions. Safe for use by several threads. */
final class LeaseMQXAConnection extends LeaseMQConnection implements XAQueueConnection, XATopicConnection {
    LeaseMQXAConnection(ConnectionCore core) {
        super(core);
    }

    @Override
    public XASession createXASession() throws JMSException {
        return xaSession();
    }

    @Override
    public XAQueueSession createXAQueueSession() throws JMSException {
        return xaSession();
    }

    @Override
    public XATopicSession createXATopicSession() throws JMSException {
        return xaSession();
    }

    private LeaseMQXASession xaSession() throws JMSException {
        LeaseMQXASession session = xaContextSession();
        used();
        return session;
    }

    LeaseMQXASession xaContextSession() throws JMSException {
        ConnectionCore open = live();
        Association association = new Association();
        SessionCore session = open.openSession(association::enlistment, Session.SESSION_TRANSACTED);
        BranchXAResource resource = open.openResource(association, session.delivery()::withdrawUnseen);
        return new LeaseMQXASession(open, open.add(session, resource::close), () -> resource);
    }
}
