package org.leasemq.jms;

import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicSession;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XATopicSession;
import javax.transaction.xa.XAResource;

/** A session whose work belongs to a global transaction. Without one it works as a session with AUTO_ACKNOWLEDGE. */
final class LeaseMQXASession extends LeaseMQSession implements XAQueueSession, XATopicSession {
    private final BranchXAResource resource;

    LeaseMQXASession(ConnectionCore connection, SessionCore core, BranchXAResource resource) {
        super(connection, core);
        this.resource = resource;
    }

    /** Can be used after the session was closed, for branches that have been ended. */
    @Override
    public XAResource getXAResource() {
        return resource;
    }

    @Override
    public Session getSession() {
        return this;
    }

    @Override
    public QueueSession getQueueSession() {
        return this;
    }

    @Override
    public TopicSession getTopicSession() {
        return this;
    }

    @Override
    void closing() {
        resource.close();
    }
}
