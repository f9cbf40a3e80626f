package org.leasemq.jms;

import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicSession;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XATopicSession;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.jms.session.OpenSession;

/** A session whose work belongs to a global transaction. Without one it works as a session with AUTO_ACKNOWLEDGE. */
final class LeaseMQXASession extends LeaseMQSession implements XAQueueSession, XATopicSession {
    private final Supplier<? extends XAResource> resource;

    /** @param resource that of the moment, or null */
    LeaseMQXASession(ConnectionCore connection, OpenSession session, Supplier<? extends XAResource> resource) {
        super(connection, session);
        this.resource = resource;
    }

    /** Can be used after the session was closed, for branches that have been ended. */
    @Override
    public XAResource getXAResource() {
        return resource.get();
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
}
