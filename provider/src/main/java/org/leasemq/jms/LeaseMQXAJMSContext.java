package org.leasemq.jms;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.XAJMSContext;
import javax.transaction.xa.XAResource;

/** A context whose work belongs to a global transaction. For one thread at a time, except {@link #close}. */
final class LeaseMQXAJMSContext extends LeaseMQJMSContext implements XAJMSContext {
    private final LeaseMQXASession session;

    private LeaseMQXAJMSContext(SharedConnection shared, LeaseMQXASession session) {
        super(shared, session);
        this.session = session;
    }

    /** The first context of a connection, which is closed if there can be none. */
    static XAJMSContext first(LeaseMQXAConnection connection) throws JMSException {
        try {
            return new LeaseMQXAJMSContext(new SharedConnection(connection, () -> {}), connection.xaContextSession());
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
    }

    /** As {@link LeaseMQJMSContext#first}, in an application server. */
    static XAJMSContext first(LeaseMQConnection connection, LeaseMQXASession session, Runnable closed) {
        return new LeaseMQXAJMSContext(new SharedConnection(connection, closed), session);
    }

    @Override
    public JMSContext getContext() {
        return this;
    }

    @Override
    public XAResource getXAResource() {
        return session.getXAResource();
    }
}
