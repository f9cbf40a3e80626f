package org.leasemq.ra.outbound;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XASession;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LazyAssociatableConnectionManager;
import org.leasemq.jms.ServerConnection;
import org.leasemq.jms.server.ServerTransaction;
import org.leasemq.log.Logs;

/**
 * A connection in the hands of an application, and the managed connection whose transactions it works for, which the server may
 * exchange. Servers make subclasses of it, so nothing is final, and nobody else looks at its fields. Safe for several threads.
 */
public class LeaseMQConnectionHandle implements QueueConnection, TopicConnection, XAConnection {
    private final ManagedFactory factory;
    private final ConnectionRequestInfo request;
    private final LaterTransactions later;
    private ConnectionManager manager;
    private ServerConnection server;
    private LeaseMQManagedConnection owner;
    private boolean closed;

    LeaseMQConnectionHandle(ManagedFactory factory, ConnectionRequestInfo request) {
        this.factory = factory;
        this.request = request;
        this.later = new LaterTransactions(factory, Credentials.asked(request));
    }

    // ------------------------------------------------------------------------------------- for the adapter

    /** Where it is associated again, should the server take its managed connection away. */
    public synchronized void comesFrom(ConnectionManager value) {
        manager = value;
    }

    synchronized void use(ServerConnection value) {
        server = value;
    }

    /** From now on it works for the transactions of that managed connection; for none if null. */
    synchronized void belongTo(LeaseMQManagedConnection value) {
        owner = value;
    }

    /** What it works for at the moment; null for no transaction. */
    ServerTransaction transaction() {
        LeaseMQManagedConnection present = owner();
        if (present == null) {
            return null;
        }
        ServerTransaction own = present.transaction();
        ConnectionManager from = manager();
        return own.isWorking() || from == null ? own : later.present(from, own);
    }

    /** Of the managed connection that it belongs to, whatever the transaction of the moment is. */
    public synchronized ServerTransaction worksFor() {
        return owner.transaction();
    }

    /** The server can have its managed connection back. */
    public void letGo() {
        closed();
    }

    private synchronized ConnectionManager manager() {
        return manager;
    }

    private LeaseMQManagedConnection owner() {
        ConnectionManager present;
        synchronized (this) {
            if (owner != null || closed) {
                return owner;
            }
            present = manager;
        }
        if (present instanceof LazyAssociatableConnectionManager lazy) {
            associate(lazy);
        }
        synchronized (this) {
            return owner;
        }
    }

    private void associate(LazyAssociatableConnectionManager lazy) {
        try {
            lazy.associateConnection(this, factory.known(), request);
        } catch (ResourceException e) {
            throw new java.lang.IllegalStateException("The server gives the connection no managed one again", e);
        }
    }

    /** Ends it without telling the server, which knows. */
    void invalidate() {
        ServerConnection open = connected();
        if (end() && open != null) {
            try {
                open.close();
            } catch (JMSException e) {
                Logs.of(LeaseMQConnectionHandle.class)
                        .log(System.Logger.Level.DEBUG, "The connection ends with the engine", e);
            }
        }
    }

    /** Whether it was open. */
    private synchronized boolean end() {
        boolean open = !closed;
        closed = true;
        server = null;
        return open;
    }

    private synchronized ServerConnection connected() {
        return server;
    }

    private ServerConnection live() throws JMSException {
        synchronized (this) {
            if (!closed) {
                return server;
            }
        }
        throw new IllegalStateException("The connection is closed.", "LEASEMQ-CLOSED");
    }

    private Connection connection() throws JMSException {
        return live().connection();
    }

    private QueueConnection queues() throws JMSException {
        return (QueueConnection) connection();
    }

    private TopicConnection topics() throws JMSException {
        return (TopicConnection) connection();
    }

    /** A context that closes this connection when it is closed. */
    public JMSContext createContext(int mode) throws JMSException {
        return context(live -> live.createContext(mode, this::closed));
    }

    /** As {@link #createContext}, for applications that ask for XA. */
    public XAJMSContext createXAContext() throws JMSException {
        return context(live -> live.createXAContext(this::closed));
    }

    private interface Contexts<C extends JMSContext> {
        C of(ServerConnection live) throws JMSException;
    }

    private <C extends JMSContext> C context(Contexts<C> contexts) throws JMSException {
        boolean created = false;
        try {
            C context = contexts.of(live());
            created = true;
            return context;
        } finally {
            if (!created) {
                closed();
            }
        }
    }

    /** The application has closed it. */
    private void closed() {
        LeaseMQManagedConnection present;
        ConnectionManager from;
        synchronized (this) {
            present = owner;
            from = manager;
        }
        if (!end()) {
            return;
        }
        if (present != null) {
            present.closed(this);
        } else if (from instanceof LazyAssociatableConnectionManager lazy) {
            lazy.inactiveConnectionClosed(this, factory.known());
        }
    }

    // ------------------------------------------------------------------------------------ for applications

    @Override
    public void close() throws JMSException {
        ServerConnection open = connected();
        if (open != null) {
            try {
                open.close();
            } finally {
                closed();
            }
        }
    }

    @Override
    public Session createSession() throws JMSException {
        return connection().createSession();
    }

    @Override
    public Session createSession(int mode) throws JMSException {
        return connection().createSession(mode);
    }

    @Override
    public Session createSession(boolean transacted, int mode) throws JMSException {
        return connection().createSession(transacted, mode);
    }

    /** A session as every other, which the server has in its transaction already. */
    @Override
    public XASession createXASession() throws JMSException {
        return live().createXASession();
    }

    @Override
    public QueueSession createQueueSession(boolean transacted, int mode) throws JMSException {
        return queues().createQueueSession(transacted, mode);
    }

    @Override
    public TopicSession createTopicSession(boolean transacted, int mode) throws JMSException {
        return topics().createTopicSession(transacted, mode);
    }

    @Override
    public String getClientID() throws JMSException {
        return connection().getClientID();
    }

    @Override
    public void setClientID(String id) throws JMSException {
        connection().setClientID(id);
    }

    @Override
    public ConnectionMetaData getMetaData() throws JMSException {
        return connection().getMetaData();
    }

    @Override
    public ExceptionListener getExceptionListener() throws JMSException {
        return connection().getExceptionListener();
    }

    @Override
    public void setExceptionListener(ExceptionListener listener) throws JMSException {
        connection().setExceptionListener(listener);
    }

    @Override
    public void start() throws JMSException {
        connection().start();
    }

    @Override
    public void stop() throws JMSException {
        connection().stop();
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Destination destination, String selector, ServerSessionPool pool, int max) throws JMSException {
        return connection().createConnectionConsumer(destination, selector, pool, max);
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(Queue queue, String selector, ServerSessionPool pool, int max)
            throws JMSException {
        return queues().createConnectionConsumer(queue, selector, pool, max);
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(Topic topic, String selector, ServerSessionPool pool, int max)
            throws JMSException {
        return topics().createConnectionConsumer(topic, selector, pool, max);
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            Topic topic, String subscription, String selector, ServerSessionPool pool, int max) throws JMSException {
        return connection().createDurableConnectionConsumer(topic, subscription, selector, pool, max);
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            Topic topic, String subscription, String selector, ServerSessionPool pool, int max) throws JMSException {
        return connection().createSharedConnectionConsumer(topic, subscription, selector, pool, max);
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            Topic topic, String subscription, String selector, ServerSessionPool pool, int max) throws JMSException {
        return connection().createSharedDurableConnectionConsumer(topic, subscription, selector, pool, max);
    }
}
