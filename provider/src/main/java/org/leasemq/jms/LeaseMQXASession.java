package org.leasemq.jms;

import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicSession;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XATopicSession;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;

/** A session whose work belongs to a global transaction. Without one it works as a session with AUTO_ACKNOWLEDGE. */
final class LeaseMQXASession extends LeaseMQSession implements XAQueueSession, XATopicSession {
    private final Supplier<? extends XAResource> resource;
    private final Runnable closing;

    LeaseMQXASession(ConnectionCore connection, SessionCore core, BranchXAResource resource) {
        this(connection, core, () -> resource, resource::close);
    }

    /** A session in an application server, whose resource of the moment is the server's business. */
    LeaseMQXASession(ConnectionCore connection, SessionCore core, Supplier<? extends XAResource> resource) {
        this(connection, core, resource, () -> {});
    }

    private LeaseMQXASession(
            ConnectionCore connection, SessionCore core, Supplier<? extends XAResource> resource, Runnable closing) {
        super(connection, core);
        this.resource = resource;
        this.closing = closing;
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

    @Override
    void closing() {
        closing.run();
    }
}
